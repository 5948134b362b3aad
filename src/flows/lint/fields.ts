/** Takes data of unknown origin apart: own members only, of the kind that is asked for. */
import type { Fields } from './model.ts';

export function asObject(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : undefined;
}

export function own(value: unknown, key: string): unknown {
  const object = asObject(value);
  return object && Object.hasOwn(object, key) ? object[key] : undefined;
}

export function textOf(value: unknown, key: string): string | undefined {
  const found = own(value, key);
  return typeof found === 'string' ? found : undefined;
}

export function listOf(value: unknown, key: string): readonly unknown[] {
  const found = own(value, key);
  return Array.isArray(found) ? found : [];
}

/** All texts in a value, each with its path; `visit` is called in their order. */
export function eachText(
  value: unknown,
  visit: (text: string, path: (string | number)[]) => void,
  path: (string | number)[] = [],
): void {
  if (typeof value === 'string') return visit(value, path);
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) eachText(item, visit, [...path, at]);
    return;
  }
  const object = asObject(value);
  for (const key of object ? Object.keys(object) : []) {
    eachText(own(object, key), visit, [...path, key]);
  }
}

/** A short form of what somebody wrote, for a message. */
export function clip(text: string, most = 80): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
