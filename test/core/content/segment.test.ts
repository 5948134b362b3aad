import { describe, expect, it } from 'vitest';

import {
  documentsOf,
  evidenceOf,
  makeSegments,
  makeShelf,
  openContent,
  packSegment,
  parseSearch,
  searchShelf,
  unpackSegment,
} from '#core/content/index.ts';
import { createRandom } from '../../fakes/random.ts';

import type { ContentDocument } from '#core/content/index.ts';
import type { Member } from '#core/model/repository.ts';

const WORDS = [
  'alpha',
  'Beta',
  'gämma',
  '深度',
  'pytorch',
  'x'.repeat(300),
  '',
  '12',
  '3.5',
  'ﬁt',
  '\ufeffbom',
  '\ud800half',
];
const KEYS = ['a\u0001', 'b\u0000c\u0001gpu', 'parameters\u0000学习\u0001parameter'];

function documents(count: number, seed: number): ContentDocument[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, number) => ({
    digest: number.toString(16).padStart(64, '0'),
    leaves: Array.from({ length: random.below(12) }, (_unused, line) => ({
      key: random.pick(KEYS),
      text: Array.from({ length: 1 + random.below(3) }, () => random.pick(WORDS)).join(' '),
      line: line + 1,
      literal: random.below(2) === 0,
    })),
  }));
}

const memberOf = ({ digest }: ContentDocument): Member => {
  const path = `f${Number.parseInt(digest, 16)}.yaml`;
  return { path, type: 'job', name: '', version: '', size: 1, digest };
};

describe('a part of the index', () => {
  it('is the same after writing and reading, whatever the texts', () => {
    const all = documents(300, 1);
    const [segment] = makeSegments(all);
    const back = unpackSegment(packSegment(segment!, 'here'), 'here');
    const told = [...documentsOf(back!, () => true)];
    // Half of a character pair cannot be written: its place is kept.
    const expected = JSON.parse(JSON.stringify(all).replaceAll('\\ud800', '\ufffd')) as unknown;
    expect(told).toEqual(expected);
  });

  it('finds what looking at every value finds', () => {
    const all = documents(400, 2);
    const [one, two] = [all.slice(0, 150), all.slice(150)].map((each) => makeSegments(each)[0]!);
    const shelf = makeShelf(openContent([one!, two!]), all.map(memberOf));
    for (const query of [
      'alpha',
      'beta',
      'GÄMMA',
      '深度',
      'pytorch',
      'fit',
      'alpha beta',
      '12',
      '习',
    ]) {
      const needle = query.toLowerCase().replace('ä', 'a');
      const plain = (text: string) => text.toLowerCase().replaceAll('ä', 'a').replaceAll('ﬁ', 'fi');
      const holds = (text: string) => plain(text).includes(needle);
      const expected = all.flatMap((document, at) =>
        holds(memberOf(document).path) ||
        document.leaves.some(({ key, text }) => holds(text) || holds(key))
          ? [at]
          : [],
      );
      expect(expected.length).toBeGreaterThan(0);
      expect({ query, found: searchShelf(shelf, parseSearch([query])).found }).toEqual({
        query,
        found: expected,
      });
    }
  });

  it('is not believed elsewhere', () => {
    const [segment] = makeSegments(documents(3, 3));
    expect(unpackSegment(packSegment(segment!, 'here'), 'there')).toBeUndefined();
  });

  it('that was cut off or changed gives nothing or what can be searched, and never throws', () => {
    const [segment] = makeSegments(documents(40, 4));
    const bytes = packSegment(segment!, 'here');
    const random = createRandom(5);
    let refused = 0;
    for (let run = 0; run < 600; run += 1) {
      const hurt = bytes.slice(0, random.below(4) === 0 ? random.below(bytes.length) : undefined);
      for (let hits = random.below(6); hits > 0; hits -= 1)
        hurt[random.below(hurt.length)] = random.below(256);
      const back = unpackSegment(hurt, 'here');
      if (!back) {
        refused += 1;
        continue;
      }
      const members = back.digests.map((digest) => memberOf({ digest, leaves: [] }));
      const shelf = makeShelf(openContent([back]), members);
      const { found, asked } = searchShelf(shelf, parseSearch(['alpha a:>1 gpu:*']));
      for (const at of found) evidenceOf(shelf, at, { asked, most: 3 });
    }
    expect(refused).toBeGreaterThan(100);
  });

  it('of another format, empty or of nothing but noise gives nothing', () => {
    const noise = createRandom(6);
    expect(unpackSegment(new Uint8Array(), 'here')).toBeUndefined();
    expect(unpackSegment(noise.bytes(4000), 'here')).toBeUndefined();
    const head = new TextEncoder().encode('{"format":"pai-market-content/0","place":"here"}');
    const old = new Uint8Array(8 + head.length);
    old[0] = head.length;
    old.set(head, 8);
    expect(unpackSegment(old, 'here')).toBeUndefined();
  });
});
