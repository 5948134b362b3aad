/** Signs the index of a made market anew, as its publisher or as a thief of the key would. */
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as openpgp from 'openpgp';

import type { MarketIndex } from '#core/model/generated.ts';
import type { SigningKey } from '../../sandbox/keys.ts';
import type { MadeMarket } from './made-market.ts';

/** Puts fields over market.json and signs it with the market's key or another. */
export async function reindex(
  { folder, key }: Pick<MadeMarket, 'folder' | 'key'>,
  change: Partial<MarketIndex> | ((index: MarketIndex) => Partial<MarketIndex>),
  by: SigningKey = key,
): Promise<void> {
  const path = join(folder, 'market.json');
  const index = JSON.parse(readFileSync(path, 'utf8')) as MarketIndex;
  const fields = typeof change === 'function' ? change(index) : change;
  await writeSigned(path, Buffer.from(JSON.stringify({ ...index, ...fields }, null, 2)), by);
}

/** Changes the rows of packages.json and pins them in a new index. */
export async function rewriteRows(
  market: Pick<MadeMarket, 'folder' | 'key'>,
  change: (row: Record<string, unknown>) => Record<string, unknown>,
): Promise<void> {
  const path = join(market.folder, 'packages.json');
  const rows = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>[];
  const bytes = Buffer.from(JSON.stringify(rows.map(change)));
  writeFileSync(path, bytes);
  await reindex(market, ({ files }) => ({ files: { ...files, 'packages.json': pinOf(bytes) } }));
}

/** Fields of an index of another time; `issued` is in milliseconds. */
export function issuedAt(issued: number, days = 30): Partial<MarketIndex> {
  const serial = Math.floor(issued / 1000);
  const time = (seconds: number) => new Date(seconds * 1000).toISOString();
  return { serial, issued: time(serial), expires: time(serial + days * 86_400) };
}

/** The folder as it is now, to be put back later: what a mirror that stands still would serve. */
export function snapshot(folder: string): () => void {
  const copy = `${folder}.copy-${counter++}`;
  cpSync(folder, copy, { recursive: true });
  return () => {
    rmSync(folder, { recursive: true });
    cpSync(copy, folder, { recursive: true });
  };
}

let counter = 0;

async function writeSigned(path: string, bytes: Uint8Array, by: SigningKey): Promise<void> {
  const signature = await openpgp.sign({
    message: await openpgp.createMessage({ binary: bytes }),
    signingKeys: await openpgp.readPrivateKey({ armoredKey: readFileSync(by.secretFile, 'utf8') }),
    detached: true,
  });
  writeFileSync(path, bytes);
  writeFileSync(`${path}.asc`, signature as string);
}

function pinOf(bytes: Uint8Array): { sha256: string; size: number } {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
}
