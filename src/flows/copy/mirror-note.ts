/** mirror.json: what a copy says of itself. It decides nothing about trust; it says what is there, and that the folder is a copy. */
import { canonicalJson } from '#core/compose/index.ts';
import { MarketError } from '#core/errors.ts';
import { MIRROR_FILE, parseMirrorNote } from '#core/read/index.ts';
import { isAbsent } from '../market-files.ts';
import { assertTrustSupported } from '../market-trust.ts';
import { keyOf } from '../tree-names.ts';

import type { Limits } from '#core/limits.ts';
import type { MarketConfig, MirrorNote } from '#core/model/generated.ts';
import type { OpenMarket } from '#core/model/market.ts';
import type { PackageId } from '#core/model/publish.ts';
import type { Source, Sources } from '#core/ports.ts';
import type { CopyTarget } from '#core/publisher-ports.ts';

const FORMAT = 'pai-market-mirror/1';

/** The note of a market that is a copy; undefined for one that is none. Throws `index-invalid`, net-*. */
export async function readMirrorNote(
  source: Source,
  { limits, signal }: { limits: Limits; signal?: AbortSignal | undefined },
): Promise<MirrorNote | undefined> {
  try {
    const bytes = await source.read(MIRROR_FILE, { limit: limits.indexBytes, signal });
    return parseMirrorNote(bytes, limits);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/**
 * What there is to copy where nothing is chosen: of a copy of some packages those, as the others are not there on purpose;
 * of a market, and of a copy that was killed before it could say what it holds, all that is listed. Throws as `readMirrorNote`.
 */
export async function versionsHeld(
  source: Source,
  listed: PackageId[],
  deps: { limits: Limits; signal?: AbortSignal | undefined },
): Promise<PackageId[]> {
  const note = await readMirrorNote(source, deps);
  if (!note || note.whole || note.packages.length === 0) return listed;
  const held = new Set(note.packages.map(keyOf));
  return listed.filter((id) => held.has(keyOf(id)));
}

/** The note of the copy that is there already; a target must be empty or a copy. Throws `usage`. */
export async function assertTarget(
  target: CopyTarget,
  deps: { sources: Sources; limits: Limits; signal?: AbortSignal | undefined },
): Promise<MirrorNote | undefined> {
  const held = await target.held();
  // What a killed run was writing when it ended.
  const files = [...held].filter((path) => !/(?:^|\/)\.[^/]+\.part$/.test(path));
  if (files.length === 0) return undefined;
  if (files.includes(MIRROR_FILE)) return readMirrorNote(deps.sources.open(target.base), deps);
  throw new MarketError(
    'usage',
    `${target.base} would become a copy of the market, but it holds other files and no ${MIRROR_FILE}. Name a new or empty folder, or one that mirror made.`,
    { details: { folder: target.base, file: files[0] ?? '' } },
  );
}

/** An empty folder is marked as a copy first, so that the next run goes on with what a killed one left. */
export async function startNote(config: MarketConfig, target: CopyTarget): Promise<void> {
  if (!target.live) return;
  if ((await target.held()).has(MIRROR_FILE)) return target.keep(MIRROR_FILE);
  const trust = assertTrustSupported(config);
  await target.put(
    MIRROR_FILE,
    canonicalJson({ format: FORMAT, trust, whole: false, packages: [] }),
    false,
  );
}

export function toNote(
  config: MarketConfig,
  { index, ownId }: OpenMarket,
  { whole, packages }: { whole: boolean; packages: readonly PackageId[] },
): Uint8Array {
  const from = addressOf(config.url);
  const note: MirrorNote = {
    format: FORMAT,
    ...(ownId === undefined ? {} : { market: ownId }),
    ...(from === undefined ? {} : { from }),
    trust: assertTrustSupported(config),
    ...(index && { serial: index.serial }),
    whole,
    packages: packages.map(({ name, version }) => ({ name, version })),
  };
  return canonicalJson(note);
}

/** Without what may be a secret; a folder of this machine is nobody else's business. */
function addressOf(url: string): string | undefined {
  if (!/^https?:/i.test(url)) return undefined;
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`.slice(0, 2048);
}
