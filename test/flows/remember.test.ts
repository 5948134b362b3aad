import { describe, expect, it } from 'vitest';

import { isLicenseAccepted, rememberLicense } from '#flows/licenses.ts';

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
    releases: [],
    spec: { specVersion: '1.0', actions: [] },
    evidence: { level: 'off', signers: [], sha256: '', pinned: false },
    notices: [],
    ...(sha256 === undefined ? {} : { license: { text: 'x', sha256 } }),
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
