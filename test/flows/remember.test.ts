import { describe, expect, it } from 'vitest';

import { isLicenseAccepted, rememberLicense } from '#flows/licenses.ts';
import { keepReceipt, listReceipts } from '#flows/receipts.ts';

import type { Receipt } from '#core/model/generated.ts';
import type { OpenPackage } from '#core/model/market.ts';
import type { Clock, Store } from '#core/ports.ts';

function memoryStore(): Store {
  const map = new Map<string, string>();
  return {
    get: (key) => map.get(key),
    set: (key, value) => Boolean(map.set(key, value)),
    remove: (key) => void map.delete(key),
    keys: (prefix) => [...map.keys()].filter((key) => key.startsWith(prefix)),
  };
}

const clock: Clock = { now: () => Date.UTC(2026, 10, 22), sleep: async () => {} };

function opened(version: string, sha256?: string): OpenPackage {
  return {
    market: { id: 'm', url: 'http://127.0.0.1/' },
    name: 'p',
    version,
    versions: [version],
    spec: { specVersion: '1.0', actions: [] },
    evidence: { level: 'off', signers: [], sha256: '', pinned: false },
    notices: [],
    ...(sha256 === undefined ? {} : { license: { text: 'x', sha256 } }),
  };
}

function receipt(id: string, startedAt: string, user = 'alice'): Receipt {
  return {
    format: 'pai-market-receipt/1',
    id,
    market: 'm',
    package: { name: 'p', version: '1' },
    cluster: 'http://127.0.0.1/',
    user,
    startedAt,
    finishedAt: startedAt,
    outcome: 'done',
    signers: [],
    answers: {},
    steps: [],
  };
}

describe('an accepted licence', () => {
  it('is remembered for its text, version and user only', () => {
    const memory = { store: memoryStore(), clock, user: 'alice' };
    expect(isLicenseAccepted(opened('1.0.0', 'aa'), memory)).toBe(false);
    rememberLicense(opened('1.0.0', 'aa'), memory);
    expect(isLicenseAccepted(opened('1.0.0', 'aa'), memory)).toBe(true);
    expect(isLicenseAccepted(opened('1.0.0', 'bb'), memory)).toBe(false);
    expect(isLicenseAccepted(opened('1.0.1', 'aa'), memory)).toBe(false);
    expect(isLicenseAccepted(opened('1.0.0', 'aa'), { ...memory, user: 'bob' })).toBe(false);
  });

  it('is not asked for where there is no licence', () => {
    const memory = { store: memoryStore(), clock, user: 'alice' };
    expect(isLicenseAccepted(opened('1.0.0'), memory)).toBe(true);
  });
});

describe('receipts', () => {
  it('are listed newest first, for their user only', () => {
    const store = memoryStore();
    keepReceipt(receipt('1', '2026-01-01T00:00:00Z'), store);
    keepReceipt(receipt('2', '2026-02-01T00:00:00Z'), store);
    keepReceipt(receipt('3', '2026-03-01T00:00:00Z', 'bob'), store);
    expect(listReceipts('alice', store).map(({ id }) => id)).toEqual(['2', '1']);
  });

  it('leave out what only calls itself a receipt', () => {
    const store = memoryStore();
    const good = receipt('1', '2026-01-01T00:00:00Z');
    const { steps: _steps, ...stepless } = good;
    const step = { number: 1, type: 't', label: 'x', state: 'done', requests: [] };
    const bad = [
      stepless,
      { ...good, cluster: { toString: 1 } },
      { ...good, outcome: 'constructor' },
      { ...good, package: null },
      { ...good, signers: [{}] },
      { ...good, steps: [{ ...step, job: {} }] },
    ];
    bad.forEach((each, at) => store.set(`pai-market/receipt/alice/${at}`, JSON.stringify(each)));
    keepReceipt(good, store);
    expect(listReceipts('alice', store)).toEqual([good]);
  });

  it('survive a broken neighbour', () => {
    const store = memoryStore();
    store.set('pai-market/receipt/alice/x', '{');
    keepReceipt(receipt('1', '2026-01-01T00:00:00Z'), store);
    expect(listReceipts('alice', store)).toHaveLength(1);
    expect(store.get('pai-market/receipt/alice/x')).toBe('{');
  });

  it('make room for new ones', () => {
    const store = memoryStore();
    for (let n = 0; n < 205; n++) {
      const minute = String(n % 60).padStart(2, '0');
      const hour = String(Math.floor(n / 60)).padStart(2, '0');
      keepReceipt(receipt(`r${n}`, `2026-01-01T${hour}:${minute}:00Z`), store);
    }
    const kept = listReceipts('alice', store);
    expect(kept).toHaveLength(200);
    expect(kept[0]?.id).toBe('r204');
    expect(kept.at(-1)?.id).toBe('r5');
  });
});
