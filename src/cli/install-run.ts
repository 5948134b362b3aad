/** Runs a plan, or only its probes, and tells on stderr what happens. */
import { MarketError } from '#core/errors.ts';
import { probePlan } from '#flows/probe-plan.ts';
import { runInstall } from '#flows/run-install.ts';
import { watchJob } from '#flows/watch-job.ts';
import { readAnsweredFile } from './install-answers.ts';
import { eventLine } from './render/plan.ts';

import type { BytesBody, InstallPlan, PlannedJob, Receipt } from '#core/model/generated.ts';
import type {
  Answers,
  Decisions,
  JobState,
  ProbeFinding,
  Secrets,
  StepForm,
  Unfinished,
} from '#core/model/install.ts';
import type { LoadedTree } from '#core/model/market.ts';
import type { Clusters } from '#core/ports.ts';
import type { Journals } from '#flows/install-journal.ts';
import type { AnsweredFiles } from './install-answers.ts';
import type { CommandIo } from './command.ts';
import type { InstallDryRun, InstallRun } from './render/install.ts';

export interface Work {
  plan: InstallPlan;
  clusters: Clusters;
  decisions: Decisions;
  /** Of the install that goes on. */
  former: Unfinished | undefined;
  /** Of earlier installs: what they put on the clusters is ours. */
  known: readonly Receipt[];
  forms: readonly StepForm[];
  io: CommandIo;
}

export interface Run extends Work {
  loaded: LoadedTree;
  /** Without secrets. */
  answers: Answers;
  secrets: Secrets;
  files: AnsweredFiles;
  journals: Journals;
  /** Follow the jobs until they end. */
  wait: boolean;
}

/** The plan's own probes are all that is sent. */
export async function dryRun(work: Work): Promise<InstallDryRun> {
  const { plan, clusters, decisions, forms, former, known, io } = work;
  const journal = former && {
    ...former.journal,
    decisions: { ...former.journal.decisions, ...decisions },
  };
  const base = { kind: 'dry-run' as const, plan, forms };
  try {
    const findings = await probePlan({ plan, clusters, known, journal, signal: io.signal });
    const open = findings.filter((finding) => !isDecided(finding, decisions));
    return { ...base, findings, ...(open.length > 0 ? { error: undecided(open) } : {}) };
  } catch (thrown) {
    if (thrown instanceof MarketError) return { ...base, findings: [], error: thrown };
    throw thrown;
  }
}

export async function run(work: Run): Promise<InstallRun> {
  const { plan, io } = work;
  let receipt: Receipt | undefined;
  let error: MarketError | undefined;
  let findings: ProbeFinding[] = [];
  for await (const event of start(work)) {
    io.stderr(eventLine(event, plan) ?? '');
    if (event.type === 'done' || event.type === 'failed') receipt = event.receipt;
    if (event.type === 'failed') ({ error, findings } = event);
  }
  if (!receipt) throw new MarketError('internal', 'The install ended without a receipt.');
  const submitted = receipt.steps.flatMap(({ job, requests }) =>
    job && requests.some(({ kind, outcome }) => kind === 'write' && outcome !== 'failed')
      ? [job]
      : [],
  );
  const jobs = work.wait && !error ? await waitForAll(submitted, work) : submitted;
  return { kind: 'run', plan, receipt, jobs, findings, ...(error ? { error } : {}) };
}

function start(work: Run) {
  const { plan, answers, secrets, decisions, clusters, journals, known, loaded, io } = work;
  const { clock, newId, signal } = io;
  const [root] = loaded.packages.slice(-1);
  if (!root) throw new MarketError('internal', 'Nothing was loaded.');
  return runInstall({
    ...{ plan, answers, secrets, decisions, clusters, journals, known, clock, newId, signal },
    packages: loaded.packages,
    market: root.package.market,
    bodies: (body) => findBytes(body, work),
  });
}

async function findBytes({ source, sha256 }: BytesBody, work: Run): Promise<Uint8Array> {
  const { from, file, url } = source;
  const { loaded, files, io } = work;
  if (from === 'user') return readAnsweredFile({ file, sha256 }, files, io);
  if (from === 'external') {
    const found = loaded.externals.find(
      (each) => each.package === source.package && each.url === url && each.file === file,
    );
    if (found) return found.read();
  } else {
    const owner = loaded.packages.find(
      ({ package: { name, version } }) => `${name}@${version}` === source.package,
    );
    const entry = owner?.files.entries.get(file);
    if (entry) return entry.read();
  }
  throw new MarketError('plan-refused', `The file ${file} of the plan is not among those loaded.`, {
    details: { file },
  });
}

function isDecided({ request, choices }: ProbeFinding, decisions: Decisions): boolean {
  const decision = decisions[request];
  return choices.length === 0 || (decision !== undefined && choices.includes(decision));
}

function undecided(open: readonly ProbeFinding[]): MarketError {
  const isLost = open.every(({ choices }) => choices.includes('again'));
  const ids = open.map(({ request }) => request).join(', ');
  return new MarketError(
    isLost ? 'cluster-outcome' : 'cluster-conflict',
    `Before this can run, decide about ${ids}.`,
    { details: { request: ids } },
  );
}

async function waitForAll(
  jobs: readonly PlannedJob[],
  { clusters, io }: Work,
): Promise<(PlannedJob & { state: JobState })[]> {
  const cluster = clusters.openpai;
  // Without OpenPAI there are no jobs.
  if (!cluster) return [];
  const ended: (PlannedJob & { state: JobState })[] = [];
  for (const job of jobs) {
    let state: JobState = 'UNKNOWN';
    for await (const reading of watchJob(job, { ...io, cluster })) {
      if (reading.state !== state) io.stderr(`job ${job.name}: ${reading.state}\n`);
      state = reading.state;
    }
    ended.push({ ...job, state });
  }
  return ended;
}
