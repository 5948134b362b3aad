/** What the details of errors are called on the page and in reports: the one table of these words. */
import type { Problem } from '#core/errors.ts';

const LABELS: Readonly<Record<string, string>> = {
  // where
  market: 'Market',
  package: 'Package',
  dependency: 'Package needed',
  name: 'Name',
  version: 'Version',
  file: 'File',
  path: 'Place in the file',
  entry: 'Entry of the archive',
  entries: 'Entries of the archive',
  shard: 'Piece of the index',
  row: 'Row of the index',
  line: 'Line',
  column: 'Column',
  offset: 'Byte',
  url: 'Address',
  base: 'Address of the market',
  origin: 'Server',
  folder: 'Folder',
  key: 'Configuration key',
  field: 'Field',
  step: 'Step',
  request: 'Request',
  type: 'Type',
  argument: 'Argument',
  job: 'Job',
  jobs: 'Jobs',
  cdapVersion: 'Version of CDAP',
  // who signed
  fingerprint: 'Key fingerprint',
  fingerprints: 'Key fingerprints',
  signer: 'Signed by the key',
  signers: 'Signed by the keys',
  signingFingerprint: 'Signed by its subkey',
  subkey: 'Subkey',
  primary: 'Primary key of it',
  userId: 'Name in the certificate',
  user: 'User',
  hash: 'Hash of the signature',
  algorithm: 'Algorithm',
  bits: 'Bits',
  created: 'Signed on',
  signed: 'Signed on',
  signedOn: 'Signed on',
  signatures: 'Signatures',
  threshold: 'Signatures asked for',
  expired: 'Expired on',
  keyExpired: 'Key expired on',
  keyExpires: 'Key expires on',
  keyCreated: 'Key made on',
  revoked: 'Key revoked on',
  keyRevoked: 'Key revoked on',
  revocation: 'Reason of the revocation',
  // what was expected and found
  expected: 'Expected',
  found: 'Found',
  allowed: 'Allowed',
  limit: 'Limit',
  known: 'Known',
  size: 'Size',
  sha256: 'SHA-256',
  bytes: 'Found',
  packets: 'Packets found',
  rows: 'Rows',
  // the signed index
  serial: 'Serial number',
  digest: 'SHA-256',
  digestSeen: 'SHA-256 seen before',
  seen: 'Newer index seen before, signed on',
  announced: 'Key announced on',
  announcedBy: 'Announced by the key',
  issued: 'Index signed on',
  expires: 'Index valid until',
  clock: 'Clock of this computer',
  // answers
  status: 'Status of the answer',
  retryAfter: 'Try again after, in seconds',
  reason: 'Reason',
  findings: 'Mistakes',
};

/** Where the same key means something else. */
const LABELS_OF_CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'index-future': { expected: 'It must be later than' },
  'index-market': { expected: 'Market expected', found: 'Market found' },
  'index-rollback': { expected: 'Serial number seen before', found: 'Serial number now' },
  'key-expired': { found: 'Key expired on', expires: 'Key expired on' },
  'key-revoked': { found: 'Key revoked on' },
  'signature-bad': { found: 'Digest of the file' },
  'signature-missing': { expected: 'Keys configured' },
  'signature-type': { found: 'Type of the signature', expected: 'Type asked for' },
  'signature-weak-hash': { found: 'Hash of the signature' },
  'signature-weak-key': { found: 'Strength of the key' },
  'signer-unknown': { found: 'Signed by the key', expected: 'Keys configured' },
  'signature-expired': { found: 'Signature expired on', expires: 'Signature expired on' },
  'signature-future': { found: 'Signed on' },
  'signature-threshold': { expected: 'Keys asked for', found: 'Keys that signed' },
  'config-invalid': { path: 'Configuration key' },
};

/** The code whose words the details of a problem follow: a bad signature of the index tells what any bad signature would. */
export function codeOfDetails({ code, details }: Problem): string {
  const { reason } = details;
  return code === 'index-signature' && typeof reason === 'string' ? reason : code;
}

/** A heading for one detail: `retryAfter` → `Try again after, in seconds`; a key that nobody knows is split into words. */
export function detailLabel(key: string, code?: string): string {
  const ofCode = code === undefined ? undefined : own(LABELS_OF_CODES, code);
  const known = (ofCode && own(ofCode, key)) ?? own(LABELS, key);
  if (known) return known;
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[-_.]+/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function own<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
