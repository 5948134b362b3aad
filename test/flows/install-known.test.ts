import { expect, it } from 'vitest';

import { createKnown } from '#flows/install-known.ts';

import type { Receipt, ReceiptRequest } from '#core/model/generated.ts';

const PLAN = { user: 'ada', market: 'lab', clusters: { cdap: 'https://cdap.example/' } };
const ENTITY = {
  target: 'cdap',
  kind: 'artifact',
  namespace: 'default',
  name: 'kit',
  version: '1.0',
} as const;
const DIGEST = 'a'.repeat(64);

function receipt(change: Partial<Receipt> = {}, request: Partial<ReceiptRequest> = {}): Receipt {
  const write = {
    id: '1.2',
    kind: 'write',
    purpose: '',
    target: 'cdap',
    method: 'POST',
    url: '',
    outcome: 'done',
    bodySha256: DIGEST,
    entity: ENTITY,
    answeredAt: '2026-01-01T00:00:00.000Z',
    ...request,
  } as ReceiptRequest;
  const step = {
    number: 1,
    package: {},
    type: '',
    label: '',
    state: 'done',
    requests: [write],
    undo: [],
  };
  return {
    ...PLAN,
    finishedAt: '2026-01-01T00:00:00.000Z',
    steps: [step],
    ...change,
  } as unknown as Receipt;
}

const knows = (...receipts: Receipt[]) => createKnown(PLAN, receipts)(ENTITY, DIGEST);
const later = (request: Partial<ReceiptRequest>) =>
  receipt({}, { answeredAt: '2026-02-01T00:00:00.000Z', ...request });

it('knows what an install of this user, market and cluster wrote, with the same bytes', () => {
  expect(knows()).toBe(false);
  expect(knows(receipt())).toBe(true);
  expect(knows(receipt({}, { outcome: 'found' }))).toBe(true);
  expect(knows(receipt({ outcome: 'failed' }))).toBe(true);
});

it.each<[string, Receipt]>([
  ['of another user', receipt({ user: 'bob' })],
  ['of another market', receipt({ market: 'other' })],
  ['of another cluster', receipt({ clusters: { cdap: 'https://other.example/' } })],
  ['of no cluster', receipt({ clusters: {} })],
  ['out of a file', receipt({ importedAt: '2026-01-01T00:00:00Z' })],
  ['of other bytes', receipt({}, { bodySha256: 'b'.repeat(64) })],
  ['of another version', receipt({}, { entity: { ...ENTITY, version: '2.0' } })],
  ['of another namespace', receipt({}, { entity: { ...ENTITY, namespace: 'dev' } })],
  ['taken back', receipt({}, { outcome: 'undone' })],
  ['adopted', receipt({}, { outcome: 'adopted' })],
  ['skipped', receipt({}, { outcome: 'skipped' })],
  ['failed', receipt({}, { outcome: 'failed' })],
  ['of unknown outcome', receipt({}, { outcome: 'unknown' })],
  ['of a probe', receipt({}, { kind: 'probe' })],
])('knows nothing by a receipt %s', (_words, each) => {
  expect(knows(each)).toBe(false);
});

it('goes by the newest write to the thing, in whatever order the receipts come', () => {
  const other = later({ bodySha256: 'b'.repeat(64) });
  for (const newest of [other, later({ outcome: 'undone' }), later({ outcome: 'unknown' })]) {
    expect(knows(receipt(), newest)).toBe(false);
    expect(knows(newest, receipt())).toBe(false);
  }
  expect(knows(later({}), receipt({}, { outcome: 'undone' }))).toBe(true);
  // What changed nothing says nothing.
  expect(knows(receipt(), later({ outcome: 'skipped' }), later({ outcome: 'failed' }))).toBe(true);
});

it('knows nothing of a write without a body or a thing', () => {
  const known = createKnown(PLAN, [receipt()]);
  expect([known(undefined, DIGEST), known(ENTITY, undefined)]).toEqual([false, false]);
});
