import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { verifyMarket } from '#flows/verify-market.ts';
import { PNG } from '../fakes/market.ts';
import { createPublisher, PACKAGE, sourceFiles } from '../fakes/publisher.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { Publisher } from '../fakes/publisher.ts';

let publisher: Publisher;
let config: MarketConfig;
beforeEach(() => {
  publisher = createPublisher();
  config = { id: 'test', url: publisher.path('market'), trust: 'off' };
});
afterEach(() => publisher.remove());

const SPEC = JSON.stringify({
  'spec-version': '1.0',
  label: 'Old',
  actions: [{ type: 'informational', arguments: [{ name: 'steps', value: ['Read this'] }] }],
});

describe('checking a market that another tool made', () => {
  it('takes the older spelling, and warns of what nothing binds', async () => {
    publisher.write(
      {
        'packages.json': JSON.stringify([{ name: 'old', version: '1.0.0', label: 'Old' }]),
        'packages/old/1.0.0/spec.json': SPEC,
      },
      'market',
    );
    const { packages, findings } = await verifyMarket(config, publisher.io);
    expect(packages).toMatchObject([{ name: 'old', verdict: 'good' }]);
    expect(findings).toMatchObject([{ severity: 'warning', code: 'spec-unbound' }]);
  });

  it('takes a row that readers leave out for an error', async () => {
    publisher.write(
      {
        'packages.json': JSON.stringify([{ name: '../up', version: '1.0.0' }]),
      },
      'market',
    );
    const { packages, findings } = await verifyMarket(config, publisher.io);
    expect(packages).toEqual([]);
    expect(findings).toMatchObject([{ severity: 'error', code: 'index-entry' }]);
  });

  it('goes on after a package that is not there', async () => {
    publisher.write(
      {
        'packages.json': JSON.stringify([
          { name: 'gone', version: '1.0.0' },
          { name: 'old', version: '1.0.0', label: 'Old' },
        ]),
        'packages/old/1.0.0/spec.json': SPEC,
      },
      'market',
    );
    const { packages } = await verifyMarket(config, publisher.io);
    expect(packages).toMatchObject([
      { name: 'gone', verdict: 'refused', code: 'net-status' },
      { name: 'old', verdict: 'good', code: null },
    ]);
  });
});

describe('checking a market', () => {
  it('stops when it is cancelled', async () => {
    publisher.write(sourceFiles());
    await publisher.run('build', publisher.path('source'), '--out', publisher.path('market'));
    const stop = new AbortController();
    const checking = verifyMarket(config, {
      ...publisher.io,
      signal: stop.signal,
      onPackage: () => stop.abort(),
    });
    await expect(checking).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('pictures of a package', () => {
  const picture = 'packages/hello/1.1.0/shot.png';
  const check = async () => {
    const { packages, findings } = await verifyMarket(config, publisher.io);
    return { findings, hello: packages.find(({ version }) => version === '1.1.0') };
  };
  beforeEach(async () => {
    publisher.write(
      sourceFiles({
        'packages/hello/1.1.0/package.yaml': `${PACKAGE}screenshots: [{ file: shot.png }]\n`,
        [picture]: PNG,
      }),
    );
    await publisher.run('build', publisher.path('source'), '--out', publisher.path('market'));
  });

  it('are read as a reader does', async () => {
    expect(await check()).toMatchObject({ findings: [], hello: { verdict: 'good' } });
  });

  it('with other bytes than the pinned ones refuse the package', async () => {
    const other = Uint8Array.from(PNG);
    other[40] = (other[40] ?? 0) ^ 1;
    publisher.write({ [picture]: other }, 'market');
    expect(await check()).toMatchObject({
      findings: [{ severity: 'error', code: 'file-digest', file: picture }],
      hello: { verdict: 'refused', code: 'file-digest' },
    });
  });

  it('that are not there are told of', async () => {
    publisher.write({ [picture]: undefined }, 'market');
    expect(await check()).toMatchObject({
      findings: [{ severity: 'warning', code: 'icon-invalid', file: picture }],
      hello: { verdict: 'good' },
    });
  });
});
