/** What nodes of YAML say: the text of scalars and keys, as the server reads them. */
import { getScalarValue, SCALAR_STYLE } from 'js-yaml';

import { readDoubleQuoted, readSingleQuoted } from './yaml-quoted.ts';

import type { ScalarEvent } from 'js-yaml';

export type MapValue = Record<string, unknown>;

export interface NodePlace {
  /** In the source. */
  offset: number;
  /** Whether it is a text in lines of its own, each of them as it stands in the source. */
  literal: boolean;
}

/** What leads to a value: keys and indexes, each behind a NUL; a merged mapping is at the key `<<`. */
export function pathTo(parent: string, key: string | number): string {
  return `${parent}\0${key}`;
}

/** Keys are text, as on the server; undefined for what has no fixed text. */
export function toKey(value: unknown): string | undefined {
  if (value instanceof Date) return undefined;
  if (!Array.isArray(value)) return isMap(value) ? '[object Object]' : String(value);
  if (value.some((item) => Array.isArray(item) || item instanceof Date)) return undefined;
  return value.map((item) => (isMap(item) ? '[object Object]' : String(item ?? ''))).join(',');
}

export function isMap(value: unknown): value is MapValue {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}

export function textOf(source: string, event: ScalarEvent): string {
  if (!event.fast && event.valueStart >= 0) {
    const raw = source.slice(event.valueStart, event.valueEnd);
    if (event.style === SCALAR_STYLE.SINGLE_QUOTED) return readSingleQuoted(raw);
    if (event.style === SCALAR_STYLE.DOUBLE_QUOTED) return readDoubleQuoted(raw);
  }
  return getScalarValue(source, event);
}

export function slice(source: string, start: number, end: number): string | undefined {
  return start < 0 ? undefined : source.slice(start, end);
}
