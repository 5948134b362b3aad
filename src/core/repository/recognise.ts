/** Tells component files from all the other YAML and JSON files that people keep. */
import type { MemberType } from '../model/repository.ts';

const TYPES: ReadonlySet<string> = new Set(['job', 'data', 'script', 'dockerimage', 'output']);
const CANDIDATE = /\.(?:ya?ml|json)$/i;
/** A text that has neither word, and no letter written as an escape, is no component, whatever it parses to. */
const HINT = /protocolVersion|type|\\/;
/** What a component says of itself at the beginning of a line, or of a JSON object. */
const CLAIM =
  /(?:^|[{,]\s*)["']?(?:protocolVersion["']?\s*:|type["']?\s*:\s*["']?(?:job|data|script|dockerimage|output)\b)/m;

/** Whether a file of this name is looked into. */
export function isCandidate(path: string): boolean {
  return CANDIDATE.test(path);
}

/** Whether the text is worth parsing. */
export function mayBeComponent(text: string): boolean {
  return HINT.test(text);
}

/** Whether a text that cannot be parsed was meant to be a component. */
export function claimsComponent(text: string): boolean {
  return CLAIM.test(text);
}

/** The type of a component by its data; undefined for data of any other kind. What has a `protocolVersion` and no known type is read as a job, as the server does. */
export function componentType(value: unknown): Exclude<MemberType, 'package'> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { type } = value as { type?: unknown };
  if (typeof type === 'string' && TYPES.has(type)) return type as Exclude<MemberType, 'package'>;
  return Object.hasOwn(value, 'protocolVersion') ? 'job' : undefined;
}

/** What data says of its own name or version; empty for what is no text or number. */
export function textOf(value: unknown, key: 'name' | 'version'): string {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return '';
  const found = (value as Record<string, unknown>)[key];
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}
