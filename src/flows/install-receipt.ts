/** Writes the receipt of an install out of its journal: what was sent and answered, without secrets and without the token. */
import { sha256 } from '#core/digest.ts';

import type {
  InstallJournal,
  InstallPlan,
  JournalError,
  MarketConfig,
  PlanStep,
  Receipt,
  ReceiptPackage,
  ReceiptStep,
} from '#core/model/generated.ts';
import type { Answers, Secrets } from '#core/model/install.ts';
import type { LoadedPackage } from '#core/model/market.ts';

/** What vouches for the bytes of an install; kept beside the journal. */
export type InstallProof = Pick<Receipt, 'marketUrl' | 'packages' | 'trust' | 'signers'>;

export interface ReceiptInput {
  journal: InstallJournal;
  proof: InstallProof;
  /** Milliseconds since the epoch. */
  now: number;
  outcome: Receipt['outcome'];
  error?: JournalError;
}

/** Characters of an error that are kept. */
const MAX_MESSAGE = 2000;

export function buildReceipt({ journal, proof, now, outcome, error }: ReceiptInput): Receipt {
  const { plan } = journal;
  return {
    format: 'pai-market-receipt/2',
    id: journal.id,
    market: plan.market,
    package: plan.package,
    clusters: plan.clusters,
    user: plan.user,
    startedAt: journal.startedAt,
    finishedAt: new Date(now).toISOString(),
    outcome,
    ...(error ? { errorCode: error.code, errorMessage: error.message.slice(0, MAX_MESSAGE) } : {}),
    ...proof,
    planSha256: planDigest(plan),
    answers: journal.answers,
    steps: plan.steps.map((step) => toStep(step, journal, error?.step)),
  };
}

/** SHA-256 of the plan as JSON without spaces, lower-case hexadecimal. */
function planDigest(plan: InstallPlan): string {
  return sha256(new TextEncoder().encode(JSON.stringify(plan)));
}

/** What proves the packages of an install, the one that was asked for last. */
export function proofOf(
  packages: readonly LoadedPackage[],
  market: Pick<MarketConfig, 'url' | 'trust'>,
): InstallProof {
  const all = packages.map(toPackage);
  return {
    marketUrl: market.url,
    trust: market.trust ?? 'strict',
    signers: [...new Set(all.flatMap(({ signers }) => signers))],
    packages: all,
  };
}

/** Answers should come without secrets; whatever is one by its place or its value is left out all the same. */
export function withoutSecrets(
  answers: Answers,
  { plan, secrets }: { plan: InstallPlan; secrets: Secrets },
): Answers {
  const values = new Set(Object.values(secrets).flatMap((each) => Object.values(each)));
  const names = new Set(
    plan.steps.flatMap(({ requests }) =>
      requests.flatMap(({ body }) =>
        body?.kind === 'text' ? body.secrets.map(({ name }) => name) : [],
      ),
    ),
  );
  const isSecret = (name: string, value: unknown) =>
    names.has(name) || names.has(`secrets.${name}`) || values.has(value as string);
  const kept = Object.entries(answers).map(([step, fields]) => [
    step,
    Object.fromEntries(Object.entries(fields).filter(([name, value]) => !isSecret(name, value))),
  ]);
  return Object.fromEntries(kept) as Answers;
}

function toPackage({ package: of, archive }: LoadedPackage): ReceiptPackage {
  const signers = [...of.evidence.signers, ...(archive?.evidence.signers ?? [])];
  const license = of.license?.sha256;
  return {
    name: of.name,
    version: of.version,
    ...(of.spec.label === undefined ? {} : { label: of.spec.label }),
    signers: [...new Set(signers.map(({ fingerprint }) => fingerprint))],
    specSha256: of.evidence.sha256,
    ...(archive ? { archiveSha256: archive.evidence.sha256 } : {}),
    ...(license === undefined ? {} : { licenseSha256: license }),
  };
}

function toStep(step: PlanStep, journal: InstallJournal, failed: number | undefined): ReceiptStep {
  const { number, package: of, type, label, job } = step;
  const requests = step.requests.flatMap(({ id }) => journal.records[id] ?? []);
  const isDone = journal.doneSteps?.includes(number) ?? false;
  const isBegun = failed === number || requests.some(({ outcome }) => outcome !== 'absent');
  return {
    number,
    package: of,
    type,
    label,
    state: isDone ? 'done' : isBegun ? 'failed' : 'not-started',
    ...(job && hasJob(step, journal) ? { job } : {}),
    requests,
    undo: step.undo.filter(({ undoes }) => isOurs(step, undoes, journal)),
  };
}

/** Whether the job of a step is on the cluster, or may be. */
function hasJob({ requests }: PlanStep, { records }: InstallJournal): boolean {
  const [submit] = requests.filter(
    ({ kind, entity, method }) =>
      kind === 'write' && (entity ? entity.kind === 'job' : method === 'POST'),
  );
  return ['done', 'found', 'adopted', 'skipped'].includes(records[submit?.id ?? '']?.outcome ?? '');
}

/** Whether this install did the write, and made what was not there before: what was replaced is not ours to remove. */
function isOurs(
  { requests }: PlanStep,
  undoes: string | undefined,
  { records }: InstallJournal,
): boolean {
  const outcome = records[undoes ?? '']?.outcome;
  if (outcome !== 'done' && outcome !== 'found') return false;
  const probes = requests.filter(({ decides }) => decides?.includes(undoes ?? ''));
  return probes.every(({ id }) => records[id]?.outcome === 'absent');
}
