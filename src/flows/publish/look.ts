/** Looks at a market folder and at the place it goes to, and says what is to be done. */
import { MarketError } from '#core/errors.ts';
import { compareRows } from './compare-rows.ts';
import { listOwnFiles, readSignatures } from './own-files.ts';
import { listAll, makePlan } from './plan.ts';
import { readIfThere, readOwnState, readTargetState } from './signed-state.ts';
import { readState } from './state-file.ts';
import { createTargetSource } from './target-source.ts';

import type { PublishTarget, TargetEntry } from '#core/model/publish-target.ts';
import type { Source, Tree } from '#core/ports.ts';
import type { IndexTrust } from '../read-signed-index.ts';
import type { RowChanges } from './compare-rows.ts';
import type { OwnFiles } from './own-files.ts';
import type { PublishPlan } from './plan.ts';
import type { PublishDeps, PublishWish } from './publish-market.ts';
import type { SignedState } from './signed-state.ts';
import type { KeptState } from './state-file.ts';

export interface Look {
  own: SignedState;
  files: OwnFiles;
  /** What readers of the target see now. */
  former: SignedState | undefined;
  /** Of market.json at the target; undefined where there is none. */
  formerVersion: string | undefined;
  state: KeptState;
  /** Somebody began to publish and did not end it. */
  unfinished: boolean;
  listed: ReadonlyMap<string, TargetEntry> | undefined;
  rows: RowChanges;
  plan: PublishPlan;
}

interface Places {
  market: Tree;
  target: PublishTarget;
  trust: IndexTrust;
}

/** Beyond so many versions that go or change, one listing of all costs less than one for each. */
const MANY_VERSIONS = 50;

export async function lookAtBoth(
  { market, target, trust }: Places,
  wish: PublishWish,
  deps: PublishDeps,
): Promise<Look> {
  const { limits, signal } = deps;
  const near = deps.sources.open(market.base);
  const far = createTargetSource(target);
  const own = await readOwnState({ source: near, trust, deps });
  const files = await listOwnFiles(market);
  const state = await readState(target, signal);
  const former = await readTargetState({ source: far, trust, deps });
  const rows = await rowsOf(own, former, near);
  const unfinished = state.note.holder !== undefined;
  const fields =
    state.note.published?.index === former?.sha256 ? state.note.published?.signatures : undefined;
  const many = rows.changes.removed.length + rows.changes.replaced.length > MANY_VERSIONS;
  const sure =
    former?.verified === true && rows.known && fields !== undefined && !unfinished && !many;
  const listed = sure && !wish.full ? undefined : await listAll(target, '', signal);
  const plan = await makePlan({
    ...{ market, target, own, former, files, fields, listed, limits, signal },
    rows: rows.changes,
    // Whoever did not end may have put other bytes of the same size there.
    full: wish.full === true || !rows.known || fields === undefined || unfinished,
    signed: await readSignatures(files, { market, limits }),
    // Not just any that lies beside it: after a kill that may be one of a market.json which never came.
    signature: own.signature,
    formerSignature: await readIfThere(far, 'market.json.asc', limits.signatureBytes),
  });
  const formerVersion = far.versions.get('market.json');
  return { own, files, former, formerVersion, state, unfinished, listed, rows: rows.changes, plan };
}

/** Where the lists of the target are not the ones that its index pins, nothing is known of its versions. */
async function rowsOf(
  own: SignedState,
  former: SignedState | undefined,
  near: Source,
): Promise<{ changes: RowChanges; known: boolean }> {
  try {
    return { changes: await compareRows(own, former, near), known: true };
  } catch (error) {
    const broken = error instanceof MarketError && /^(?:index-mismatch|net-)/.test(error.code);
    if (!broken || !former) throw error;
    return { changes: await compareRows(own, undefined, near), known: false };
  }
}
