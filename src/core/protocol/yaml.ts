/** Reads YAML as the OpenPAI server does (js-yaml 3 `safeLoad`), within bounds, and notes what other readers take differently. */
import { CORE_SCHEMA, EVENT_ID, YAML11_SCHEMA } from 'js-yaml';

import { MarketError } from '../errors.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import { toPlainData } from './plain-data.ts';
import { buildDocument } from './yaml-build.ts';
import { parseLenient } from './yaml-parse.ts';
import { refusal } from './yaml-refusal.ts';
import { MERGE } from './yaml-scalars.ts';

import type { Event, Schema } from 'js-yaml';
import type { Limits } from '../limits.ts';
import type { BuildOptions, PlainScalar } from './yaml-build.ts';
import type { Place } from './yaml-refusal.ts';

/** A plain scalar that YAML 1.1 and YAML 1.2 read differently. */
export interface Ambiguity {
  keys: (string | number)[];
  /** From 1. */
  line: number;
  /** A full sentence that names the line. */
  message: string;
}

export interface YamlDocument {
  /** What offsets point into; its lines are those of the text. */
  source: string;
  /** As the server has it: times are `Date`, numbers may be infinite, nodes may be shared. */
  value: unknown;
  ambiguities: Ambiguity[];
}

/** Past so many, more of them tell nothing new. */
const MAX_AMBIGUITIES = 100;

/**
 * Reads one document into plain JSON data: times become RFC 3339 text, `.inf` and `.nan` null.
 * An empty text gives null. Throws `source-invalid` with the line for what the server or we refuse:
 * duplicate keys, tabs as indentation, several documents, unknown tags, cycles, more than `yamlAliases`
 * aliases, `__proto__` as a key, and whatever passes the limits.
 */
export function parseYaml(text: string, limits: Limits = DEFAULT_LIMITS): unknown {
  return toPlainData(readYaml(text, limits).value, limits);
}

/** As `parseYaml`, with the server's own values and the ambiguities. `value` may expand without bound: give it to `toPlainData` first. */
export function readYaml(
  text: string,
  limits: Limits = DEFAULT_LIMITS,
  onPlace?: BuildOptions['onPlace'],
): YamlDocument {
  const stripped = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (stripped.length > limits.protocolBytes) {
    throw new MarketError(
      'source-invalid',
      `The document has more than ${limits.protocolBytes} characters.`,
    );
  }
  const { source, events } = parseLenient(stripped);
  assertSingle(events);
  const lines = new Lines(source);
  const ambiguities: Ambiguity[] = [];
  const value = buildDocument(events, {
    source,
    limits,
    onPlace,
    refuse: (reason, offset) => {
      throw refusal(reason, lines.at(offset));
    },
    onPlain: (scalar) => {
      if (ambiguities.length >= MAX_AMBIGUITIES || !isAmbiguous(scalar)) return;
      const { line } = lines.at(scalar.offset);
      ambiguities.push({ keys: scalar.keys(), line, message: ambiguityMessage(scalar, line) });
    },
  });
  return { source, value, ambiguities };
}

function assertSingle(events: Event[]): void {
  const documents = events.filter((event) => event.type === EVENT_ID.DOCUMENT);
  if (documents.length > 1) throw refusal('only one document is allowed in a file');
  if (documents[0]?.directives.some((directive) => directive.kind === 'tag')) {
    throw refusal('the directive %TAG is not allowed');
  }
}

/** Finds lines of rising offsets without starting anew each time. */
class Lines {
  private readonly source: string;
  private line = 1;
  private start = 0;

  constructor(source: string) {
    this.source = source;
  }

  at(offset: number): Place {
    if (offset < this.start) {
      this.line = 1;
      this.start = 0;
    }
    const breaks = /\r\n|\n|\r/g;
    breaks.lastIndex = this.start;
    for (let found = breaks.exec(this.source); found; found = breaks.exec(this.source)) {
      if (breaks.lastIndex > offset) break;
      this.line++;
      this.start = breaks.lastIndex;
    }
    return { line: this.line, column: offset - this.start + 1 };
  }
}

function isAmbiguous({ text, value }: PlainScalar): boolean {
  return (
    text === MERGE ||
    [CORE_SCHEMA, YAML11_SCHEMA].some((schema) => other(schema, text) !== describe(value))
  );
}

function ambiguityMessage({ text, value }: PlainScalar, line: number): string {
  if (text === MERGE) {
    return `Line ${line}: << merges for the cluster and in YAML 1.1, and is an ordinary key in YAML 1.2; write the keys out.`;
  }
  return `Line ${line}: the plain value ${text} is ${describe(value)} for the cluster, ${other(YAML11_SCHEMA, text)} in YAML 1.1 and ${other(CORE_SCHEMA, text)} in YAML 1.2; quote it or write it plainly.`;
}

function other(schema: Schema, text: string): string {
  return describe(schema.resolveImplicitScalarTag(text).value);
}

function describe(value: unknown): string {
  if (typeof value === 'string') return 'text';
  if (value instanceof Date) return `the time ${value.toISOString()}`;
  return typeof value === 'number' ? `the number ${value + 0}` : String(value);
}
