import { crc32 as reference, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

import { crc32 } from '../../../src/core/unpack/crc32.ts';
import { createRandom } from '../../fakes/random.ts';

const random = createRandom(5);
const bytes = random.bytes(400);

describe('crc32', () => {
  it('is the usual one at every length and every place in memory', () => {
    for (let start = 0; start < 8; start++) {
      for (let end = start; end < bytes.length; end++) {
        const part = bytes.subarray(start, end);
        expect(crc32(part)).toBe(reference(part));
      }
    }
  });

  it('goes on from piece to piece', () => {
    for (let round = 0; round < 200; round++) {
      let [at, crc] = [0, 0];
      while (at < bytes.length) {
        const next = at + 1 + random.below(70);
        crc = crc32(bytes.subarray(at, next), crc);
        at = next;
      }
      expect(crc).toBe(reference(bytes));
    }
  });

  it('is the usual one for bytes that lie in a larger buffer', () => {
    const view = new Uint8Array(deflateRawSync(bytes));
    expect(crc32(view.subarray(3))).toBe(reference(view.subarray(3)));
  });
});
