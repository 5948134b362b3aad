/** How far the verification of each package is; it only goes forward, also where a download is tried again. */
import type { Progress } from '../services.ts';

/** In their order. */
const STAGES = ['signature', 'download', 'check', 'cluster'] as const;
export type Stage = (typeof STAGES)[number];

/** One package. */
export interface Reading {
  stage: Stage;
  /** File that is read. */
  what: string;
  /** Bytes so far and in all of that file; what was read before stays read. */
  read?: number;
  total?: number | undefined;
  /** Bytes of each file that was seen, so that another try of it does not begin at nothing. */
  most: Readonly<Record<string, number>>;
}

/** What was heard of last, and each package by `name@version` where there are several. */
export interface Verifying extends Reading {
  packages: Readonly<Record<string, Reading>>;
}

export function follow(before: Verifying | undefined, progress: Progress): Verifying {
  const { package: name } = progress;
  // The clusters are asked once, after all packages.
  if (name === undefined || stageOf(progress.what) === 'cluster') {
    return { ...followOne(before, progress), packages: before?.packages ?? {} };
  }
  const known = Object.hasOwn(before?.packages ?? {}, name) ? before?.packages[name] : undefined;
  const now = followOne(known, progress);
  return { ...now, packages: { ...before?.packages, [name]: now } };
}

function followOne(before: Reading | undefined, progress: Progress): Reading {
  const { what, read, total } = progress;
  const stage = stageOf(what);
  // An earlier stage that is done again is shown no more.
  if (before && STAGES.indexOf(stage) < STAGES.indexOf(before.stage)) return before;
  const most = { ...before?.most };
  if (read === undefined) return { stage, what, most };
  const reached = Math.max(Object.hasOwn(most, what) ? (most[what] ?? 0) : 0, read);
  return { stage, what, read: reached, total, most: { ...most, [what]: reached } };
}

function stageOf(what: string): Stage {
  if (what === 'checking') return 'check';
  if (what === 'cluster') return 'cluster';
  return what.endsWith('.asc') ? 'signature' : 'download';
}
