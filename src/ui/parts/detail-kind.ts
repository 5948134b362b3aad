/** What kind of value a detail of an error is, told by its shape, so that new details need no code here. */

export type DetailKind = 'fingerprints' | 'digest' | 'time' | 'bytes' | 'text';

/** Fingerprints are written in capitals, digests are not: that is how all of our code writes them. */
const FINGERPRINTS = /^(?:[0-9A-F]{40}|[0-9A-F]{64})(?:[, ]+(?:[0-9A-F]{40}|[0-9A-F]{64}))*$/;
const DIGEST = /^(?:[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** Codes whose numbers named `expected`, `found` and `allowed` are bytes. */
const OF_BYTES = /^(?:archive-size|net-too-large|net-truncated|signature-too-large|zip-size)$/;
const BYTES = new Set(['size', 'bytes']);
const COMPARED = new Set(['expected', 'found', 'allowed', 'limit']);

export function kindOf(code: string, key: string, value: string | number): DetailKind {
  if (typeof value === 'number') {
    return BYTES.has(key) || (OF_BYTES.test(code) && COMPARED.has(key)) ? 'bytes' : 'text';
  }
  if (FINGERPRINTS.test(value)) return 'fingerprints';
  if (DIGEST.test(value)) return 'digest';
  return TIME.test(value) && !Number.isNaN(Date.parse(value)) ? 'time' : 'text';
}

/** The single fingerprints of a value of that kind. */
export function splitFingerprints(value: string): string[] {
  return value.split(/[, ]+/);
}
