/** Keeps the record of a run: what was sent and answered, without secrets and without the token. */
import type { MarketError } from '#core/errors.ts';
import type {
  InstallPlan,
  PlannedJob,
  PlannedRequest,
  Receipt,
  ReceiptStep,
} from '#core/model/generated.ts';
import type { Answers, Secrets } from '#core/model/install.ts';
import type { LoadedPackage } from '#core/model/market.ts';
import type { Clock } from '#core/ports.ts';

export interface ReceiptInput {
  id: string;
  plan: InstallPlan;
  loaded: LoadedPackage;
  answers: Answers;
  secrets: Secrets;
  clock: Clock;
}

export interface ReceiptWriter {
  /** Jobs that the cluster took. */
  readonly jobs: PlannedJob[];
  answered(step: number, request: PlannedRequest, status: number): void;
  submitted(step: number, job: PlannedJob): void;
  mark(step: number, state: ReceiptStep['state']): void;
  /** The finished receipt; without an error the outcome is `done`. */
  close(error?: MarketError): Receipt;
}

export function openReceipt(input: ReceiptInput): ReceiptWriter {
  const { plan, clock } = input;
  const startedAt = timeText(clock.now());
  const steps = plan.steps.map(
    ({ number, type, label }): ReceiptStep => ({
      number,
      type,
      label,
      state: 'not-started',
      requests: [],
    }),
  );
  const at = (number: number) => steps.find((step) => step.number === number);
  const jobs: PlannedJob[] = [];
  return {
    jobs,
    answered(number, { id, method, url, body }, status) {
      const digest = body ? { bodySha256: body.sha256 } : {};
      at(number)?.requests.push({ id, method, url, status, ...digest });
    },
    submitted(number, job) {
      const step = at(number);
      if (step) step.job = job;
      jobs.push(job);
    },
    mark(number, state) {
      const step = at(number);
      if (step) step.state = state;
    },
    close: (error) => ({
      format: 'pai-market-receipt/1',
      id: input.id,
      market: plan.market,
      package: plan.package,
      cluster: plan.cluster,
      user: plan.user,
      startedAt,
      finishedAt: timeText(clock.now()),
      outcome: error ? (error.code === 'cancelled' ? 'cancelled' : 'failed') : 'done',
      ...(error ? { errorCode: error.code } : {}),
      ...evidenceOf(input.loaded),
      answers: withoutSecrets(input),
      steps: structuredSteps(steps),
    }),
  };
}

function evidenceOf(
  loaded: LoadedPackage,
): Pick<Receipt, 'signers' | 'archiveSha256' | 'licenseSha256'> {
  const archive = loaded.archive?.evidence;
  const signers = [...loaded.package.evidence.signers, ...(archive?.signers ?? [])];
  const license = loaded.package.license?.sha256;
  return {
    signers: [...new Set(signers.map((signer) => signer.fingerprint))],
    ...(archive ? { archiveSha256: archive.sha256 } : {}),
    ...(license === undefined ? {} : { licenseSha256: license }),
  };
}

/** Answers should come without secrets; whatever is one by its place or its value is left out all the same. */
function withoutSecrets({ plan, answers, secrets }: ReceiptInput): Receipt['answers'] {
  const values = new Set(Object.values(secrets).flatMap((each) => Object.values(each)));
  const names = new Set(
    plan.steps.flatMap((step) =>
      step.requests.flatMap((request) => request.body?.secrets.map((slot) => slot.name) ?? []),
    ),
  );
  const kept = Object.entries(answers).map(([step, fields]) => [
    step,
    Object.fromEntries(
      Object.entries(fields).filter(
        ([name, value]) =>
          !names.has(name) && !names.has(`secrets.${name}`) && !values.has(String(value)),
      ),
    ),
  ]);
  return Object.fromEntries(kept);
}

/** A copy, so that a receipt given away does not change. */
function structuredSteps(steps: ReceiptStep[]): ReceiptStep[] {
  return steps.map((step) => ({ ...step, requests: [...step.requests] }));
}

function timeText(ms: number): string {
  return new Date(ms).toISOString();
}
