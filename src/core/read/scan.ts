/** One linear pass over JSON text that finds what `JSON.parse` lets through; grammar is left to `JSON.parse`. */

export type JsonFault =
  | 'depth'
  | 'nodes'
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
  /** Called in the order of the text; may throw to end the scan. `depth` and `nodes` must end it. */
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

/**
 * Scans text; on text that is not JSON the findings mean nothing, so the caller parses it afterwards in any case.
 * Throws `SyntaxError` for a string that is not one of JSON's.
 */
export function scanJson(text: string, options: ScanOptions): void {
  const stack: (Set<string> | undefined)[] = [];
  const counts = { nodes: 0, element: -1 };
  const report = (fault: JsonFault, found: string) =>
    options.report({ fault, text: found.slice(0, CLIP), element: counts.element });
  const countNode = () => {
    if (++counts.nodes > options.nodes) report('nodes', String(options.nodes));
  };
  let at = 0;
  while (at < text.length) {
    const char = text.charCodeAt(at);
    if (char === QUOTE) {
      const end = endOfString(text, at);
      const value = decodeString(text.slice(at, end), report);
      at = end;
      // In JSON a string before a colon is a key, and nothing else is.
      if (nextCharacter(text, end) === COLON) checkKey(stack[stack.length - 1], value, report);
      else countNode();
    } else if (char === 0x7b || char === 0x5b) {
      countNode();
      if (stack.length === 0 && char === 0x5b) counts.element = 0;
      stack.push(char === 0x7b ? new Set() : undefined);
      if (stack.length > options.depth) report('depth', String(options.depth));
      at++;
    } else if (char === 0x7d || char === 0x5d) {
      stack.pop();
      at++;
    } else if (char === MINUS || isDigit(char)) {
      countNode();
      at = checkNumber(text, at, report);
    } else if (isLetter(char)) {
      countNode();
      while (isLetter(text.charCodeAt(at))) at++;
    } else {
      if (char === COMMA && stack.length === 1 && counts.element >= 0) counts.element++;
      at++;
    }
  }
}

type Report = (fault: JsonFault, found: string) => void;

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

function decodeString(literal: string, report: Report): string {
  if (!literal.includes('\\')) return literal.slice(1, -1);
  const value = JSON.parse(literal) as string;
  // D03: escapes may write what valid UTF-8 cannot.
  if (BAD_CHARACTERS.test(value)) report('characters', literal);
  return value;
}

function checkKey(keys: Set<string> | undefined, key: string, report: Report): void {
  if (FORBIDDEN_KEYS.has(key)) report('forbidden-key', key);
  if (!keys) return;
  if (keys.has(key)) report('duplicate-key', key);
  keys.add(key);
}

/** D05: numbers that would not survive reading: infinite, beyond exact integers, minus zero. */
function checkNumber(text: string, start: number, report: Report): number {
  let end = start + 1;
  while (isNumberPart(text.charCodeAt(end))) end++;
  const literal = text.slice(start, end);
  const value = Number(literal);
  const exact = !INTEGER.test(literal) || Number.isSafeInteger(value);
  if (!Number.isFinite(value) || !exact || literal === '-0') report('number', literal);
  return end;
}

function nextCharacter(text: string, start: number): number {
  let at = start;
  while (isSpace(text.charCodeAt(at))) at++;
  return text.charCodeAt(at);
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
