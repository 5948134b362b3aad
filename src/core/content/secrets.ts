/** Which values of a file are secrets, and the file's data without them. */
import {
  hasSecretKey,
  isSecretName,
  isSecretReference,
  withoutPasswords,
} from '../secret-names.ts';

import type { MemberType } from '../model/repository.ts';

/** A value as the file has it. */
export interface RawLeaf {
  keys: (string | number)[];
  value: string | number | boolean | null;
  line: number;
  literal: boolean;
}

/** Finds secrets in a text by their looks, in the order of places and apart. */
export type FindSecrets = (text: string) => readonly { start: number; end: number }[];

/** Stands for a secret; nobody can search for it. */
export const HIDDEN = '\u0002';
/** What people see of it. */
export const SECRET_TEXT = '<secret>';

/** Secrets that are shorter would be found inside ordinary words. */
const LEAST_SECRET = 6;
/** No token that says itself what it is is shorter. */
const LEAST_FOUND = 16;
/** What stands for itself in the index. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the marks of the index.
const MARKS = /[\u0000-\u0002]/g;

/** By leaf, whether it is a secret; and the secrets that are to be taken out of all other texts too. */
export function findSecrets(leaves: readonly RawLeaf[], type: MemberType) {
  const isHidden = leaves.map((leaf) => isSecret(leaf, type));
  const secrets = leaves
    .flatMap(({ value }, at) => (isHidden[at] ? [String(value)] : []))
    .filter((text) => text.length >= LEAST_SECRET)
    .sort((a, b) => b.length - a.length);
  return { isHidden, secrets };
}

/** Plain data of a file with `SECRET_TEXT` in the place of each secret. */
export function withoutSecretValues(
  data: unknown,
  { type, find }: { type: MemberType; find: FindSecrets },
): unknown {
  const leaves: RawLeaf[] = [];
  eachLeaf(data, [], (keys, value) => leaves.push({ keys, value, line: 0, literal: false }));
  const { isHidden, secrets } = findSecrets(leaves, type);
  let at = 0;
  // Leaves come in the same order again.
  const copy = (value: unknown): unknown => {
    if (isBranch(value)) {
      if (Array.isArray(value)) return value.map(copy);
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copy(item)]));
    }
    const hidden = isHidden[at++];
    if (hidden) return SECRET_TEXT;
    return typeof value === 'object'
      ? value
      : shownValue(value as RawLeaf['value'], { secrets, find });
  };
  return copy(data);
}

function eachLeaf(
  value: unknown,
  keys: (string | number)[],
  found: (keys: (string | number)[], value: RawLeaf['value']) => void,
): void {
  if (!isBranch(value)) {
    found(keys, typeof value === 'object' ? null : (value as RawLeaf['value']));
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    eachLeaf(item, [...keys, Array.isArray(value) ? Number(key) : key], found);
  }
}

/** An empty list or mapping is a leaf. */
function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** A value without secrets: those of the file wherever they stand again, passwords in addresses, and what `find` finds. */
export function shownValue(
  value: RawLeaf['value'],
  { secrets, find }: { secrets: readonly string[]; find: FindSecrets },
): RawLeaf['value'] {
  if (typeof value !== 'string') return secrets.includes(String(value)) ? SECRET_TEXT : value;
  let text = value.replace(MARKS, '\ufffd');
  for (const secret of secrets) text = text.replaceAll(secret, SECRET_TEXT);
  text = withoutPasswords(text, SECRET_TEXT);
  if (text.length < LEAST_FOUND) return text;
  // From the end, so that the places before stay what they are.
  for (const { start, end } of find(text).toReversed()) {
    text = text.slice(0, start) + SECRET_TEXT + text.slice(end);
  }
  return text;
}

function isSecret({ keys, value }: RawLeaf, type: MemberType): boolean {
  if (value === null || typeof value === 'boolean') return false;
  const text = String(value);
  if (type === 'job' && keys[0] === 'secrets') return text !== '';
  if (isSecretReference(text)) return false;
  if (hasSecretKey(text)) return true;
  if (isAccount(keys)) return true;
  const name = keys.findLast((key) => typeof key === 'string');
  return name !== undefined && isSecretName(name);
}

/** What an account at a registry says but for its name and place. */
function isAccount(keys: RawLeaf['keys']): boolean {
  const at = keys.indexOf('auth');
  const name = keys[at + 1];
  return at >= 0 && name !== undefined && name !== 'username' && name !== 'registryuri';
}
