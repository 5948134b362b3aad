import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { buildMarket } from '#flows/build-market.ts';
import { createPublisher, PACKAGE, sourceFiles } from '../fakes/publisher.ts';

import type { Publisher } from '../fakes/publisher.ts';

let publisher: Publisher;
beforeEach(() => {
  publisher = createPublisher();
});
afterEach(() => publisher.remove());

const trees = () => ({
  source: publisher.io.files.tree(publisher.path('source')),
  target: publisher.io.files.tree(publisher.path('market')),
});

describe('building a market', () => {
  it('ends in order when it is cancelled, and leaves nothing', async () => {
    publisher.write(sourceFiles());
    const stop = new AbortController();
    const seen: string[] = [];
    const building = buildMarket(trees(), {
      ...publisher.io,
      signal: stop.signal,
      onPackage: ({ version }) => {
        seen.push(version);
        stop.abort();
      },
    });
    await expect(building).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen).toEqual(['1.0.0']);
    expect(readdirSync(publisher.folder)).toEqual(['source']);
  });

  it('is judged by the reader with the same limits', async () => {
    publisher.write(sourceFiles());
    const limits = { ...publisher.io.limits, zipEntries: 1 };
    const report = await buildMarket(trees(), { ...publisher.io, limits });
    expect(report.findings.map(({ code }) => code)).toEqual(['zip-limit', 'zip-limit']);
    expect(readdirSync(publisher.folder)).toEqual(['source']);
  });

  it('publishes actions of a newer format with a warning', async () => {
    publisher.write(
      sourceFiles({
        'packages/hello/1.1.0/package.yaml': PACKAGE.replace('submit_job', 'paint_house'),
      }),
    );
    const { findings, packages } = await buildMarket(trees(), publisher.io);
    expect(findings).toMatchObject([
      { severity: 'warning', code: 'action-unknown', file: 'packages/hello/1.1.0' },
    ]);
    expect(packages).toHaveLength(2);
    expect(readdirSync(publisher.folder).sort()).toEqual(['market', 'source']);
  });

  it('keeps withdrawn versions, with the reason in the index only', async () => {
    publisher.write(
      sourceFiles({ 'packages/hello/1.1.0/package.yaml': `${PACKAGE}yanked: Does not start\n` }),
    );
    const { findings } = await buildMarket(trees(), publisher.io);
    expect(findings).toEqual([]);
    const read = async (path: string) =>
      new TextDecoder().decode(await trees().target.read(path, 1_000_000));
    expect(await read('packages.json')).toContain('"yanked":"Does not start"');
    expect(await read('packages/hello/1.1.0/spec.json')).not.toContain('yanked');
  });
});
