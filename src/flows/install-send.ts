/** Sends a planned request and tells how far its body came, waiting where the cluster says so. */
import { MarketError } from '#core/errors.ts';
import { retryAfter } from './cluster-answers.ts';
import { sendPlanned } from './planned-request.ts';

import type { PlannedRequest } from '#core/model/generated.ts';
import type { InstallEvent } from '#core/model/install.ts';
import type { Clock, Clusters, ClusterResponse } from '#core/ports.ts';

export interface SendWorld {
  clusters: Clusters;
  clock: Clock;
  signal?: AbortSignal | undefined;
}

/** How often, and how many milliseconds in all, one request is waited for. */
const MOST_WAITS = 3;
const MOST_WAIT_MS = 60_000;
/** Milliseconds to wait where a cluster that was asked too often names no time. */
const WAITS_MS = [1_000, 2_000, 4_000];

/** Counts the waiting for one request. */
export interface Patience {
  waits: number;
  waitedMs: number;
}

export function newPatience(): Patience {
  return { waits: 0, waitedMs: 0 };
}

/** Milliseconds to wait before the request may be sent again; undefined where it should not be. */
export function waitFor(
  response: ClusterResponse,
  patience: Patience,
  now: number,
): number | undefined {
  const { status } = response;
  const asked = retryAfter(response, now);
  if (status !== 429 && (status !== 503 || asked === undefined)) return undefined;
  const ms = asked === undefined ? WAITS_MS[patience.waits] : asked * 1000;
  const isTooMuch = ms === undefined || patience.waitedMs + ms > MOST_WAIT_MS;
  if (isTooMuch || patience.waits >= MOST_WAITS) return undefined;
  patience.waits += 1;
  patience.waitedMs += ms;
  return ms;
}

export interface Place {
  step: number;
  request: string;
}

/** Waits, and says until when. Rejects with `cancelled`. */
export async function* waitOut(
  place: Place & { status: number; ms: number },
  { clock, signal }: SendWorld,
): AsyncGenerator<InstallEvent> {
  const { ms, ...rest } = place;
  yield { type: 'request-waiting', ...rest, until: clock.now() + ms };
  await clock.sleep(ms, signal);
}

/** Sends once; gives the answer. Throws what the port throws where nothing answers. */
export async function* sendOnce(
  request: PlannedRequest,
  world: SendWorld & { step: number; body?: string | Uint8Array | undefined },
): AsyncGenerator<InstallEvent, ClusterResponse> {
  const place = { step: world.step, request: request.id };
  yield { type: 'request-sent', ...place };
  const news = createNews();
  const { clusters, body } = world;
  const isLarge = body instanceof Uint8Array;
  const sending = sendPlanned(request, {
    clusters,
    body,
    // A short write is not cut off half way; an upload may be, and what became of it is asked when it goes on.
    signal: request.kind === 'probe' || isLarge ? world.signal : undefined,
    onProgress: isLarge ? (sent, total) => news.tell({ sent, total }) : undefined,
  }).finally(() => news.end());
  // Heard below; without this it would count as unheard while the news are told.
  sending.catch(() => undefined);
  for await (const { sent, total } of news.all()) {
    yield { type: 'request-progress', ...place, sent, total };
  }
  const response = await sending;
  yield { type: 'request-answered', ...place, status: response.status };
  return response;
}

/** Throws `cancelled`. */
export function assertGoing(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new MarketError('cancelled', 'The install was cancelled.');
}

interface Sent {
  sent: number;
  total: number;
}

/** The newest of what is told, handed on as fast as it is taken. */
function createNews() {
  let latest: Sent | undefined;
  let isOver = false;
  let wake = () => {};
  return {
    tell(sent: Sent) {
      latest = sent;
      wake();
    },
    end() {
      isOver = true;
      wake();
    },
    async *all(): AsyncGenerator<Sent> {
      for (;;) {
        if (latest) {
          const sent = latest;
          latest = undefined;
          yield sent;
        } else if (isOver) return;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
