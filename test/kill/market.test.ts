/** Commands that make and sign a market, killed at seeded points. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

import { killTests } from './scenario.ts';
import {
  addVersion,
  BUILD,
  expectNoLeftovers,
  good,
  makeSignedMarket,
  NEW,
  OLD,
  SIGN,
  versions,
  writeKey,
  writeSources,
} from './signed-market.ts';

killTests({
  name: 'build of a new market',
  runs: 14,
  argv: () => BUILD,
  prepare: (world) => Promise.resolve(writeSources(world)),
  holds(world) {
    const there = world.files('market');
    // Whole or not at all.
    if (there.length > 0) expect(there).toContain('packages.json');
    return Promise.resolve();
  },
  async finished(world) {
    await good(world, ['verify', 'market', '--trust', 'off', '--json']);
    expectNoLeftovers(world);
  },
});

killTests({
  name: 'build after a change',
  runs: 18,
  argv: () => BUILD,
  async prepare(world) {
    await makeSignedMarket(world);
    addVersion(world);
  },
  async holds(world) {
    expect(await versions(world)).toEqual(OLD);
  },
  async finished(world) {
    const rows = JSON.parse(readFileSync(world.path('market/packages.json'), 'utf8')) as unknown[];
    expect(rows).toHaveLength(3);
    expectNoLeftovers(world);
  },
});

killTests({
  name: 'sign after a change',
  runs: 18,
  argv: () => SIGN,
  async prepare(world) {
    await makeSignedMarket(world);
    addVersion(world);
    await good(world, BUILD);
  },
  async holds(world) {
    expect([OLD, NEW]).toContainEqual(await versions(world));
  },
  async finished(world) {
    expect(await versions(world)).toEqual(NEW);
    expectNoLeftovers(world);
  },
});

killTests({
  name: 'renew',
  runs: 8,
  argv: () => ['renew', 'market', '--key', 'secret.asc', '--expires', '30'],
  prepare: makeSignedMarket,
  async holds(world) {
    expect(await versions(world)).toEqual(OLD);
  },
  async finished(world) {
    expect(await versions(world)).toEqual(OLD);
    const index = JSON.parse(readFileSync(world.path('market/market.json'), 'utf8')) as {
      issued: string;
      expires: string;
    };
    expect(Date.parse(index.expires) - Date.parse(index.issued)).toBe(30 * 86_400_000);
    expectNoLeftovers(world);
  },
});

killTests({
  name: 'keygen',
  runs: 6,
  argv: () => ['keygen', 'keys', '--name', 'Market', '--no-passphrase'],
  prepare: () => Promise.resolve(),
  holds: () => Promise.resolve(),
  // Keys that are there are never written over: the second run says so.
  againCode: [0, 1, 2],
  async finished(world) {
    expect(world.files('keys')).toEqual(['public.asc', 'revoked.asc', 'secret.asc', 'signing.asc']);
    await writeKey(world);
    writeSources(world);
    await good(world, BUILD);
    await good(world, ['sign', 'market', '--key', 'keys/signing.asc']);
    await good(world, ['verify', 'market', '--key', 'keys/public.asc']);
  },
});
