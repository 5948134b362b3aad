/** One linear pass over JSON text that finds what `JSON.parse` lets through; grammar is left to `JSON.parse`. */

export type JsonFault =
  | 'depth'
  | 'nodes'
  | 'elements'
  | 'duplicate-key'
  | 'forbidden-key'
  | 'number'
  | 'characters';

export interface JsonFinding {
  fault: JsonFault;
  /** The key or literal, clipped. */
  text: string;
  /** Index in the outermost array where it stands; -1 outside of any. */
  element: number;
}

export interface ScanOptions {
  depth: number;
  nodes: number;
  /** Values in the outermost array. */
  elements: number;
  /** Called in the order of the text; may throw to end the scan. `depth`, `nodes` and `elements` must end it. */
  report(finding: JsonFinding): void;
}

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const BAD_CHARACTERS = /[\p{Cs}\0]/u;
const INTEGER = /^-?\d+$/;
const CLIP = 64;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const MINUS = 0x2d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/**
 * Scans text; on text that is not JSON the findings mean nothing, so the caller parses it afterwards in any case.
 * Throws `SyntaxError` for a string that is not one of JSON's.
 */
export function scanJson(text: string, options: ScanOptions): void {
  const scan: Scan = { text, options, open: [], nodes: 0, element: -1 };
  let at = 0;
  while (at < text.length) at = scanToken(scan, at);
}

/** Values of the outermost array that follow each other, with the commas between them, as a part of the text. */
export interface JsonPiece {
  start: number;
  end: number;
  /** Number of its first value. */
  first: number;
  count: number;
}

/**
 * As `scanJson` for the text of a list, in pieces of at most `most` values. The text is JSON if each piece, put in brackets, is
 * parsed as a list of so many values: what stands around and between the pieces is checked here. Throws `SyntaxError` also for text that is no list.
 */
export function* scanList(
  text: string,
  options: ScanOptions,
  most: number,
): Generator<JsonPiece, void> {
  const scan: Scan = { text, options, open: [], nodes: 0, element: -1 };
  let at = endOfSpace(text, 0);
  if (text.charCodeAt(at) !== OPEN_ARRAY) throw new SyntaxError('it is no list');
  at = scanToken(scan, at);
  let start = at;
  let first = 0;
  while (at < text.length && scan.open.length > 0) {
    at = scanToken(scan, at);
    if (scan.element < first + most) continue;
    yield { start, end: at - 1, first, count: most };
    [start, first] = [at, scan.element];
  }
  const end = at - 1;
  if (scan.open.length > 0 || text.charCodeAt(end) !== CLOSE_ARRAY) {
    throw new SyntaxError('the list does not end');
  }
  if (endOfSpace(text, at) < text.length) throw new SyntaxError('something follows the list');
  const isEmpty = first === 0 && endOfSpace(text, start) === end;
  yield { start, end, first, count: isEmpty ? 0 : scan.element - first + 1 };
}

interface Scan {
  text: string;
  options: ScanOptions;
  /** Keys so far of each open object, null before the first; undefined for an array. */
  open: (Set<string> | null | undefined)[];
  nodes: number;
  element: number;
}

/** Where the next token begins. */
function scanToken(scan: Scan, at: number): number {
  const char = scan.text.charCodeAt(at);
  if (char === QUOTE) return scanString(scan, at);
  if (char === COMMA && scan.open.length === 1 && scan.element >= 0) countElement(scan);
  if (char === OPEN_OBJECT || char === OPEN_ARRAY) enter(scan, char);
  else if (char === CLOSE_OBJECT || char === CLOSE_ARRAY) scan.open.pop();
  else if (char === MINUS || isDigit(char)) return scanNumber(scan, at);
  else if (isLetter(char)) return scanWord(scan, at);
  return at + 1;
}

function report(scan: Scan, fault: JsonFault, found: string): void {
  scan.options.report({ fault, text: found.slice(0, CLIP), element: scan.element });
}

function countNode(scan: Scan): void {
  if (++scan.nodes > scan.options.nodes) report(scan, 'nodes', String(scan.options.nodes));
}

function countElement(scan: Scan): void {
  const { elements } = scan.options;
  if (++scan.element >= elements) report(scan, 'elements', String(elements));
}

function enter(scan: Scan, char: number): void {
  countNode(scan);
  if (scan.open.length === 0 && char === OPEN_ARRAY) scan.element = 0;
  // Sets are made late: an empty object costs a byte pair in the text and should cost little here.
  scan.open.push(char === OPEN_OBJECT ? null : undefined);
  if (scan.open.length > scan.options.depth) report(scan, 'depth', String(scan.options.depth));
}

function scanString(scan: Scan, start: number): number {
  const end = endOfString(scan.text, start);
  const value = decodeString(scan, scan.text.slice(start, end));
  // In JSON a string before a colon is a key, and nothing else is.
  if (nextCharacter(scan.text, end) === COLON) checkKey(scan, value);
  else countNode(scan);
  return end;
}

function endOfString(text: string, start: number): number {
  let quote = start;
  for (;;) {
    quote = text.indexOf('"', quote + 1);
    if (quote < 0) throw new SyntaxError('a string does not end');
    let before = quote - 1;
    while (text[before] === '\\') before--;
    if ((quote - before) % 2 === 1) return quote + 1;
  }
}

function decodeString(scan: Scan, literal: string): string {
  if (!literal.includes('\\')) return literal.slice(1, -1);
  const value = JSON.parse(literal) as string;
  // D03: escapes may write what valid UTF-8 cannot.
  if (BAD_CHARACTERS.test(value)) report(scan, 'characters', literal);
  return value;
}

function checkKey(scan: Scan, key: string): void {
  if (FORBIDDEN_KEYS.has(key)) report(scan, 'forbidden-key', key);
  const last = scan.open.length - 1;
  const keys = scan.open[last];
  if (keys === null) scan.open[last] = new Set([key]);
  else if (keys?.has(key)) report(scan, 'duplicate-key', key);
  else keys?.add(key);
}

/** D05: numbers that would not survive reading: infinite, beyond exact integers, minus zero. */
function scanNumber(scan: Scan, start: number): number {
  countNode(scan);
  let end = start + 1;
  while (isNumberPart(scan.text.charCodeAt(end))) end++;
  const literal = scan.text.slice(start, end);
  const value = Number(literal);
  const exact = !INTEGER.test(literal) || Number.isSafeInteger(value);
  if (!Number.isFinite(value) || !exact || literal === '-0') report(scan, 'number', literal);
  return end;
}

/** true, false, null. */
function scanWord(scan: Scan, start: number): number {
  countNode(scan);
  let end = start + 1;
  while (isLetter(scan.text.charCodeAt(end))) end++;
  return end;
}

function nextCharacter(text: string, start: number): number {
  return text.charCodeAt(endOfSpace(text, start));
}

function endOfSpace(text: string, start: number): number {
  let at = start;
  while (isSpace(text.charCodeAt(at))) at++;
  return at;
}

function isSpace(char: number): boolean {
  return char === 0x20 || char === 0x0a || char === 0x0d || char === 0x09;
}

function isDigit(char: number): boolean {
  return char >= 0x30 && char <= 0x39;
}

function isNumberPart(char: number): boolean {
  // + - . e E
  return (
    isDigit(char) ||
    char === 0x2b ||
    char === 0x2d ||
    char === 0x2e ||
    char === 0x65 ||
    char === 0x45
  );
}

function isLetter(char: number): boolean {
  return char >= 0x61 && char <= 0x7a;
}
