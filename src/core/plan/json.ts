/** JSON values as plain data: copies, own keys only, RFC 6901 pointers, and text that YAML 1.1 and JSON readers read alike. */
import { DEFAULT_LIMITS } from '../limits.ts';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/**
 * What js-yaml 3 refuses or folds in a plain stream although JSON allows it (controls, line separators, non-characters),
 * and what cannot be seen or turns the line around: a command must not look other in the preview than it is (U04).
 */
const ESCAPED = /[\u007f-\u009f\u2028\u2029\ufffe\uffff\p{Cf}]/gu;

/** Text of a request body; equals `JSON.stringify(value, null, 2)` but for characters that readers take ill, which are escaped. */
export function toJsonText(value: Json): string {
  return JSON.stringify(value, null, 2).replace(ESCAPED, escapeUnits);
}

/** By UTF-16 units, as JSON does. */
function escapeUnits(char: string): string {
  return Array.from(
    { length: char.length },
    (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}

/** A copy that shares nothing with `value`; what JSON cannot hold becomes what `JSON.stringify` makes of it. */
export function copyJson(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own member, so that `constructor` and the like are never found by inheritance. */
export function own(object: unknown, key: string): Json | undefined {
  if (!isObject(object) || !Object.hasOwn(object, key)) return undefined;
  return object[key];
}

/** Sets an own member whatever its name (`__proto__` included). */
export function setOwn(object: JsonObject, key: string, value: Json): void {
  Object.defineProperty(object, key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

/** The member as an object that may be changed; made if it is not one. */
export function ownObject(object: JsonObject, key: string): JsonObject {
  const found = own(object, key);
  if (isObject(found)) return found;
  const made: JsonObject = {};
  setOwn(object, key, made);
  return made;
}

/** RFC 6901. */
export function toPointer(path: readonly string[]): string {
  return path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** RFC 6901, the other way. */
export function fromPointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Why a value that somebody typed as JSON cannot be used, or undefined; `depth` is where it will stand in the document. */
export function jsonProblem(value: unknown, depth: number): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= DEFAULT_LIMITS.documentDepth) {
    return `is nested more than ${DEFAULT_LIMITS.documentDepth} deep`;
  }
  for (const [key, child] of Object.entries(value)) {
    if (key === '__proto__') return 'has a key __proto__, which is not allowed';
    const problem = jsonProblem(child, depth + 1);
    if (problem) return problem;
  }
  return undefined;
}
