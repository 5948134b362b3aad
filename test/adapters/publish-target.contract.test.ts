/** What every place to publish to must do, tried with a folder and with a bucket. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createClock } from '#adapters/http/clock.ts';
import { openPublishTarget } from '#adapters/node/publish-target.ts';
import { startBucket } from '../fakes/bucket.ts';

import type { PublishTarget, PutOptions } from '#core/model/publish-target.ts';

interface Place {
  target: PublishTarget;
  /** Whether it heeds conditions. */
  conditional: boolean;
  close(): Promise<void> | void;
}

const PLACES: Record<string, () => Promise<Place>> = {
  async folder() {
    const folder = mkdtempSync(join(tmpdir(), 'pai-market-target-'));
    const target = await openPublishTarget(join(folder, 'www'), {}, createClock());
    return { target, conditional: true, close: () => rmSync(folder, { recursive: true }) };
  },
  async bucket() {
    const bucket = await startBucket();
    const options = { endpoint: bucket.endpoint };
    const target = await openPublishTarget('s3://market/a/b', options, createClock());
    return { target, conditional: false, close: () => bucket.close() };
  },
};

const HEADERS: PutOptions = { contentType: 'text/plain', cacheControl: 'no-cache' };
const bytes = (text: string) => new TextEncoder().encode(text);

describe.each(Object.keys(PLACES))('a %s to publish to', (name) => {
  let place: Place;
  let target: PublishTarget;
  beforeEach(async () => {
    place = await (PLACES[name] as () => Promise<Place>)();
    ({ target } = place);
  });
  afterEach(() => place.close());

  const read = async (path: string) => {
    const found = await target.read(path, { limit: 10_000_000 });
    return found && new TextDecoder().decode(found.bytes);
  };
  const list = async (prefix = '') => {
    const found: [string, number, boolean][] = [];
    for await (const entry of target.list(prefix)) {
      const content = (await target.read(entry.path, { limit: 100 }))?.bytes ?? bytes('');
      found.push([entry.path, entry.size, (await entry.tag()) === target.tagOf(content)]);
    }
    return found.sort();
  };

  it('has nothing at first, and says so of every question', async () => {
    expect(await read('x.json')).toBeUndefined();
    expect(await list()).toEqual([]);
    expect(await target.copy('x.json', 'y.json', HEADERS)).toBe(false);
    await target.remove(['x.json', 'deep/er/y.json']);
  });

  it('gives back what was put, lists it with its tag, copies and removes it', async () => {
    await target.put('packages/a/1.0/spec.json', bytes('{}'), HEADERS);
    await target.put("packages/a/1.0/it's+odd (1).txt", bytes('odd'), HEADERS);
    await target.put('top.json', bytes('[1]'), HEADERS);
    expect(await target.copy('packages/a/1.0/spec.json', 'copy.txt', HEADERS)).toBe(true);
    expect(await list()).toEqual([
      ['copy.txt', 2, true],
      ["packages/a/1.0/it's+odd (1).txt", 3, true],
      ['packages/a/1.0/spec.json', 2, true],
      ['top.json', 3, true],
    ]);
    expect(await list('packages/a/1.0/sp')).toEqual([['packages/a/1.0/spec.json', 2, true]]);
    await target.remove(['top.json', 'copy.txt', 'packages/a/1.0/spec.json']);
    expect(await list()).toEqual([["packages/a/1.0/it's+odd (1).txt", 3, true]]);
    expect(await read('top.json')).toBeUndefined();
  });

  it('names another version for other bytes, and knows how old they are', async () => {
    const first = await target.put('x', bytes('1'), HEADERS);
    const found = await target.read('x', { limit: 10 });
    expect(found?.version).toBe(first);
    expect(found?.age).toBeLessThan(60_000);
    expect(await target.put('x', bytes('2'), HEADERS)).not.toBe(first);
    expect(await read('x')).toBe('2');
  });

  it('writes under a condition only where it holds', async () => {
    if (!place.conditional) return;
    const version = await target.put('x', bytes('1'), { ...HEADERS, when: 'absent' });
    const conflict = { code: 'publish-conflict' };
    await expect(target.put('x', bytes('2'), { ...HEADERS, when: 'absent' })).rejects.toMatchObject(
      conflict,
    );
    await target.put('x', bytes('3'), { ...HEADERS, when: { version } });
    await expect(
      target.put('x', bytes('4'), { ...HEADERS, when: { version } }),
    ).rejects.toMatchObject(conflict);
    await expect(
      target.put('y', bytes('5'), { ...HEADERS, when: { version } }),
    ).rejects.toMatchObject(conflict);
    expect([await read('x'), await read('y')]).toEqual(['3', undefined]);
    const all = await Promise.allSettled(
      [...'abcdefgh'].map((text) => target.put('z', bytes(text), { ...HEADERS, when: 'absent' })),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('reads no more than allowed', async () => {
    await target.put('x', bytes('12345'), HEADERS);
    expect((await target.read('x', { limit: 5 }))?.bytes).toHaveLength(5);
    await expect(target.read('x', { limit: 4 })).rejects.toMatchObject({ code: 'target-invalid' });
  });

  it('tells how far a large file is, and ends when cancelled', async () => {
    const large = new Uint8Array(3_000_000).map((_, at) => at * 7);
    const seen: number[] = [];
    await target.put('x', large, { ...HEADERS, onProgress: (sent) => seen.push(sent) });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    const found = await target.read('x', { limit: 3_000_000 });
    expect(Buffer.from(large).equals(found?.bytes ?? bytes(''))).toBe(true);
    expect(target.traffic).toMatchObject({ requests: 2, sent: 3_000_000, received: 3_000_000 });
    const stopped = new AbortController();
    stopped.abort();
    await expect(
      target.put('y', large, { ...HEADERS, signal: stopped.signal }),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect(await target.read('y', { limit: 1 })).toBeUndefined();
  });
});
