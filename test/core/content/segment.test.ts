import { describe, expect, it } from 'vitest';

import {
  documentsOf,
  makeSegments,
  makeShelf,
  openContent,
  packSegment,
  parseSearch,
  searchShelf,
  unpackSegment,
} from '#core/content/index.ts';
import { sha256 } from '#core/digest.ts';
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
  it('is the same after writing and reading, whatever the texts', async () => {
    const all = documents(300, 1);
    const [segment] = makeSegments(all);
    const back = await unpackSegment(await packSegment(segment!, 'here'), 'here');
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

  it('is not believed elsewhere', async () => {
    const [segment] = makeSegments(documents(3, 3));
    expect(await unpackSegment(await packSegment(segment!, 'here'), 'there')).toBeUndefined();
  });

  it('that was cut off or changed at any place gives nothing', async () => {
    const [segment] = makeSegments(documents(40, 4));
    const bytes = await packSegment(segment!, 'here');
    const random = createRandom(5);
    for (let run = 0; run < 300; run += 1) {
      const hurt = bytes.slice(0, run % 3 === 0 ? random.below(bytes.length) : undefined);
      if (run % 3 > 0) hurt[random.below(hurt.length)]! ^= 1 + random.below(255);
      expect(await unpackSegment(hurt, 'here'), `run ${run}`).toBeUndefined();
    }
  });

  it('of nothing, or of noise, gives nothing', async () => {
    const noise = createRandom(6);
    for (const length of [0, 1, 31, 32, 36, 4000]) {
      expect(await unpackSegment(noise.bytes(length), 'here')).toBeUndefined();
    }
  });

  it.each(['null', '[]', '{', '"x"', '{"format":"pai-market-content/2","little":true}'])(
    'with the right sum and the header %s gives nothing',
    async (header) => {
      const head = new TextEncoder().encode(header);
      const rest = new Uint8Array([head.length, 0, 0, 0, ...head]);
      const bytes = new Uint8Array([...Buffer.from(sha256(rest), 'hex'), ...rest]);
      expect(await unpackSegment(bytes, 'here')).toBeUndefined();
      expect(await unpackSegment(bytes.slice(0, 34), 'here')).toBeUndefined();
    },
  );
});
