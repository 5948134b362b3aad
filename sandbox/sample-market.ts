/** Builds and signs a market by the project's own command line tool, anew only when something that goes in has changed or its signed index grows old. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseYaml } from '#core/protocol/index.ts';

import type { SigningKey } from './keys.ts';

export interface MarketBuild {
  /** SOURCE of `pai-market build`. */
  source: string;
  /** Where the signed market comes to lie. */
  out: string;
  key: SigningKey;
  /** The built command line tool, `dist/cli.js`. */
  cli: string;
}

export interface MarketIdentity {
  id: string;
  name: string;
}

/** Makes `out`; true if it had to be built. Throws with the tool's own words when it refuses. */
export async function buildSignedMarket(build: MarketBuild): Promise<boolean> {
  const stamp = `${build.out}.stamp`;
  const wanted = stampOf(build);
  const same = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (same && isFresh(build.out)) return false;
  const fresh = `${build.out}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(join(build.out, '..'), { recursive: true });
  await runTool(build.cli, ['build', build.source, '--out', fresh]);
  await runTool(build.cli, ['sign', fresh, '--key', build.key.secretFile]);
  rmSync(stamp, { force: true });
  rmSync(build.out, { recursive: true, force: true });
  renameSync(fresh, build.out);
  writeFileSync(stamp, wanted);
  return true;
}

/** `id` and `name` of market.yaml. */
export function readIdentity(source: string): MarketIdentity {
  const market = parseYaml(readFileSync(join(source, 'market.yaml'), 'utf8'));
  const { id, name } = market as MarketIdentity;
  return { id, name };
}

/** Whether market.json has more than half of its life left, as `pai-market sign` counts it. */
function isFresh(market: string): boolean {
  const file = join(market, 'market.json');
  if (!existsSync(file)) return false;
  const index = JSON.parse(readFileSync(file, 'utf8')) as { issued: string; expires: string };
  const [issued, expires] = [Date.parse(index.issued), Date.parse(index.expires)];
  return expires - Date.now() > (expires - issued) / 2;
}

/** Digest over every file of the source, the key and the tool. */
function stampOf({ source, key, cli }: MarketBuild): string {
  const hash = createHash('sha256').update(key.fingerprint).update(readFileSync(cli));
  for (const file of filesBelow(source)) {
    hash.update(`\0${file}\0`).update(readFileSync(join(source, file)));
  }
  return hash.digest('hex');
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

async function runTool(cli: string, args: string[]): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, [cli, ...args]);
  } catch (error) {
    const { stderr, stdout } = error as { stderr?: string; stdout?: string };
    const words = [stderr, stdout].find((text) => text?.trim());
    throw new Error(`pai-market ${args[0]} failed: ${words ?? String(error)}`, { cause: error });
  }
}
