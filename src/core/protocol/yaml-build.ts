/** Builds a value from the events of one YAML document by the server's rules (js-yaml 3): merges, keys as text, cycles and floods refused. */
import { COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE } from 'js-yaml';

import { isMap, pathTo, slice, textOf, toKey } from './yaml-node.ts';
import { MERGE, NO_FIT, readPlain, readTagged } from './yaml-scalars.ts';

import type { Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import type { Limits } from '../limits.ts';
import type { MapValue, NodePlace } from './yaml-node.ts';

/** A plain scalar as it was read; `keys` lead to it, `offset` is its place in the text. */
export interface PlainScalar {
  text: string;
  value: unknown;
  keys: () => (string | number)[];
  offset: number;
}

export interface BuildOptions {
  source: string;
  limits: Limits;
  /** Must throw; `offset` is the place in the source. */
  refuse: (reason: string, offset: number) => never;
  onPlain: (scalar: PlainScalar) => void;
  /** Hears where each value stands, keys left out; `path` is as `pathTo` makes it. */
  onPlace?: ((path: string, place: NodePlace) => void) | undefined;
}

interface Frame {
  kind: 'document' | 'sequence' | 'mapping';
  path: string;
  offset: number;
  anchor: string | undefined;
  tag: string | undefined;
  items: unknown[];
  map: MapValue;
  isBlock: boolean;
  /** The key that waits for its value. */
  key: { text: string; isMerge: boolean; offset: number } | undefined;
  /** Keys that came by a merge and may be given once more. */
  merged: Set<string>;
}

interface Added {
  offset: number;
  isMerge: boolean;
  literal?: boolean;
}

const OPEN = Symbol('open');
const YAML_TAG = 'tag:yaml.org,2002:';

/** The value of the first document; times are `Date`. Shared nodes stay shared. */
export function buildDocument(events: Event[], options: BuildOptions): unknown {
  const builder = new Builder(options);
  for (const event of events) builder.take(event);
  return builder.result;
}

class Builder {
  result: unknown = null;
  private readonly options: BuildOptions;
  private readonly frames: Frame[] = [];
  private readonly anchors = new Map<string, unknown>();
  /** Of the last node that stands in the text. */
  private offset = 0;
  private nodes = 0;
  private aliases = 0;
  private mergedKeys = 0;

  constructor(options: BuildOptions) {
    this.options = options;
  }

  take(event: Event): void {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        return this.open('document', 0);
      case EVENT_ID.SEQUENCE:
        return this.open('sequence', event.start, event);
      case EVENT_ID.MAPPING:
        this.assertFirstKey(event);
        return this.open('mapping', event.start, event);
      case EVENT_ID.SCALAR:
        return this.takeScalar(event);
      case EVENT_ID.ALIAS:
        return this.takeAlias(this.options.source.slice(event.anchorStart, event.anchorEnd), event);
      case EVENT_ID.POP:
        return this.close();
    }
  }

  /** js-yaml 5 takes this, the server does not. */
  private assertFirstKey({ style, start }: MappingEvent): void {
    if (style !== COLLECTION_STYLE.BLOCK) return;
    const first = this.options.source[start];
    if (first === '&' || first === '!') {
      this.refuse('an anchor or tag must not stand before the first key of a mapping', start);
    }
  }

  private open(kind: Frame['kind'], offset: number, event?: SequenceEvent | MappingEvent): void {
    const { limits, source } = this.options;
    if (this.frames.length > limits.documentDepth) {
      this.refuse(`nesting is deeper than ${limits.documentDepth} levels`, offset);
    }
    this.countNode(offset);
    const anchor = event && slice(source, event.anchorStart, event.anchorEnd);
    if (anchor !== undefined) this.anchors.set(anchor, OPEN);
    const tag = event && this.tagOf(event);
    this.frames.push({
      kind,
      path: this.nextPath(),
      offset,
      anchor,
      tag,
      items: [],
      map: {},
      isBlock: event?.style === COLLECTION_STYLE.BLOCK,
      key: undefined,
      merged: new Set(),
    });
  }

  private close(): void {
    const frame = this.frames.pop();
    if (!frame || frame.kind === 'document') return;
    const value = this.finish(frame);
    if (frame.anchor !== undefined) this.anchors.set(frame.anchor, value);
    this.add(value, { offset: frame.offset, isMerge: false });
  }

  /** Applies the tag of a collection. */
  private finish({ kind, tag, items, map, offset }: Frame): unknown {
    if (kind === 'mapping') {
      if (tag === undefined || tag === 'map') return map;
      if (tag === 'set' && Object.values(map).every((value) => value === null)) return map;
    } else {
      if (tag === undefined || tag === 'seq') return items;
      if (tag === 'omap' || tag === 'pairs') {
        const pairs = items.map((item) => (isMap(item) ? Object.entries(item) : []));
        const keys = pairs.map((pair) => pair[0]?.[0]);
        const isUnique = tag === 'pairs' || new Set(keys).size === keys.length;
        if (isUnique && pairs.every((pair) => pair.length === 1)) {
          return tag === 'omap' ? items : pairs.map((pair) => [...(pair[0] ?? [])]);
        }
      }
    }
    return this.refuse(`the tag !!${tag} does not fit this ${kind}`, offset);
  }

  private takeScalar(event: ScalarEvent): void {
    const { source } = this.options;
    const offset = Math.max(event.valueStart, event.tagStart, event.anchorStart - 1, this.offset);
    this.countNode(offset);
    const isAbsent = event.valueStart < 0;
    if (isAbsent && event.tagStart < 0 && event.anchorStart < 0) this.assertKey();
    const text = textOf(source, event);
    const tag = event.tagStart < 0 ? undefined : this.tagOf(event, offset);
    const isPlain = event.style === SCALAR_STYLE.PLAIN && event.tagStart < 0;
    let value: unknown = text;
    if (tag !== undefined) value = readTagged(tag, text, isAbsent);
    else if (isPlain) value = readPlain(text);
    else if (isAbsent) value = null;
    if (value === NO_FIT) this.refuse(`the tag !!${tag} does not fit this scalar`, offset);
    const anchor = slice(source, event.anchorStart, event.anchorEnd);
    if (anchor !== undefined) this.anchors.set(anchor, value);
    if (isPlain && !isAbsent) {
      this.options.onPlain({ text, value, keys: () => this.keysTo(value), offset });
    }
    const isMerge = tag === 'merge' || (isPlain && text === MERGE);
    this.add(value, { offset, isMerge, literal: event.style === SCALAR_STYLE.LITERAL_BLOCK });
  }

  /** `: value` in a block; js-yaml 5 takes it, the server does not. */
  private assertKey(): void {
    const frame = this.frames.at(-1);
    if (frame?.kind === 'mapping' && frame.isBlock && !frame.key) {
      this.refuse('a key is missing before a colon', this.offset);
    }
  }

  private takeAlias(name: string, event: { anchorStart: number }): void {
    const { limits } = this.options;
    const offset = event.anchorStart;
    this.countNode(offset);
    if (++this.aliases > limits.yamlAliases) {
      this.refuse(`there are more than ${limits.yamlAliases} aliases`, offset);
    }
    if (!this.anchors.has(name)) this.refuse(`there is no anchor for the alias "${name}"`, offset);
    const value = this.anchors.get(name);
    if (value === OPEN) this.refuse(`the alias "${name}" stands inside what it names`, offset);
    this.add(value, { offset, isMerge: false });
  }

  private add(value: unknown, { offset, isMerge, literal = false }: Added): void {
    const frame = this.frames.at(-1);
    if (this.options.onPlace && (frame?.kind !== 'mapping' || frame.key)) {
      this.options.onPlace(this.nextPath(), { offset, literal });
    }
    if (!frame || frame.kind === 'document') this.result = value;
    else if (frame.kind === 'sequence') frame.items.push(value);
    else if (!frame.key) frame.key = { text: this.keyText(value, offset), isMerge, offset };
    else this.addPair(frame, frame.key, value);
  }

  /** The path of the value that comes next. */
  private nextPath(): string {
    const frame = this.frames.at(-1);
    if (!frame || !this.options.onPlace || frame.kind === 'document') return '';
    return pathTo(frame.path, frame.kind === 'sequence' ? frame.items.length : this.nextKey(frame));
  }

  private nextKey({ key }: Frame): string {
    if (!key) return '';
    return key.isMerge ? MERGE : key.text;
  }

  private addPair(frame: Frame, key: NonNullable<Frame['key']>, value: unknown): void {
    frame.key = undefined;
    if (key.isMerge) {
      for (const source of Array.isArray(value) ? value : [value]) {
        this.merge(frame, source, key.offset);
      }
      return;
    }
    if (Object.hasOwn(frame.map, key.text) && !frame.merged.delete(key.text)) {
      this.refuse(`the key "${key.text}" stands here twice`, key.offset);
    }
    frame.map[key.text] = value;
  }

  private merge(frame: Frame, source: unknown, offset: number): void {
    if (typeof source !== 'object' || source === null) {
      this.refuse('what is merged by << must be a mapping', offset);
    }
    for (const [key, value] of Object.entries(source as MapValue)) {
      if (++this.mergedKeys > this.options.limits.documentNodes) {
        this.refuse('merging by << gives too many keys', offset);
      }
      if (Object.hasOwn(frame.map, key)) continue;
      frame.map[key] = value;
      frame.merged.add(key);
    }
  }

  private keyText(value: unknown, offset: number): string {
    const text = toKey(value);
    if (text === undefined) {
      return this.refuse('a time or a nested list as a key has no fixed reading; quote it', offset);
    }
    // A key of this name would change the prototype on the server and be lost there.
    if (text === '__proto__') this.refuse('the key "__proto__" is not allowed', offset);
    return text;
  }

  /** The name behind `!!`; undefined for none and for a lone `!`. */
  private tagOf(event: SequenceEvent | MappingEvent | ScalarEvent, offset = event.tagStart) {
    const raw = slice(this.options.source, event.tagStart, event.tagEnd);
    if (raw === undefined || raw === '!') return undefined;
    const name = raw.startsWith('!!')
      ? raw.slice(2)
      : raw.startsWith(`!<${YAML_TAG}`)
        ? raw.slice(2 + YAML_TAG.length, -1)
        : undefined;
    if (!name) this.refuse(`the tag ${raw} is not known here`, offset);
    return name;
  }

  /** The way to the scalar that is about to be added; a key leads to itself. */
  private keysTo(scalar: unknown): (string | number)[] {
    return this.frames.flatMap((frame): (string | number)[] => {
      if (frame.kind === 'document') return [];
      if (frame.kind === 'sequence') return [frame.items.length];
      return [frame.key?.text ?? String(scalar)];
    });
  }

  private countNode(offset: number): void {
    this.offset = offset;
    const { documentNodes } = this.options.limits;
    if (++this.nodes > documentNodes) {
      this.refuse(`there are more than ${documentNodes} values`, offset);
    }
  }

  private refuse(reason: string, offset: number): never {
    return this.options.refuse(reason, offset);
  }
}
