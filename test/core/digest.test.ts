import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';

import {
  createHashing,
  createRunningHash,
  digest,
  hashesPieces,
  sha256,
  toHex,
} from '#core/digest.ts';
import { createScriptHash } from '../../src/core/hash/script-hash.ts';
import { createShortHash } from '../../src/core/hash/short-hash.ts';
import { createWasmHash } from '../../src/core/hash/wasm-hash.ts';
import { createRandom } from '../fakes/random.ts';

import type { HashName, RunningHash } from '#core/digest.ts';

const NAMES: HashName[] = ['SHA-256', 'SHA-384', 'SHA-512'];
const MIB = 1024 * 1024;

const hashOf = (name: HashName, ...parts: Uint8Array[]) => {
  const hash = createHash(name.replace('-', ''));
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};
const platform = async (name: HashName, bytes: Uint8Array) =>
  new Uint8Array(await crypto.subtle.digest(name, bytes as BufferSource));

afterEach(() => vi.unstubAllGlobals());

/** The page's policy has no 'wasm-unsafe-eval'. */
function refuseWebAssembly(): void {
  const refuse = () => Promise.reject(new WebAssembly.CompileError('refused by the policy'));
  vi.stubGlobal('WebAssembly', { ...WebAssembly, compile: refuse, instantiate: refuse });
}

describe.each<[string, (name: HashName) => RunningHash | Promise<RunningHash>]>([
  ['WebAssembly', createWasmHash],
  ['script', createScriptHash],
  ['the platform', (name) => createShortHash(name, { digest: platform, longest: MIB })],
  ['the platform, grown long', (name) => createShortHash(name, { digest: platform, longest: 99 })],
])('a running hash in %s', (_way, create) => {
  it('gives the same as Node, whatever the borders of the pieces', async () => {
    const random = createRandom(1);
    for (let round = 0; round < 60; round++) {
      const name = random.pick(NAMES);
      // Around the borders of blocks, and of the 16 KiB that WebAssembly takes at once.
      const size = random.pick([0, 1, 55, 56, 63, 64, 111, 112, 127, 128, 129, 16_384, 40_000]);
      const bytes = random.bytes(size + random.below(3));
      const hash = await create(name);
      for (let at = 0; at < bytes.length; ) {
        const end = Math.min(bytes.length, at + random.below(random.pick([3, 200, 20_000])));
        hash.update(bytes.subarray(at, end));
        at = end;
      }
      const tail = random.bytes(random.below(300));
      // Asked for twice, with another tail between, and then gone on with.
      expect(toHex(await hash.finish())).toBe(hashOf(name, bytes));
      expect(toHex(await hash.finish(tail))).toBe(hashOf(name, bytes, tail));
      expect(toHex(await hash.finish())).toBe(hashOf(name, bytes));
      hash.update(tail);
      expect(toHex(await hash.finish(bytes))).toBe(hashOf(name, bytes, tail, bytes));
      hash.restart();
      hash.update(tail);
      expect(toHex(await hash.finish())).toBe(hashOf(name, tail));
    }
  });

  it('does not keep the piece it was given', async () => {
    const hash = await create('SHA-256');
    const piece = new Uint8Array([1, 2, 3]);
    hash.update(piece);
    piece.fill(9);
    expect(toHex(await hash.finish())).toBe(hashOf('SHA-256', new Uint8Array([1, 2, 3])));
  });

  it('is not mixed up with another one', async () => {
    const [one, two] = [await create('SHA-512'), await create('SHA-512')];
    one.update(new Uint8Array([1]));
    two.update(new Uint8Array([2]));
    one.update(new Uint8Array([3]));
    expect(toHex(await two.finish())).toBe(hashOf('SHA-512', new Uint8Array([2])));
    expect(toHex(await one.finish())).toBe(hashOf('SHA-512', new Uint8Array([1, 3])));
  });
});

