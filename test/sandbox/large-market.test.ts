/** The maker of large markets: what it makes repeats, is read by a reader at strict, and has the variety of real ones. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeLargeMarket, serveLargeMarket } from '../../sandbox/large-market/index.ts';
import { createPublisher } from '../fakes/publisher.ts';

import type { PackageRow } from '#core/model/generated.ts';
import type { LargeMarket } from '../../sandbox/large-market/index.ts';

const OPTIONS = { packages: 500, versions: 5, seed: 1, files: 3 };

let temporary: string;
let made: LargeMarket;
beforeAll(async () => {
  temporary = mkdtempSync(join(tmpdir(), 'pai-large-'));
  made = await makeLargeMarket({ ...OPTIONS, out: join(temporary, 'first') });
});
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const rowsOf = ({ folder }: LargeMarket) =>
  JSON.parse(readFileSync(join(folder, 'packages.json'), 'utf8')) as PackageRow[];
const read = ({ folder }: LargeMarket, path: string) => readFileSync(join(folder, path), 'utf8');

describe('a made market', () => {
  it('is the same for the same seed, and another for another', async () => {
    const again = await makeLargeMarket({ ...OPTIONS, out: join(temporary, 'again') });
    const other = await makeLargeMarket({ ...OPTIONS, seed: 2, out: join(temporary, 'other') });
    for (const path of ['packages.json', 'categories.json', 'shards/0002.json']) {
      expect(read(again, path)).toBe(read(made, path));
    }
    expect(read(other, 'packages.json')).not.toBe(read(made, 'packages.json'));
  });

  it('has every version of every package as a row, in shards that together are the list', () => {
    const rows = rowsOf(made);
    expect(rows).toHaveLength(2500);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(500);
    expect(new Set(rows.map(({ name, version }) => `${name}@${version}`)).size).toBe(2500);
    const shards = ['0001', '0002', '0003'].flatMap(
      (number) => JSON.parse(read(made, `shards/${number}.json`)) as PackageRow[],
    );
    expect(shards).toEqual(rows);
  });

  it('has words, sizes and faults of real markets', () => {
    const rows = rowsOf(made);
    const share = (of: (row: PackageRow) => unknown) => rows.filter(of).length / rows.length;
    const bytes = read(made, 'packages.json').length / rows.length;
    expect(bytes).toBeGreaterThan(450);
    expect(bytes).toBeLessThan(670);
    expect(
      share(({ label }) => /\p{Script=Han}|\p{Script=Hangul}/u.test(label ?? '')),
    ).toBeGreaterThan(0.03);
    expect(share(({ needs }) => (needs?.gpu ?? 0) > 0)).toBeGreaterThan(0.3);
    expect(share(({ cdapVersion }) => cdapVersion)).toBeGreaterThan(0.05);
    expect(share(({ paiVersion }) => paiVersion)).toBeGreaterThan(0.2);
    expect(share(({ yanked }) => yanked)).toBeGreaterThan(0.005);
    expect(share(({ dependencies }) => dependencies)).toBeGreaterThan(0.01);
    expect(new Set(rows.map(({ licenseId }) => licenseId)).size).toBeGreaterThan(8);
    expect(new Set(rows.map(({ author }) => author)).size).toBeGreaterThan(80);
    expect(new Set(rows.flatMap(({ categories }) => categories)).size).toBe(13);
  });

  it('is left as it is when it is asked for again', async () => {
    const before = read(made, 'market.json');
    await makeLargeMarket({ ...OPTIONS, out: join(temporary, 'first') });
    expect(read(made, 'market.json')).toBe(before);
    const changed = { ...OPTIONS, files: 4, out: join(temporary, 'again') };
    await makeLargeMarket(changed);
    expect(read({ ...made, folder: join(temporary, 'again', 'market') }, 'market.json')).not.toBe(
      before,
    );
  });

  it('of which all packages lie there whole is found without fault by pai-market verify at strict', async () => {
    const out = join(temporary, 'whole');
    await makeLargeMarket({ packages: 30, versions: 2, seed: 3, files: 30, out });
    const { server, config } = await serveLargeMarket(out);
    const certificate = join(temporary, 'certificate.asc');
    writeFileSync(certificate, config.keys?.[0] ?? '');
    const publisher = createPublisher();
    try {
      const argv = ['verify', server.url, '--key', certificate, '--json'] as const;
      const { code, json } = await publisher.run(
        ...argv,
        '--fingerprint',
        config.fingerprints?.[0] ?? '',
      );
      expect([code, json().findings]).toEqual([0, []]);
      expect(json().packages).toHaveLength(60);
    } finally {
      publisher.remove();
      await server.close();
    }
  });
});
