/** A market in memory, made and signed for real: specs, archives, digests, detached signatures. */
import { createHash } from 'node:crypto';
import JSZip from 'jszip';
import * as openpgp from 'openpgp';

import type { MarketConfig } from '#core/model/generated.ts';
import type { Handler } from './web.ts';

/** What the clock of readers shows; keys and signatures are older. */
export const NOW = Date.parse('2026-12-01T12:00:00Z');
const KEY_DATE = new Date('2025-01-01T00:00:00Z');
export const SIGNED_DATE = new Date('2026-11-20T00:00:00Z');

/** Bytes of a PNG of 1 × 1. */
export const PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

export interface MarketKey {
  secret: openpgp.PrivateKey;
  /** Armored public certificate. */
  certificate: string;
  fingerprint: string;
}

export interface FakePackage {
  name: string;
  version: string;
  /** Put over the spec that is made; `undefined` takes a field out. */
  spec?: Record<string, unknown>;
  /** Put over the row that is made; `undefined` takes a field out. */
  row?: Record<string, unknown>;
  /** Files of the archive; none for a package with loose resources. */
  archive?: Record<string, string> | undefined;
  /** Files beside the spec. */
  files?: Record<string, string | Uint8Array>;
  /** Whether the spec pins archive and files; true if absent. */
  pins?: boolean;
}

export interface FakeMarket {
  /** By path; tests may change them, or put a handler in the place of one. */
  files: Map<string, Uint8Array | Handler>;
  key: MarketKey;
  /** At trust level `signatures`, for a server at `url`. */
  config(url: string, overrides?: Partial<MarketConfig>): MarketConfig;
  /** Writes a file and its signature. */
  putSigned(path: string, content: string | Uint8Array, by?: MarketKey): Promise<void>;
  /** Changes one bit in the middle of a file. */
  spoil(path: string): void;
}

/** A package with one job to submit, all that can stand beside a spec, and everything pinned. */
export const HELLO: FakePackage = {
  name: 'hello',
  version: '1.0.0',
  archive: { 'job.yaml': 'protocolVersion: 2\nname: hello\n', 'notes.txt': 'unused' },
  files: {
    'license.txt': 'Do what you like.\n',
    'README.md': '# Hello\n',
    'CHANGELOG.md': '- first\n',
    'icon.png': PNG,
  },
};

export async function createKey(name = 'Example market'): Promise<MarketKey> {
  const { privateKey, publicKey } = await openpgp.generateKey({
    type: 'curve25519',
    userIDs: [{ name, email: 'market@example.org' }],
    date: KEY_DATE,
    format: 'object',
  });
  const fingerprint = publicKey.getFingerprint().toUpperCase();
  return { secret: privateKey, certificate: publicKey.armor(), fingerprint };
}

/** Armored detached signature of the binary type. */
export async function signBytes(bytes: Uint8Array, keys: MarketKey | MarketKey[]): Promise<string> {
  return openpgp.sign({
    message: await openpgp.createMessage({ binary: bytes }),
    signingKeys: [keys].flat().map(({ secret }) => secret),
    detached: true,
    date: SIGNED_DATE,
  }) as Promise<string>;
}

export async function makeMarket(packages: FakePackage[] = [HELLO]): Promise<FakeMarket> {
  const key = await createKey();
  const files: FakeMarket['files'] = new Map();
  const market: FakeMarket = {
    files,
    key,
    config: (url, overrides = {}) => ({
      id: 'example',
      name: 'Example market',
      url,
      trust: 'signatures',
      keys: [key.certificate],
      fingerprints: [key.fingerprint],
      ...overrides,
    }),
    async putSigned(path, content, by = key) {
      const bytes = toBytes(content);
      files.set(path, bytes);
      files.set(`${path}.asc`, toBytes(await signBytes(bytes, by)));
    },
    spoil(path) {
      const bytes = Uint8Array.from(files.get(path) as Uint8Array);
      const middle = bytes.length >> 1;
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      files.set(path, bytes);
    },
  };
  const rows = [];
  for (const each of packages) rows.push(await addPackage(market, each));
  files.set('packages.json', toJson(rows));
  files.set('categories.json', toJson([{ name: 'training', label: 'Training' }]));
  return market;
}

async function addPackage(market: FakeMarket, each: FakePackage): Promise<object> {
  const folder = `packages/${each.name}/${each.version}`;
  for (const [file, content] of Object.entries(each.files ?? {})) {
    market.files.set(`${folder}/${file}`, toBytes(content));
  }
  const archive = each.archive && (await zip(each.archive));
  if (archive) await market.putSigned(`${folder}/archive.zip`, archive);
  const about = {
    name: each.name,
    version: each.version,
    label: `Label of ${each.name}`,
    description: `What ${each.name} does`,
    author: 'A. Author',
    org: 'Example',
    created: 1_760_000_000,
    categories: ['training'],
  };
  const pins = each.pins === false ? {} : pinsOf(archive, each.files ?? {});
  const actions = [{ type: 'submit_job', arguments: [{ name: 'protocol', value: 'job.yaml' }] }];
  const spec = { specVersion: '1.0', ...about, ...pins, actions, ...each.spec };
  await market.putSigned(`${folder}/spec.json`, toJson(spec));
  return { ...about, ...each.row };
}

function pinsOf(archive: Uint8Array | undefined, files: Record<string, string | Uint8Array>) {
  return {
    ...(archive ? { archive: pinOf(archive) } : {}),
    files: Object.fromEntries(
      Object.entries(files).map(([file, content]) => [file, pinOf(toBytes(content))]),
    ),
  };
}

/** As specs and rows pin a file. */
export function pinOf(bytes: Uint8Array): { sha256: string; size: number } {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
}

export async function zip(files: Record<string, string>): Promise<Uint8Array> {
  const made = new JSZip();
  for (const [name, content] of Object.entries(files)) {
    made.file(name, content, { date: SIGNED_DATE });
  }
  return made.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

export function toJson(value: unknown): Uint8Array {
  return toBytes(JSON.stringify(value, null, 2));
}

function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
