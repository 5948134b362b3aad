/** Attacks with the true files of another day: rollback, freeze, fast-forward, and a clock that was set back. */
import { afterEach, describe, expect, it } from 'vitest';

import { loadPackage } from '#flows/load-package.ts';
import { openMarket } from '#flows/open-market.ts';
import { openPackage } from '#flows/open-package.ts';
import { createKey, HELLO, NOW } from '../../fakes/market.ts';
import { snapshot } from '../../fakes/signed-index.ts';
import { codeOf, refusalOf } from '../../fakes/thrown.ts';
import { createStrictWorld } from '../world.ts';

import type { OpenMarket } from '#core/model/market.ts';
import type { StrictWorld } from '../world.ts';

const DAY = 24 * 60 * 60 * 1000;
const REF = { market: 'example', name: 'hello' };

let world: StrictWorld;
afterEach(() => world.web.close());

/** The list can be seen, and nothing of it be installed. */
async function expectReadOnly(market: OpenMarket, code: string): Promise<void> {
  expect(market.refusal?.code).toBe(code);
  expect(market.entries).toHaveLength(1);
  const opened = await openPackage(market, REF, world.deps);
  expect(opened.refusal).toEqual(market.refusal);
  const asked = world.paths().length;
  expect(await codeOf(() => loadPackage(opened, world.deps))).toBe(code);
  expect(world.paths()).toHaveLength(asked);
}

describe('rollback of the whole market (R08)', () => {
  it('shows the older list with its date, and installs nothing of it', async () => {
    world = await createStrictWorld([HELLO], { index: { issued: NOW - 9 * DAY } });
    const older = snapshot(world.market);
    await world.sign({ issued: NOW - DAY });
    expect((await world.open()).refusal).toBeUndefined();
    older();
    const market = await world.open();
    await expectReadOnly(market, 'index-rollback');
    expect(market.refusal?.message).toContain('2026-11-22T12:00:00Z');
    expect(market.refusal?.message).toContain('2026-11-30T12:00:00Z');
    expect(market.index?.issued).toBe('2026-11-22T12:00:00Z');
  });

  it('refuses another index of the same second', async () => {
    world = await createStrictWorld([HELLO], { index: { issued: NOW - DAY } });
    await world.open();
    await world.sign({ issued: NOW - DAY, days: 31 });
    await expectReadOnly(await world.open(), 'index-rollback');
  });

  it('goes on refusing until the market shows the newer state again', async () => {
    world = await createStrictWorld([HELLO], { index: { issued: NOW - 9 * DAY } });
    const older = snapshot(world.market);
    await world.sign({ issued: NOW - DAY });
    const newer = snapshot(world.market);
    await world.open();
    older();
    for (let visit = 0; visit < 3; visit += 1) {
      expect((await world.open()).refusal?.code).toBe('index-rollback');
    }
    newer();
    expect((await world.open()).refusal).toBeUndefined();
  });

  it('cannot be seen by a reader who comes for the first time, which is no crash (R09)', async () => {
    world = await createStrictWorld([HELLO], { index: { issued: NOW - 9 * DAY } });
    const older = snapshot(world.market);
    await world.sign({ issued: NOW - DAY });
    await world.open();
    older();
    expect((await openMarket(world.config, world.freshReader())).refusal).toBeUndefined();
  });

  it('of two readers with one memory lets the newer index win, whoever comes last', async () => {
    world = await createStrictWorld([HELLO], { index: { issued: NOW - 9 * DAY } });
    const older = snapshot(world.market);
    await world.sign({ issued: NOW - DAY });
    const visits = Array.from({ length: 6 }, () => world.open());
    await Promise.all(visits);
    older();
    const stale = await Promise.all(Array.from({ length: 6 }, () => world.open()));
    expect(stale.map(({ refusal }) => refusal?.code)).toEqual(Array(6).fill('index-rollback'));
  });
});

