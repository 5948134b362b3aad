/** Where two texts that should be the same are not: groups for the eye, each marked when it differs. */
import { texts } from '../messages/frame.ts';

export interface Group {
  text: string;
  differs: boolean;
}

/** Digests and fingerprints are read in groups of so many characters. */
const GROUP = { digest: 8, fingerprint: 4 } as const;

/** The groups of `text`, marked against `other`; without `other` nothing is marked. */
export function groupsOf(text: string, kind: keyof typeof GROUP, other?: string): Group[] {
  const size = GROUP[kind];
  const groups: Group[] = [];
  for (let at = 0; at < text.length; at += size) {
    const part = text.slice(at, at + size);
    groups.push({
      text: part,
      differs: other !== undefined && other.slice(at, at + size) !== part,
    });
  }
  return groups;
}

/** In words, for those who do not see the marks; undefined when the texts are the same. */
export function differenceWords(expected: string, found: string): string | undefined {
  if (expected === found) return undefined;
  const length = Math.max(expected.length, found.length);
  let first = 0;
  while (expected[first] === found[first]) first += 1;
  let count = 0;
  for (let at = first; at < length; at += 1) if (expected[at] !== found[at]) count += 1;
  if (count === 1) return texts.differ.one(first + 1);
  return texts.differ.many({ first: first + 1, count, length });
}
