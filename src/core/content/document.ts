/** What of a file can be found: its values with their keys and lines, and no secret among them. */
import {
  hasSecretKey,
  isSecretName,
  isSecretReference,
  withoutPasswords,
} from '../secret-names.ts';
import { aliasOf } from './aliases.ts';
import { packKey } from './keys.ts';

import type { MemberType } from '../model/repository.ts';

/** One value of a file. */
export interface ContentLeaf {
  /** As `packKey` makes it. */
  key: string;
  text: string;
  /** From 1. */
  line: number;
  /** Whether each line of the text is one of the file. */
  literal: boolean;
}

/** One file, whatever it is called and wherever it lies. */
export interface ContentDocument {
  /** SHA-256 of the file, lower-case hexadecimal. */
  digest: string;
  leaves: ContentLeaf[];
}

/** A value as the file has it. */
export interface RawLeaf {
  keys: (string | number)[];
  value: string | number | boolean | null;
  line: number;
  literal: boolean;
}

/** Stands for a secret; nobody can search for it. */
export const HIDDEN = '\u0002';
/** What people see of it. */
export const SECRET_TEXT = '<secret>';

/** Secrets that are shorter would be found inside ordinary words. */
const LEAST_SECRET = 4;
/** What stands for itself in the index. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the marks of the index.
const MARKS = /[\u0000-\u0002]/g;

export function makeDocument(
  leaves: readonly RawLeaf[],
  { digest, type }: { digest: string; type: MemberType },
): ContentDocument {
  const isHidden = leaves.map((leaf) => isSecret(leaf, type));
  const secrets = leaves
    .flatMap(({ value }, at) => (isHidden[at] ? [String(value)] : []))
    .filter((text) => text.length >= LEAST_SECRET);
  const partOf = partTypes(leaves);
  return {
    digest,
    leaves: leaves.map(({ keys, value, line, literal }, at) => {
      const named = keys.filter((key) => typeof key === 'string');
      const part = partOf.get(String(keys[1]));
      const key = packKey({ keys: named, alias: aliasOf(named, { type, part }) });
      const text = isHidden[at] ? HIDDEN : shownText(value, secrets);
      return { key, text, line, literal };
    }),
  };
}

/** By index of the prerequisite, its type. */
function partTypes(leaves: readonly RawLeaf[]): ReadonlyMap<string, string> {
  const types = leaves.filter(({ keys: [list, , name, more] }) => {
    return list === 'prerequisites' && name === 'type' && more === undefined;
  });
  return new Map(types.map(({ keys, value }) => [String(keys[1]), String(value)]));
}

/** A secret that is repeated elsewhere in the file is none to show either. */
function shownText(value: RawLeaf['value'], secrets: readonly string[]): string {
  let text = String(value ?? '').replace(MARKS, '\ufffd');
  for (const secret of secrets) text = text.replaceAll(secret, SECRET_TEXT);
  return withoutPasswords(text, SECRET_TEXT);
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
