/** Brings the content index of a repository up to date: reads the files whose bytes it does not know, and no others. */
import {
  documentsOf,
  makeDocument,
  makeSegments,
  openContent,
  packSegment,
  unpackSegment,
} from '#core/content/index.ts';
import { MarketError } from '#core/errors.ts';
import { readLeaves } from '#core/protocol/index.ts';
import { assertNotCancelled } from '../findings.ts';
import { findInText } from './find-in-text.ts';

import type { ContentDocument, ContentIndex, Segment } from '#core/content/index.ts';
import type { Limits } from '#core/limits.ts';
import type { Member } from '#core/model/repository.ts';
import type { OpenRepository } from '../repository/open-repository.ts';

/** The many that were there before, in as many files as they need, and the few that came since. */
const OLD = 'content-old-';
const NEW = 'content-new';
/** Tells that the index was made in this folder. */
const PLACE = 'content-place';
const STATE = '.pai-market/state';
const MOST_FILES = 64;
const MOST_BYTES = 512 * 1024 * 1024;
/** New ones join the old ones when they are more than this share of them, and more than so many. */
const NEW_SHARE = 0.1;
const NEW_FEW = 100;
/** The old ones are written again when fewer than this share of them are still wanted. */
const WANTED_SHARE = 0.5;

export interface ContentWorld {
  limits: Limits;
  signal?: AbortSignal | undefined;
  /** Files read so far, and in all, where files had to be read. */
  onProgress?: ((read: number, total: number) => void) | undefined;
}

export interface RefreshedContent {
  index: ContentIndex;
  /** Paths of files that changed or vanished while they were read; their content is looked at the next time. */
  skipped: readonly string[];
}

interface Kept {
  old: Segment[];
  fresh: Segment | undefined;
}

/**
 * The index knows the content by its digest, so a file that was moved, or came back, is not read again. Where it cannot be
 * kept, as somebody else writes or nobody may, it is made in memory.
 */
export async function refreshContent(
  repository: OpenRepository,
  world: ContentWorld,
): Promise<RefreshedContent> {
  const place = await placeOf(repository);
  const kept = place === undefined ? NOTHING : await readKept(repository, place);
  const index = openContent(segmentsOf(kept));
  const wanted = new Map(repository.members.map((member) => [member.digest, member]));
  wanted.delete('');
  const missing = [...wanted.values()].filter(({ digest }) => !index.numbers.has(digest));
  if (missing.length === 0 && !isStale(kept, wanted.size)) return { index, skipped: [] };
  const { documents, skipped } = await readDocuments(repository, missing, world);
  const next = renew(kept, documents, (digest) => wanted.has(digest));
  if (place !== undefined) await keep(repository, { kept, next, place });
  return { index: openContent(segmentsOf(next)), skipped };
}

const NOTHING: Kept = { old: [], fresh: undefined };

function segmentsOf({ old, fresh }: Kept): Segment[] {
  return fresh ? [...old, fresh] : [...old];
}

function countOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, { digests }) => sum + digests.length, 0);
}

function isStale(kept: Kept, wanted: number): boolean {
  const all = countOf(segmentsOf(kept));
  return all > NEW_FEW && wanted < all * WANTED_SHARE;
}

/** The new ones by themselves while they are few, so that a change writes little. */
function renew(
  kept: Kept,
  documents: readonly ContentDocument[],
  wants: (digest: string) => boolean,
): Kept {
  const { old, fresh } = kept;
  const since = [...(fresh ? documentsOf(fresh, wants) : []), ...documents];
  const before = countOf(old);
  const wantedBefore = old.reduce((sum, { digests }) => sum + digests.filter(wants).length, 0);
  const isFew = since.length <= Math.max(NEW_FEW, before * NEW_SHARE);
  if (before > 0 && isFew && wantedBefore >= before * WANTED_SHARE) {
    return { old, fresh: makeSegments(since)[0] };
  }
  const all = function* () {
    for (const segment of old) yield* documentsOf(segment, wants);
    yield* since;
  };
  return { old: makeSegments(all()), fresh: undefined };
}

async function readDocuments(
  repository: OpenRepository,
  members: readonly Member[],
  { limits, signal, onProgress }: ContentWorld,
): Promise<{ documents: ContentDocument[]; skipped: string[] }> {
  const documents: ContentDocument[] = [];
  const skipped: string[] = [];
  for (const member of members) {
    assertNotCancelled(signal);
    onProgress?.(documents.length, members.length);
    const bytes = await readQuietly(repository, member);
    if (bytes) documents.push(toDocument(member, bytes, limits));
    else skipped.push(member.path);
  }
  return { documents, skipped };
}

async function readQuietly(repository: OpenRepository, member: Member) {
  try {
    return await repository.read(member);
  } catch (thrown) {
    // Somebody writes it right now: no reason to tell nothing of all the others.
    if (thrown instanceof MarketError) return undefined;
    throw thrown;
  }
}

/** A file that is no YAML has a place in the list and no content: what in it is a secret cannot be known. */
function toDocument(member: Member, bytes: Uint8Array, limits: Limits): ContentDocument {
  const { digest, type } = member;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return makeDocument(readLeaves(text, limits), { digest, type, find: findInText });
  } catch (thrown) {
    if (thrown instanceof MarketError || thrown instanceof TypeError) return { digest, leaves: [] };
    throw thrown;
  }
}

async function readKept(repository: OpenRepository, place: string): Promise<Kept> {
  const fresh = await readSegment(repository, NEW, place);
  const old: Segment[] = [];
  while (old.length < MOST_FILES) {
    const segment = await readSegment(repository, `${OLD}${old.length}`, place);
    if (!segment) break;
    old.push(segment);
  }
  return { old, fresh };
}

async function readSegment(
  repository: OpenRepository,
  name: string,
  place: string,
): Promise<Segment | undefined> {
  const bytes = await repository.readState(name, MOST_BYTES);
  return bytes && unpackSegment(bytes, place);
}

/** The many first: a document that is in both, or for a moment in neither, does no harm. */
async function keep(
  repository: OpenRepository,
  { kept, next, place }: { kept: Kept; next: Kept; place: string },
): Promise<void> {
  if (next.old !== kept.old) {
    for (const [number, segment] of next.old.slice(0, MOST_FILES).entries()) {
      const bytes = await packSegment(segment, place);
      if (!(await repository.writeState(`${OLD}${number}`, bytes))) return;
    }
    // What a larger index had behind them.
    await repository.writeState(`${OLD}${next.old.length}`, new Uint8Array());
  }
  const bytes = next.fresh ? await packSegment(next.fresh, place) : new Uint8Array();
  await repository.writeState(NEW, bytes);
}

/**
 * What the disk says of a file that lies beside the index: nobody who sends a repository with an index of his own can
 * know it. Undefined where nothing can be kept.
 */
async function placeOf(repository: OpenRepository): Promise<string | undefined> {
  const stamp = await placeStamp(repository);
  if (stamp !== undefined) return stamp;
  const words = new TextEncoder().encode('The content index beside this file was made here.\n');
  return (await repository.writeState(PLACE, words)) ? placeStamp(repository) : undefined;
}

async function placeStamp({ folder }: OpenRepository): Promise<string | undefined> {
  const stats = await folder.stat(`${STATE}/${PLACE}`).catch(() => undefined);
  return stats?.kind === 'file' ? stats.stamp : undefined;
}
