/** Opened packages as plain data, for views that only show them. */
import { fakePackage } from '../../fakes/services.ts';

import type { OpenPackage } from '#core/model/market.ts';
import type { Evidence } from '#core/model/trust.ts';

interface Given {
  /** Letter of its key's fingerprint. */
  key?: string;
  level?: Evidence['level'];
  /** Its text; none if undefined is given. */
  license?: string | undefined;
  licenseId?: string;
}

/** Version 1.0.0, labelled by its name with a capital, signed, with a licence. */
export function openPackage(name: string, given: Given = {}): OpenPackage {
  const { key = 'A', level = 'strict', licenseId = 'MIT' } = given;
  const text = 'license' in given ? given.license : `Licence of ${name}`;
  const fingerprint = key.repeat(40);
  const signer = {
    ...{ fingerprint, signingFingerprint: fingerprint },
    ...{ userId: 'Market <market@example.org>', created: '2025-11-22T00:00:00Z', hash: 'SHA-512' },
  };
  const base = fakePackage({ name, version: '1.0.0' });
  return {
    ...base,
    spec: { ...base.spec, label: `${name[0]?.toUpperCase()}${name.slice(1)}`, licenseId },
    evidence: {
      level,
      signers: level === 'off' ? [] : [signer],
      sha256: 'c'.repeat(64),
      pinned: level === 'strict',
    },
    // Texts stand in for their digests: equal ones have equal ones.
    ...(text === undefined ? {} : { license: { text, sha256: text } }),
  };
}
