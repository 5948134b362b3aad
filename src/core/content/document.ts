/** What of a file can be found: its values with their keys and lines, and no secret among them. */
import { aliasOf } from './aliases.ts';
import { packKey } from './keys.ts';
import { findSecrets, HIDDEN, shownValue } from './secrets.ts';

import type { MemberType } from '../model/repository.ts';
import type { FindSecrets, RawLeaf } from './secrets.ts';

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

/** Nothing of the document is a secret, as far as names and `find` tell. */
export function makeDocument(
  leaves: readonly RawLeaf[],
  { digest, type, find }: { digest: string; type: MemberType; find: FindSecrets },
): ContentDocument {
  const { isHidden, secrets } = findSecrets(leaves, type);
  const partOf = partTypes(leaves);
  return {
    digest,
    leaves: leaves.map(({ keys, value, line, literal }, at) => {
      const named = keys.filter((key) => typeof key === 'string');
      const part = partOf.get(String(keys[1]));
      const key = packKey({ keys: named, alias: aliasOf(named, { type, part }) });
      const text = isHidden[at] ? HIDDEN : String(shownValue(value, { secrets, find }) ?? '');
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
