/** Reads what `.pai-market/config.yaml` says of the repository itself: what it leaves out. */
import { MarketError } from '#core/errors.ts';
import { parseYaml } from '#core/protocol/index.ts';
import { decodeText } from '#core/read/index.ts';
import { createIgnore, MARKER } from '#core/repository/index.ts';

import type { Limits } from '#core/limits.ts';
import type { RepositoryFolder } from '#core/publisher-ports.ts';
import type { Ignore } from '#core/repository/index.ts';

/** Larger is no file of settings. */
const MOST_BYTES = 64 * 1024;

/** The patterns of the repository whose folder, below the root, is `base`. Throws `repository-invalid`. */
export async function readIgnore(
  folder: RepositoryFolder,
  base: string,
  limits: Limits,
): Promise<Ignore> {
  const path = `${base === '' ? '' : `${base}/`}${MARKER}/config.yaml`;
  if ((await folder.stat(path)) === undefined) return createIgnore([], base);
  try {
    const text = decodeText(await folder.read(path, MOST_BYTES), path);
    return createIgnore(patternsOf(parseYaml(text, limits), path), base);
  } catch (cause) {
    if (!(cause instanceof MarketError)) throw cause;
    throw new MarketError('repository-invalid', cause.message, { cause, details: { file: path } });
  }
}

function patternsOf(value: unknown, path: string): string[] {
  if (value === null) return [];
  const patterns =
    typeof value === 'object' && Object.hasOwn(value, 'ignore')
      ? (value as { ignore: unknown }).ignore
      : [];
  if (patterns === null) return [];
  if (Array.isArray(patterns) && patterns.every((each) => typeof each === 'string')) {
    return patterns;
  }
  throw new MarketError(
    'repository-invalid',
    `${path}: "ignore" is no list of patterns, such as "ignore: [drafts/, '*.bak.yaml']".`,
  );
}
