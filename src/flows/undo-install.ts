/** Takes back what an install made, the last first, by the requests that its receipt lists; may be begun again where it stopped. */
import { MarketError, toMarketError } from '#core/errors.ts';
import { assertRequest } from './install-check.ts';
import { answered, toRecord } from './install-record.ts';
import { assertGoing, newPatience, waitFor } from './install-send.ts';
import { failureOf, fillBody, meaningOf, sendPlanned } from './planned-request.ts';

import type {
  PlannedRequest,
  Receipt,
  ReceiptRequest,
  ReceiptStep,
} from '#core/model/generated.ts';
import type { UndoEvent } from '#core/model/install.ts';
import type { Clock, Clusters, ClusterResponse } from '#core/ports.ts';
import type { Journals } from './install-journal.ts';

export interface UndoInput {
  receipt: Receipt;
  clusters: Clusters;
  /** Where the receipt is kept with what was taken back, after each request. */
  receipts: { keep(receipt: Receipt): Promise<unknown> };
  /** The install must not run meanwhile. */
  journals: Pick<Journals, 'lease'>;
  clock: Clock;
  signal?: AbortSignal | undefined;
}

interface Undo {
  step: ReceiptStep;
  request: PlannedRequest;
}

/** Undo requests of a receipt that are still to be sent, in order; empty where nothing of it can be taken back. */
export function pendingUndo(receipt: Receipt): PlannedRequest[] {
  return toUndo(receipt).map(({ request }) => request);
}

/** The last event is `undo-done` or `undo-failed`; nothing is thrown but for bugs. A receipt out of a file is refused: nothing proves what it would remove. */
export async function* undoInstall(input: UndoInput): AsyncGenerator<UndoEvent> {
  const { journals, signal, clock } = input;
  let receipt = copyOf(input.receipt);
  let current = '';
  let lease: Awaited<ReturnType<Journals['lease']>> | undefined;
  try {
    const undos = toUndo(receipt);
    assertOwn(receipt, undos, input.clusters);
    lease = await journals.lease(receipt);
    for (const undo of undos) {
      current = undo.request.id;
      assertGoing(signal);
      await lease.change((kept) => kept);
      yield { type: 'undo-sent', request: current, purpose: undo.request.purpose };
      const { response, outcome } = await sendUndo(undo, input);
      receipt = withUndone(receipt, undo, { response, outcome, now: clock.now() });
      await input.receipts.keep(receipt);
      yield { type: 'undo-answered', request: current, status: response.status, outcome };
    }
    receipt = { ...receipt, outcome: 'undone' };
    await input.receipts.keep(receipt);
    yield { type: 'undo-done', receipt };
  } catch (thrown) {
    yield { type: 'undo-failed', request: current, error: toMarketError(thrown), receipt };
  } finally {
    await lease?.release();
  }
}

async function sendUndo(
  { step, request }: Undo,
  { clusters, clock, signal }: UndoInput,
): Promise<{ response: ClusterResponse; outcome: 'undone' | 'absent' }> {
  const body = await fillBody(request, { secrets: {}, bodies: noBytes });
  const patience = newPatience();
  for (;;) {
    // Not cut off half way: sent again, each of them ends the same.
    const response = await sendPlanned(request, { clusters, body });
    const means = meaningOf(request, response.status);
    if (means === 'done') return { response, outcome: 'undone' };
    if (means === 'absent') return { response, outcome: 'absent' };
    const ms = waitFor(response, patience, clock.now());
    if (ms === undefined) {
      throw failureOf({ ...step, summary: '', requests: [] }, request, { response, hide: [] });
    }
    await clock.sleep(ms, signal);
  }
}

function noBytes(): Promise<never> {
  return Promise.reject(new MarketError('plan-refused', 'Nothing is uploaded to undo an install.'));
}

/** Throws `plan-refused` for what this browser did not do itself, and for what leaves the clusters. */
function assertOwn(receipt: Receipt, undos: readonly Undo[], clusters: Clusters): void {
  if (receipt.importedAt !== undefined) {
    throw new MarketError(
      'plan-refused',
      'This receipt came out of a file, and nothing proves what it says. Undo the install in the browser that made it, or remove what it lists by hand.',
    );
  }
  for (const { request, step } of undos) {
    assertRequest(request, { bases: receipt.clusters, clusters });
    const write = step.requests.find(({ id }) => id === request.undoes);
    if (request.kind === 'undo' && write?.target === request.target) continue;
    throw new MarketError(
      'plan-refused',
      `The receipt has ${request.id}, which takes back nothing.`,
    );
  }
}

/** The last step first; within a step in its own order. What was taken back before is left out. */
function toUndo({ steps }: Receipt): Undo[] {
  return [...steps].reverse().flatMap((step) =>
    step.undo
      .filter(({ id, undoes }) => {
        const write = step.requests.find((each) => each.id === undoes);
        const isOurs = write?.outcome === 'done' || write?.outcome === 'found';
        return isOurs && !isSent(step, id);
      })
      .map((request) => ({ step, request })),
  );
}

function isSent({ requests }: ReceiptStep, id: string): boolean {
  return requests.some((each) => each.id === id && ['done', 'absent'].includes(each.outcome));
}

interface Undone {
  response: ClusterResponse;
  outcome: 'undone' | 'absent';
  now: number;
}

/** The receipt with the answer of one undo; the write counts as taken back when all that takes it back is. */
function withUndone(receipt: Receipt, { step, request }: Undo, undone: Undone): Receipt {
  const steps = receipt.steps.map((each) => {
    if (each.number !== step.number) return each;
    const others = each.requests.filter(({ id }) => id !== request.id);
    const sent = { ...each, requests: [...others, toUndone(request, undone)] };
    const isWhole = sent.undo
      .filter(({ undoes }) => undoes === request.undoes)
      .every(({ id }) => isSent(sent, id));
    if (!isWhole) return sent;
    const requests = sent.requests.map((write) =>
      write.id === request.undoes ? { ...write, outcome: 'undone' as const } : write,
    );
    return { ...sent, requests };
  });
  return { ...receipt, steps };
}

function toUndone(request: PlannedRequest, { response, outcome, now }: Undone): ReceiptRequest {
  const record = toRecord(request, outcome === 'undone' ? 'done' : 'absent');
  return answered(record, response, { clock: { now: () => now }, hide: [] });
}

function copyOf(receipt: Receipt): Receipt {
  return JSON.parse(JSON.stringify(receipt)) as Receipt;
}
