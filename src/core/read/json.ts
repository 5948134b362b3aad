/** Strict JSON: encoding, duplicate and dangerous keys, depth, nodes and numbers are judged before any schema. */
import { MarketError } from '../errors.ts';
import { decodeText } from './encoding.ts';
import { scanJson, scanList } from './scan.ts';

import type { ErrorCode } from '../errors.ts';
import type { Limits } from '../limits.ts';
import type { JsonFault, JsonFinding, ScanOptions } from './scan.ts';

export type JsonLimits = Pick<Limits, 'documentDepth' | 'documentNodes'>;
type IndexLimits = JsonLimits & Pick<Limits, 'indexRows'>;

/** No row has as many values on the average: an index of nothing but brackets would fill the memory. */
const NODES_PER_ROW = 32;

/** Which code is thrown for which kind of mistake. */
export interface JsonCodes {
  encoding: ErrorCode;
  syntax: ErrorCode;
  content: ErrorCode;
}

export const SPEC_CODES: JsonCodes = {
  encoding: 'spec-encoding',
  syntax: 'spec-json',
  content: 'spec-invalid',
};

export const INDEX_CODES: JsonCodes = {
  encoding: 'index-invalid',
  syntax: 'index-invalid',
  content: 'index-invalid',
};

/**
 * Parses one document. Throws `MarketError` with the codes given: those of spec.json if absent.
 * `path` names the file in messages.
 */
export function readJson(
  bytes: Uint8Array,
  path: string,
  limits: JsonLimits,
  codes: JsonCodes = SPEC_CODES,
): unknown {
  return parse(bytes, path, {
    codes,
    depth: limits.documentDepth,
    nodes: limits.documentNodes,
    elements: limits.documentNodes,
    report: (finding) => refuse(finding, path, codes),
  });
}

/** What an index file says, with the mistakes inside each of its rows. */
export interface IndexJson {
  value: unknown;
  /** First mistake, in words, by row number (from 0). */
  faulty: Map<number, string>;
}

/**
 * Parses an index file: bounded by its bytes and rows before anything is built of it, and a row with a duplicate key or the like is
 * reported and not fatal. Throws `index-invalid` for anything that spoils the whole file.
 */
export function readIndexJson(bytes: Uint8Array, path: string, limits: IndexLimits): IndexJson {
  const faulty = new Map<number, string>();
  const options = { codes: INDEX_CODES, ...indexScan(path, limits, faulty) };
  const value = parse(bytes, path, options);
  return { value, faulty };
}

/** Values of a list that follow each other, with the mistakes inside of them. */
export interface ListPiece {
  /** Number of its first value in the list, from 0. */
  first: number;
  values: unknown[];
  /** First mistake, in words, by number in the list. */
  faulty: ReadonlyMap<number, string>;
}

/**
 * The same as `readIndexJson` for a file that is a list, in pieces of at most `most` values: between two of them others can have the thread. What
 * spoils the whole file may show only after pieces were given.
 */
export function* readListPieces(
  bytes: Uint8Array,
  path: string,
  { limits, most }: { limits: IndexLimits; most: number },
): Generator<ListPiece, void> {
  const text = decodeText(bytes, path, INDEX_CODES.encoding);
  if (!text.trimStart().startsWith('[')) {
    throw new MarketError('index-invalid', `${path} must be a list.`, { details: { file: path } });
  }
  const faulty = new Map<number, string>();
  try {
    for (const piece of scanList(text, indexScan(path, limits, faulty), most)) {
      const values = JSON.parse(`[${text.slice(piece.start, piece.end)}]`) as unknown[];
      if (values.length !== piece.count) throw new SyntaxError('a value is missing');
      yield { first: piece.first, values, faulty };
    }
  } catch (cause) {
    throw toReadError(cause, path, INDEX_CODES);
  }
}

/** What spoils a whole index, wherever it stands. */
const FATAL: ReadonlySet<JsonFault> = new Set<JsonFault>(['depth', 'nodes', 'elements']);

/** Mistakes inside of rows go into `faulty`, others are thrown. */
function indexScan(path: string, limits: IndexLimits, faulty: Map<number, string>): ScanOptions {
  return {
    depth: limits.documentDepth,
    nodes: Math.max(limits.documentNodes, limits.indexRows * NODES_PER_ROW),
    elements: limits.indexRows,
    report(finding) {
      if (FATAL.has(finding.fault) || finding.element < 0) refuse(finding, path, INDEX_CODES);
      if (!faulty.has(finding.element)) faulty.set(finding.element, toWords(finding));
    },
  };
}

interface ParseOptions extends ScanOptions {
  codes: JsonCodes;
}

function parse(bytes: Uint8Array, path: string, options: ParseOptions): unknown {
  const text = decodeText(bytes, path, options.codes.encoding);
  try {
    scanJson(text, options);
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw toReadError(cause, path, options.codes);
  }
}

function toReadError(cause: unknown, path: string, { syntax }: JsonCodes): MarketError {
  if (cause instanceof MarketError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new MarketError(syntax, `${path} is not valid JSON: ${reason}.`, {
    cause,
    details: { file: path },
  });
}

function refuse(finding: JsonFinding, path: string, codes: JsonCodes): never {
  const code = codes[FAULTS[finding.fault].code];
  throw new MarketError(code, `${path} is refused: ${toWords(finding)}.`, {
    details: { file: path, found: finding.text },
  });
}

const FAULTS: Record<JsonFault, { code: keyof JsonCodes; words: (text: string) => string }> = {
  depth: { code: 'syntax', words: (text) => `it nests deeper than ${text} levels` },
  nodes: { code: 'syntax', words: (text) => `it has more than ${text} values` },
  elements: { code: 'syntax', words: (text) => `it has more than ${text} entries` },
  'duplicate-key': { code: 'syntax', words: (text) => `the key "${text}" stands twice` },
  'forbidden-key': { code: 'content', words: (text) => `the key "${text}" is not allowed` },
  number: { code: 'content', words: (text) => `the number ${text} cannot be read exactly` },
  characters: {
    code: 'encoding',
    words: (text) => `the text ${text} has characters that are not valid Unicode`,
  },
};

function toWords(finding: JsonFinding): string {
  return FAULTS[finding.fault].words(finding.text);
}
