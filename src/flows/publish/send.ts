/** Carries a plan out, stage by stage: nothing is shown before all that it needs is there. */
import { digest } from '#core/digest.ts';
import { MarketError } from '#core/errors.ts';
import { createGate } from './gate.ts';
import { limitOf } from './own-files.ts';
import { headersOf } from './paths.ts';

import type { Limits } from '#core/limits.ts';
import type { PublishTarget } from '#core/model/publish-target.ts';
import type { Tree } from '#core/ports.ts';
import type { PlannedFile, PublishPlan } from './plan.ts';

export interface SendDeps {
  market: Tree;
  target: PublishTarget;
  limits: Limits;
  /** Files at the same time. */
  concurrency: number;
  signal: AbortSignal;
  /** Bytes that left so far, of all that are to be sent, and the file that moved last. */
  onSent?: ((sent: number, total: number, path: string) => void) | undefined;
}

export interface Sent {
  /** Files sent and their bytes. */
  files: number;
  bytes: number;
  /** Files that the target copied itself. */
  copied: number;
}

/** Bytes of files in memory at the same time; one that is larger goes alone. */
const MEMORY = 64 * 1024 * 1024;

/** Everything but market.json. Throws as the target does, and `publish-conflict` when the market folder changes meanwhile. */
export async function sendStages(plan: PublishPlan, deps: SendDeps): Promise<Sent> {
  const progress = createProgress(plan, deps);
  const done: Sent = { files: 0, bytes: 0, copied: 0 };
  const work = { done, progress, deps };
  for (const stage of plan.stages) {
    const gate = createGate({ atOnce: deps.concurrency, budget: MEMORY });
    await gate.runAll(
      stage,
      ({ size }) => size,
      (file) => sendOne(file, work),
    );
  }
  return done;
}

/** Last of all; only where nobody else changed it. */
export async function sendIndex(
  { path }: PlannedFile,
  bytes: Uint8Array,
  {
    target,
    signal,
    version,
  }: Pick<SendDeps, 'target' | 'signal'> & { version: string | undefined },
): Promise<void> {
  const when = version === undefined ? 'absent' : { version };
  await target.put(path, bytes, { ...headersOf(path), when, signal });
}

interface SendWork {
  done: Sent;
  progress: ProgressSum;
  deps: SendDeps;
}

async function sendOne(file: PlannedFile, { done, progress, deps }: SendWork): Promise<void> {
  const { target, signal } = deps;
  const { path, copyOf, size } = file;
  const headers = { ...headersOf(path), signal };
  if (copyOf !== undefined && (await target.copy(copyOf, path, headers))) {
    done.copied += 1;
    progress.set(path, size);
    return;
  }
  const bytes = file.bytes ?? (await readChecked(file, deps));
  await target.put(path, bytes, { ...headers, onProgress: (sent) => progress.set(path, sent) });
  progress.set(path, size);
  done.files += 1;
  done.bytes += bytes.length;
}

/** Trust 3: exactly the bytes that were judged. */
async function readChecked(
  { path, from, sha256 }: PlannedFile,
  { market, limits }: SendDeps,
): Promise<Uint8Array> {
  const bytes = await market.read(from, limitOf(from, limits));
  if (sha256 === undefined || (await digest(bytes)) === sha256) return bytes;
  throw changed(market, path);
}

/** Says that the market folder is not the one any more that was looked at. */
export function changed({ base }: Pick<Tree, 'base'>, path: string): MarketError {
  return new MarketError(
    'publish-conflict',
    `${path} in ${base} changed while it was published. Readers still see the former market; publish again.`,
    { details: { file: path } },
  );
}

interface ProgressSum {
  /** Bytes of one file that are there. */
  set(path: string, sent: number): void;
}

function createProgress({ stages }: PublishPlan, { onSent }: SendDeps): ProgressSum {
  const total = stages.flat().reduce((sum, { size }) => sum + size, 0);
  const sent = new Map<string, number>();
  let sum = 0;
  return {
    set(path, bytes) {
      sum += bytes - (sent.get(path) ?? 0);
      sent.set(path, bytes);
      onSent?.(sum, total, path);
    },
  };
}