describe('the way that is taken', () => {
  it.each<[string, () => void]>([
    ['with WebAssembly', () => undefined],
    ['where WebAssembly is refused', refuseWebAssembly],
    ['where there is none', () => vi.stubGlobal('WebAssembly', undefined)],
    ['on plain HTTP', () => vi.stubGlobal('crypto', {})],
    [
      'on plain HTTP where WebAssembly is refused',
      () => {
        vi.stubGlobal('crypto', {});
        refuseWebAssembly();
      },
    ],
  ])('does not change the digest: %s', async (_where, prepare) => {
    prepare();
    const random = createRandom(2);
    for (const size of [0, 5, MIB - 1, MIB, MIB + 1, 2 * MIB]) {
      const bytes = random.bytes(1000 + (size % 7));
      const whole = new Uint8Array(size).map((_, i) => bytes[i % bytes.length] ?? 0);
      expect(await digest(whole)).toBe(hashOf('SHA-256', whole));
      expect(sha256(whole)).toBe(hashOf('SHA-256', whole));
      for (const expected of [undefined, 0, size, 100 * MIB]) {
        const hash = await createRunningHash('SHA-512', expected);
        hash.update(whole.subarray(0, size >> 1));
        hash.update(whole.subarray(size >> 1));
        expect(toHex(await hash.finish(bytes))).toBe(hashOf('SHA-512', whole, bytes));
      }
    }
  });

  it('is piece by piece, unless the platform can and WebAssembly may not', async () => {
    expect(await hashesPieces(10 * MIB)).toBe(true);
    expect(await hashesPieces()).toBe(true);
    expect(await hashesPieces(10)).toBe(false);
    refuseWebAssembly();
    expect(await hashesPieces(10 * MIB)).toBe(false);
    vi.stubGlobal('crypto', {});
    expect(await hashesPieces(10 * MIB)).toBe(true);
  });

  it('compiles nothing for what is small', async () => {
    const compile = vi.fn(WebAssembly.compile);
    const instantiate = vi.fn(WebAssembly.instantiate);
    vi.stubGlobal('WebAssembly', { ...WebAssembly, compile, instantiate });
    await digest(new Uint8Array(MIB - 1));
    await createHashing(['SHA-384', 'SHA-512'], 1000);
    expect(instantiate).not.toHaveBeenCalled();
    await createHashing(['SHA-384'], MIB);
    expect(instantiate).toHaveBeenCalled();
  });
});

describe('several hashes in one pass', () => {
  const bytes = new Uint8Array([1, 2, 3, 4, 5]);
  const salt = new Uint8Array([9, 9]);

  it('are those of the bytes, and of salt and bytes', async () => {
    const hashing = await createHashing(['SHA-256', { name: 'SHA-512', salt }, 'SHA-256']);
    hashing.update(bytes.subarray(0, 2), 0);
    hashing.update(bytes.subarray(2), 2);
    expect(hashing.size).toBe(5);
    expect(toHex(await hashing.finish('SHA-256'))).toBe(hashOf('SHA-256', bytes));
    const salted = { name: 'SHA-512', salt: salt.slice() } as const;
    expect(toHex(await hashing.finish(salted, bytes))).toBe(hashOf('SHA-512', salt, bytes, bytes));
  });

  it('begin anew, salt too, when a piece begins at 0 again', async () => {
    const hashing = await createHashing(['SHA-256', { name: 'SHA-256', salt }]);
    hashing.update(bytes, 0);
    hashing.update(bytes.subarray(0, 3), 0);
    hashing.update(bytes.subarray(3), 3);
    expect(hashing.size).toBe(5);
    expect(toHex(await hashing.finish('SHA-256'))).toBe(hashOf('SHA-256', bytes));
    const salted = await hashing.finish({ name: 'SHA-256', salt });
    expect(toHex(salted)).toBe(hashOf('SHA-256', salt, bytes));
  });

  it('take no gap, no overlap, and give no hash that nobody wished for', async () => {
    const hashing = await createHashing(['SHA-256']);
    hashing.update(bytes, 0);
    const internal = expect.objectContaining({ code: 'internal' });
    expect(() => hashing.update(bytes, 6)).toThrow(internal);
    expect(() => hashing.update(bytes, 4)).toThrow(internal);
    expect(hashing.has('SHA-512')).toBe(false);
    await expect(hashing.finish('SHA-512')).rejects.toThrow(internal);
    await expect(hashing.finish({ name: 'SHA-256', salt })).rejects.toThrow(internal);
  });
});
