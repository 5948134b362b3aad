/** Small changes of bytes at random, by which archives and what is in them are spoiled. */
import { concat } from './keys.ts';
import { bytesOf } from './zip.ts';

import type { Random } from './random.ts';

export interface Mutant {
  bytes: Uint8Array;
  /** What was done to which archive. */
  what: string;
}

/** Changes its subject, and says how. */
export type Change<Subject> = (subject: Subject, random: Random) => string;

export const SIGNATURES = [
  'PK\u0001\u0002',
  'PK\u0003\u0004',
  'PK\u0005\u0006',
  'PK\u0007\u0008',
].map(bytesOf);

export const BYTE_CHANGES: Change<{ bytes: Uint8Array }>[] = [
  function bit(subject, random) {
    const at = random.below(subject.bytes.length);
    subject.bytes = subject.bytes.slice();
    subject.bytes[at] = (subject.bytes[at] ?? 0) ^ (1 << random.below(8));
    return `a bit at ${at}`;
  },
  function byte(subject, random) {
    const at = random.below(subject.bytes.length);
    subject.bytes = subject.bytes.slice();
    subject.bytes[at] = random.pick([0, 1, 0x2e, 0x2f, 0x3b, 0x41, 0x5c, 0x7f, 0x80, 0xff]);
    return `a byte at ${at}`;
  },
  function cut(subject, random) {
    const length = random.below(subject.bytes.length);
    subject.bytes = subject.bytes.slice(0, length);
    return `cut at ${length}`;
  },
  function without(subject, random) {
    const at = random.below(subject.bytes.length);
    const length = 1 + random.below(4);
    subject.bytes = concat([subject.bytes.slice(0, at), subject.bytes.slice(at + length)]);
    return `${length} bytes less at ${at}`;
  },
  function more(subject, random) {
    const at = random.below(subject.bytes.length + 1);
    const added = random.pick([random.bytes(1 + random.below(4)), ...SIGNATURES]);
    subject.bytes = concat([subject.bytes.slice(0, at), added, subject.bytes.slice(at)]);
    return `${added.length} bytes more at ${at}`;
  },
  function twice(subject) {
    subject.bytes = concat([subject.bytes, subject.bytes]);
    return 'twice';
  },
  function moved(subject, random) {
    const [from, to] = [random.below(subject.bytes.length), random.below(subject.bytes.length)];
    subject.bytes = subject.bytes.slice();
    subject.bytes.copyWithin(to, from, from + 1 + random.below(8));
    return `bytes of ${from} at ${to}`;
  },
  function same() {
    return 'as it was';
  },
];
