/** A fault at every request of an install of five steps, and chains of faults by seed: resumed until it is done, it always ends as if nothing had happened. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { fillSecrets } from '#core/plan/index.ts';
import { createRandom } from '../fakes/random.ts';
import {
  createStorage,
  decide,
  findBytes,
  openPage,
  requestsOf,
  runInputOf,
  runOnce,
} from './install-page.ts';
import { SHORT_SECRET, startInstallWorld } from './install-world.ts';

import type { Decisions, InstallEvent } from '#core/model/install.ts';
import type { Fault, FaultKind } from '../../sandbox/http/faults.ts';
import type { InstallWorld, Seen } from './install-world.ts';

let world: InstallWorld;
/** Of the undisturbed install. */
let wanted: unknown;
/** Requests of the undisturbed install. */
let count: number;
/** The plan's requests as the servers see them. */
let planned: Seen[];

beforeAll(async () => {
  world = await startInstallWorld();
  planned = await asSeen(world);
  await installAll();
  wanted = world.snapshot();
  count = world.seen.length;
});
afterAll(() => world.close());
beforeEach(() => world.reset());

/** The bytes that each request of the plan puts on the wire. */
async function asSeen({ plan, secrets, ...rest }: InstallWorld): Promise<Seen[]> {
  const bodies = findBytes({ plan, secrets, ...rest });
  return Promise.all(
    plan.steps.flatMap(({ number, requests }) =>
      requests.map(async ({ method, url, headers, body }) => ({
        method,
        url,
        headers,
        body: Buffer.from(
          body === undefined
            ? ''
            : body.kind === 'bytes'
              ? await bodies(body)
              : fillSecrets(body, secrets[number] ?? {}),
        ),
      })),
    ),
  );
}

interface Attempt {
  events: InstallEvent[];
  /** Which requests of the plan the servers saw, by their place in it. */
  seen: number[];
}

/** Opens a page, resumes, fails, opens another one …, until the install is done. */
async function installAll(most = 8): Promise<Attempt[]> {
  const storage = createStorage();
  const attempts: Attempt[] = [];
  let decisions: Decisions = {};
  for (let tries = 0; tries < most; tries += 1) {
    const before = world.seen.length;
    const page = openPage(storage.memory());
    const { events, last } = await runOnce(await runInputOf(world, page, { decisions }));
    const seen = world.seen.slice(before).map(placeOf);
    attempts.push({ events, seen });
    assertNoSecrets([...storage.texts.values(), JSON.stringify(events)]);
    assertOrder(seen);
    if (last.type === 'done') {
      expect(await page.journals.list(world.plan.user)).toEqual([]);
      expect(await page.receipts.list(world.plan.user)).toHaveLength(1);
      return attempts;
    }
    decisions = decide(world, last.findings);
  }
  const why = attempts.map(({ events }) =>
    JSON.stringify(events.at(-1), ['type', 'error', 'message']),
  );
  throw new Error(`not done after ${most} tries: ${why.join('\n')}`);
}

/** Which request of the plan was seen; fails for anything that is not in the plan, byte for byte. */
function placeOf(seen: Seen): number {
  const at = planned.findIndex(
    ({ method, url, body }) => method === seen.method && url === seen.url && body.equals(seen.body),
  );
  expect(at, `${seen.method} ${seen.url} is not in the plan`).toBeGreaterThanOrEqual(0);
  for (const [name, text] of Object.entries(planned[at]?.headers ?? {})) {
    expect(seen.headers[name.toLowerCase()]).toBe(text);
  }
  return at;
}

/** Probes may be asked again, writes go forward only. */
function assertOrder(seen: readonly number[]): void {
  const requests = requestsOf(world.plan);
  const writes = seen.filter((at) => requests[at]?.kind === 'write');
  expect(writes).toEqual([...writes].sort((a, b) => a - b));
}

function assertNoSecrets(texts: readonly string[]): void {
  const all = texts.join('\n');
  for (const secret of ['s3cret', ...Object.values(world.tokens)])
    expect(all).not.toContain(secret);
  expect(all).not.toContain(`"${SHORT_SECRET}"`);
}

function assertAsWanted(): void {
  expect(world.snapshot()).toEqual(wanted);
  for (const [thing, times] of Object.entries(world.created()))
    expect([thing, times]).toEqual([thing, 1]);
}

/** Only silence must be waited for. */
function injure(faults: Fault[]): void {
  world.faulty.faults = faults;
  if (faults.some(({ kind }) => String(kind).startsWith('silence'))) world.patience = 400;
}

/** Milliseconds for many installs on a busy machine. */
const SLOW = 180_000;

const KINDS: { kind: FaultKind; retryAfter?: string | number }[] = [
  { kind: 'refuse' },
  { kind: 'cut-request' },
  { kind: 'cut-answer' },
  { kind: 'silence-before' },
  { kind: 'silence-after' },
  { kind: 401 },
  { kind: 403 },
  { kind: 409 },
  { kind: 413 },
  { kind: 429 },
  { kind: 429, retryAfter: 2 },
  { kind: 500 },
  { kind: 503 },
  { kind: 503, retryAfter: 1 },
];

describe('an undisturbed install', () => {
  it('sends exactly the plan, each request once, in its order', async () => {
    const attempts = await installAll(1);
    expect(attempts[0]?.seen).toEqual(requestsOf(world.plan).map((_, at) => at));
    assertAsWanted();
  });
});

describe.each(KINDS)('a fault of kind $kind (Retry-After $retryAfter)', (fault) => {
  it(
    'at any request changes nothing in the end',
    async () => {
      for (let at = 1; at <= count; at += 1) {
        world.reset();
        injure([{ ...fault, at }]);
        await installAll();
        expect(world.faulty.happened).toHaveLength(1);
        assertAsWanted();
      }
    },
    SLOW,
  );
});

describe('several faults', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))(
    'of seed %d change nothing in the end',
    async (seed) => {
      const random = createRandom(seed);
      const length = 2 + random.below(3);
      injure(
        Array.from({ length }, () => ({
          at: 1 + random.below(2 * count),
          ...random.pick(KINDS),
        })),
      );
      await installAll(10);
      assertAsWanted();
    },
  );
});
