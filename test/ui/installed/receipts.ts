/** Receipts and unfinished installs as a browser keeps them. */
import type { InstallPlan, Receipt, ReceiptStep } from '#core/model/generated.ts';
import type { Unfinished } from '#core/model/install.ts';

const SIGNER = '638D6D08B114988946D54C293D6DC91CF110FE74';

/** One done install of one job; `id` is one letter. */
export function fakeReceipt(id: string, given: Partial<Receipt> = {}): Receipt {
  const of = given.package ?? { name: 'mnist-training', version: '1.0.0' };
  return {
    format: 'pai-market-receipt/2',
    id: id.repeat(32),
    market: 'example-market',
    marketUrl: 'https://market.example.org/',
    package: of,
    packages: [
      { ...of, label: 'MNIST training', signers: [SIGNER], archiveSha256: 'b'.repeat(64) },
    ],
    clusters: { openpai: 'https://pai.example.org/rest-server/' },
    user: 'alice',
    startedAt: '2025-11-22T10:00:00Z',
    finishedAt: '2025-11-22T10:00:03Z',
    outcome: 'done',
    trust: 'strict',
    signers: [SIGNER],
    planSha256: 'c'.repeat(64),
    answers: { 1: { name: 'mnist' } },
    steps: [jobStep('mnist')],
    ...given,
  };
}

export function jobStep(name: string): ReceiptStep {
  const base = 'https://pai.example.org/rest-server/api/v2/jobs';
  return {
    number: 1,
    package: { name: 'mnist-training', version: '1.0.0' },
    type: 'submit_job',
    label: 'Submit the job',
    state: 'done',
    job: { user: 'alice', name },
    requests: [
      {
        id: '1.1',
        kind: 'probe',
        purpose: 'Looking for a job of this name',
        target: 'openpai',
        method: 'GET',
        url: `${base}/alice~${name}`,
        outcome: 'absent',
        status: 404,
      },
      {
        id: '1.2',
        kind: 'write',
        purpose: 'Submitting the job',
        target: 'openpai',
        method: 'POST',
        url: base,
        outcome: 'done',
        status: 202,
        sentAt: '2025-11-22T10:00:01Z',
        answeredAt: '2025-11-22T10:00:02Z',
        bodySha256: 'd'.repeat(64),
        bodySize: 1536,
        entity: { target: 'openpai', kind: 'job', namespace: 'alice', name },
      },
    ],
    undo: [],
  };
}

/** A step that made an artifact on CDAP, and how it is taken back. */
export function artifactStep(name: string): ReceiptStep {
  const url = `https://portal.example.org/cdap/v3/namespaces/default/artifacts/${name}`;
  const entity = { target: 'cdap', kind: 'artifact', namespace: 'default', name, version: '1.0.0' };
  return {
    number: 1,
    package: { name: 'mnist-training', version: '1.0.0' },
    type: 'create_artifact',
    label: 'Add the artifact',
    state: 'done',
    requests: [
      {
        id: '1.2',
        kind: 'write',
        purpose: 'Uploading the artifact',
        target: 'cdap',
        method: 'POST',
        url,
        outcome: 'done',
        status: 200,
        entity: entity as NonNullable<ReceiptStep['requests'][number]['entity']>,
      },
    ],
    undo: [
      {
        id: '1.2u',
        kind: 'undo',
        purpose: 'Removing the artifact',
        target: 'cdap',
        method: 'DELETE',
        url: `${url}/versions/1.0.0`,
        headers: {},
        answers: [{ status: 200, means: 'done' }],
        undoes: '1.2',
      },
    ],
  };
}

/** An install that stopped in its second step. */
export function fakeUnfinished(given: Partial<Unfinished> = {}): Unfinished {
  const of = { name: 'mnist-training', version: '1.0.0' };
  const step = (number: number): InstallPlan['steps'][number] => ({
    number,
    package: of,
    type: 'submit_job',
    label: `Step ${number}`,
    summary: 'Submits a job.',
    requests: [],
    undo: [],
  });
  return {
    running: false,
    journal: {
      format: 'pai-market-journal/1',
      id: 'f'.repeat(32),
      plan: {
        format: 'pai-market-plan/2',
        market: 'example-market',
        package: of,
        packages: [of],
        clusters: { openpai: 'https://pai.example.org/rest-server/' },
        user: 'alice',
        summary: [],
        warnings: [],
        steps: [step(1), step(2)],
      },
      answers: {},
      decisions: {},
      startedAt: '2025-11-22T10:00:00Z',
      updatedAt: '2025-11-22T10:00:03Z',
      records: {},
      doneSteps: [1],
      error: { code: 'cluster-unreachable', message: 'The cluster did not answer.', step: 2 },
    },
    ...given,
  };
}
