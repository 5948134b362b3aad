/** A YAML or JSON text with the place of each of its values; the value itself was read before, by the product's own reader and within its limits. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';

import type { Node, Pair } from 'yaml';
import type { Place, TextRange } from './finding.ts';

/** Keys and indexes from the top. */
export type Path = readonly (string | number)[];

/** A key with its value; of an item of a list the value alone. */
interface Found {
  key?: Node | undefined;
  value: Node | undefined;
}

const START: TextRange = { start: 0, end: 0 };

export class SourceDocument {
  /** Path below the source. */
  readonly file: string;
  readonly text: string;
  /** Plain data; undefined where the text is not YAML or JSON, or could not be read. */
  readonly value: unknown;
  private root: Node | undefined;
  private parsed = false;
  private starts: number[] | undefined;

  constructor(file: string, text: string, value?: unknown) {
    this.file = file;
    this.text = text;
    this.value = value;
  }

  /** Where the value, or its key, stands; of what is not there, the nearest that it would be in. Never more than to the end of a line. */
  range(path: Path, part: 'key' | 'value' = 'value'): TextRange {
    for (let depth = path.length; depth >= 0; depth--) {
      const found = this.find(path.slice(0, depth));
      if (!found) continue;
      const node = part === 'key' || !found.value ? (found.key ?? found.value) : found.value;
      const [start, end] = node?.range ?? [];
      if (start !== undefined && end !== undefined) return this.firstLine({ start, end });
    }
    return START;
  }

  /** The whole range of one scalar, for replacing it; undefined where there is none of its own, such as behind an alias. */
  scalar(
    path: Path,
    part: 'key' | 'value' = 'value',
  ): (TextRange & { source: string }) | undefined {
    const found = this.find(path);
    const node = part === 'key' ? found?.key : found?.value;
    if (!isScalar(node) || !node.range || node.anchor !== undefined || node.tag) return undefined;
    const [start, end] = node.range;
    return { start, end, source: this.text.slice(start, end) };
  }

  /** Whether the value is there as written, and not by an alias or a merge. */
  has(path: Path): boolean {
    return this.find(path) !== undefined;
  }

  place({ start, end }: TextRange): Place {
    const from = this.position(start);
    const to = this.position(end);
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  }

  /** Both from 1. */
  position(offset: number): { line: number; column: number } {
    const starts = this.lineStarts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }

  /** The range of a line, from 1, without its break. */
  line(number: number): TextRange {
    const starts = this.lineStarts();
    const start = starts[number - 1] ?? this.text.length;
    return this.firstLine({ start, end: starts[number] ?? this.text.length });
  }

  private lineStarts(): number[] {
    if (this.starts) return this.starts;
    const counter = new LineCounter();
    counter.addNewLine(0);
    for (const { index, 0: mark } of this.text.matchAll(/\r\n|\n|\r/g)) {
      counter.addNewLine(index + mark.length);
    }
    this.starts = counter.lineStarts;
    return this.starts;
  }

  private firstLine({ start, end }: TextRange): TextRange {
    const text = this.text.slice(start, end);
    const at = text.search(/[\r\n]/);
    return { start, end: start + (at < 0 ? text.length : at) };
  }

  private find(path: Path): Found | undefined {
    let found: Found = { value: this.parse() };
    for (const step of path) {
      const { value } = found;
      const next: Found | undefined = isMap(value)
        ? findPair(value.items, String(step))
        : isSeq(value)
          ? { value: value.items[Number(step)] as Node | undefined }
          : undefined;
      if (!next || (!next.key && !next.value) || isAlias(next.key)) return undefined;
      found = next;
    }
    return found;
  }

  /** Only what the product's reader took is given to this one, so that it is bounded. */
  private parse(): Node | undefined {
    if (this.parsed || this.value === undefined) return this.root;
    this.parsed = true;
    const parsed = parseDocument(this.text, {
      logLevel: 'silent',
      strict: false,
      uniqueKeys: false,
      keepSourceTokens: false,
    });
    this.root = (parsed.contents ?? undefined) as Node | undefined;
    return this.root;
  }
}

function findPair(items: readonly Pair[], key: string): Found | undefined {
  const pair = items.find(({ key: node }) => isScalar(node) && String(node.value) === key);
  return pair && { key: pair.key as Node, value: (pair.value ?? undefined) as Node | undefined };
}