describe('freeze (R10, R11)', () => {
  it('shows an index that has expired, and installs nothing of it', async () => {
    world = await createStrictWorld();
    world.setClock(NOW + 40 * DAY);
    const market = await world.open();
    await expectReadOnly(market, 'index-expired');
    expect(market.refusal?.message).toContain(market.index?.expires);
  });

  it('installs nothing from a list that was fresh when the page was opened long ago', async () => {
    world = await createStrictWorld();
    const market = await world.open();
    expect((await openPackage(market, REF, world.deps)).refusal).toBeUndefined();
    world.setClock(NOW + 40 * DAY);
    const opened = await openPackage(market, REF, world.deps);
    expect(opened.refusal?.code).toBe('index-expired');
    expect(await codeOf(() => loadPackage(opened, world.deps))).toBe('index-expired');
  });

  it('loads nothing of a package that stayed open until the index expired', async () => {
    world = await createStrictWorld();
    const opened = await world.openPackage();
    expect(opened.refusal).toBeUndefined();
    const requests = world.paths().length;
    world.setClock(Date.parse(opened.index?.expires ?? ''));
    expect(await codeOf(() => loadPackage(opened, world.deps))).toBe('index-expired');
    expect(world.paths()).toHaveLength(requests);
  });

  it.each([
    ['never expires', { expires: undefined }],
    ['expires at no date', { expires: 'later' }],
    ['lives longer than 90 days', { expires: '2027-06-01T00:00:00Z' }],
  ])('refuses an index that %s', async (_what, index) => {
    world = await createStrictWorld([HELLO], { index: { index } });
    expect(await codeOf(() => world.open())).toBe('index-invalid');
  });
});

describe('fast-forward (R12)', () => {
  it('refuses an index of the future and forgets it, so that the true one is accepted', async () => {
    world = await createStrictWorld();
    const genuine = snapshot(world.market);
    await world.sign({ issued: NOW + 30 * DAY });
    await expectReadOnly(await world.open(), 'index-future');
    genuine();
    expect((await world.open()).refusal).toBeUndefined();
  });

  it('refuses the largest serial that there is', async () => {
    world = await createStrictWorld([HELLO], { index: { index: { serial: 2 ** 53 - 1 } } });
    await expectReadOnly(await world.open(), 'index-future');
    await world.sign();
    expect((await world.open()).refusal).toBeUndefined();
  });

  it('ends when the stolen key is taken out of the configuration', async () => {
    world = await createStrictWorld([HELLO], { index: { issued: NOW + DAY } });
    await world.open();
    const fresh = await createKey('New');
    const { key } = world.market;
    const keys = [key.certificate, fresh.certificate];
    const fingerprints = [key.fingerprint, fresh.fingerprint];
    await world.sign({ by: [fresh] });
    expect((await world.open({ keys, fingerprints })).refusal?.code).toBe('index-rollback');
    const only = { keys: keys.slice(1), fingerprints: fingerprints.slice(1) };
    expect((await world.open(only)).refusal).toBeUndefined();
  });
});

describe('a clock that was set back (R13)', () => {
  it('is named before anything is asked of the market', async () => {
    world = await createStrictWorld();
    world.setClock(Date.parse('2020-01-01T00:00:00Z'));
    const refusal = await refusalOf(() => world.open());
    expect(refusal.code).toBe('index-future');
    expect(refusal.message).toMatch(/clock of this computer shows 2020-01-01/);
    expect(world.paths()).toEqual([]);
  });

  it('is named when an index is known that is newer than the clock', async () => {
    world = await createStrictWorld();
    await world.open();
    world.setClock(NOW - 5 * DAY);
    expect((await refusalOf(() => world.open())).message).toContain('Set the clock');
  });

  it('judges no signature at the level below, either', async () => {
    world = await createStrictWorld();
    world.setClock(Date.parse('2020-01-01T00:00:00Z'));
    const refusal = await refusalOf(() => world.openPackage({ trust: 'signatures' }));
    expect(refusal.code).toBe('signature-future');
    expect(refusal.message).toContain('clock');
  });
});
