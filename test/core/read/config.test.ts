import { describe, expect, it } from 'vitest';

import { parseMarketSource, parsePackageSource, parsePluginConfig } from '#core/read/index.ts';
import { codeOf, refusalOf } from '../../fakes/thrown.ts';

const MARKET = { id: 'example', url: 'https://market.example.org/v1' };

describe('reading the plugin configuration', () => {
  it('accepts every documented key', () => {
    const config = {
      markets: [
        {
          ...MARKET,
          name: 'Example',
          keys: ['-----BEGIN PGP PUBLIC KEY BLOCK-----', 'https://keys.example.org/a.asc'],
          fingerprints: ['638D6D08B114988946D54C293D6DC91CF110FE74'],
          threshold: 1,
          trust: 'signatures',
          externalOrigins: ['https://downloads.example.org'],
        },
      ],
      limits: { archiveBytes: 536870912 },
      cdap: { url: '/cdap', namespace: 'default' },
    };
    expect(parsePluginConfig(config)).toBe(config);
  });

  it.each([
    [undefined, 'config'],
    ['text', 'config'],
    [{}, 'markets'],
    [{ markets: {} }, 'markets'],
    [{ markets: [MARKET], market: [] }, 'market'],
    [{ markets: [{ ...MARKET, key: [] }] }, 'markets[0].key'],
    [{ markets: [{ url: MARKET.url }] }, 'markets[0].id'],
    [{ markets: [{ ...MARKET, id: 'Not Good' }] }, 'markets[0].id'],
    [{ markets: [MARKET, MARKET] }, 'markets[1].id'],
    [{ markets: [{ ...MARKET, trust: 'none' }] }, 'markets[0].trust'],
    [{ markets: [{ ...MARKET, fingerprints: ['F110FE74'] }] }, 'markets[0].fingerprints[0]'],
    [{ markets: [{ ...MARKET, threshold: 0 }] }, 'markets[0].threshold'],
    [{ markets: [{ ...MARKET, url: 'market/v1' }] }, 'markets[0].url'],
    [{ markets: [{ ...MARKET, url: 'javascript:alert(1)' }] }, 'markets[0].url'],
    [{ markets: [{ ...MARKET, url: 'https://me:you@example.org' }] }, 'markets[0].url'],
    [{ markets: [{ ...MARKET, url: 'https://example.org/?a' }] }, 'markets[0].url'],
    [
      { markets: [{ ...MARKET, externalOrigins: ['http://x.org'] }] },
      'markets[0].externalOrigins[0]',
    ],
    [
      { markets: [{ ...MARKET, externalOrigins: ['https://*.x.org'] }] },
      'markets[0].externalOrigins[0]',
    ],
    [{ markets: [], cdap: {} }, 'cdap.url'],
    [{ markets: [], cdap: { url: 'cdap' } }, 'cdap.url'],
    [{ markets: [], cdap: { url: '//other.example.org/cdap' } }, 'cdap.url'],
    [{ markets: [], cdap: { url: '/\\other.example.org/cdap' } }, 'cdap.url'],
    [{ markets: [], cdap: { url: 'ftp://example.org/' } }, 'cdap.url'],
    [{ markets: [], cdap: { url: 'https://me:you@example.org/' } }, 'cdap.url'],
    [{ markets: [], cdap: { url: '/cdap?a' } }, 'cdap.url'],
    [{ markets: [], cdap: { url: '/cdap/../rest-server' } }, 'cdap.url'],
    [{ markets: [], cdap: { url: '/cdap/v3/' } }, 'cdap.url'],
    [{ markets: [], cdap: { url: '/cdap', namespace: 'my-ns' } }, 'cdap.namespace'],
    [{ markets: [], cdap: { url: '/cdap', namespace: 'system' } }, 'cdap.namespace'],
    [{ markets: [], limits: { archiveByte: 1 } }, 'limits.archiveByte'],
    [{ markets: [], limits: { archiveBytes: 2 ** 40 } }, 'limits.archiveBytes'],
  ])('refuses %j and names the key %s', async (value, key) => {
    const refusal = await refusalOf(() => parsePluginConfig(value));
    expect(refusal.code).toBe('config-invalid');
    expect(refusal.details['key']).toBe(key);
    expect(refusal.message).toContain(key);
  });

  it.each(['/cdap', '/cdap/', '/', '/tools/v3x', 'https://cdap.example.org:11015', 'http://c/x'])(
    'takes CDAP at %s',
    (url) => {
      expect(parsePluginConfig({ markets: [], cdap: { url } }).cdap).toEqual({ url });
    },
  );

  it('says what a fingerprint must look like', async () => {
    const fingerprints = ['638D 6D08 B114 9889 46D5 4C29 3D6D C91C F110 FE74'];
    const { message } = await refusalOf(() =>
      parsePluginConfig({ markets: [{ ...MARKET, fingerprints }] }),
    );
    expect(message).toContain('40 or 64 hexadecimal digits, without spaces');
  });

  it('names all mistakes at once', async () => {
    const config = { markets: [{ id: 7, url: true, trust: 'no' }], typo: 1 };
    const { message } = await refusalOf(() => parsePluginConfig(config));
    for (const key of ['markets[0].id', 'markets[0].url', 'markets[0].trust', 'typo']) {
      expect(message).toContain(key);
    }
  });
});

describe("reading the publisher's sources", () => {
  it('accepts what the format asks', () => {
    const market = { id: 'example', name: 'Example', categories: [{ name: 'a', label: 'A' }] };
    expect(parseMarketSource(market, 'market.yaml')).toBe(market);
    const source = {
      label: 'Hello',
      description: 'Says hello',
      author: 'Me',
      categories: ['a'],
      actions: [{ type: 'informational' }],
    };
    expect(parsePackageSource(source, 'package.yaml')).toBe(source);
  });

  it('names file and all fields that are wrong', async () => {
    const source = { label: '', author: 1, categories: [], extra: 1 };
    const refusal = await refusalOf(() => parsePackageSource(source, 'p/package.yaml'));
    expect(refusal.code).toBe('source-invalid');
    expect(refusal.message).toMatch(/^p\/package\.yaml/);
    for (const field of ['label', 'description', 'author', 'categories', 'actions', 'extra']) {
      expect(refusal.message).toContain(field);
    }
  });

  it('refuses a category twice and a licence that is no file name', async () => {
    const twice = { name: 'a', label: 'A' };
    const market = { id: 'example', name: 'Example', categories: [twice, twice] };
    expect(await codeOf(() => parseMarketSource(market, 'market.yaml'))).toBe('source-invalid');
    const source = {
      label: 'Hello',
      description: 'Says hello',
      author: 'Me',
      categories: ['a'],
      license: '../license.txt',
      actions: [{ type: 'informational' }],
    };
    expect(await codeOf(() => parsePackageSource(source, 'x'))).toBe('source-invalid');
  });
});
