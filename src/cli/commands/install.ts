/** `pai-market install`: the wizard's flow without a page, with answers from a file. */
import { MarketError } from '#core/errors.ts';
import { readClusterFacts } from '#flows/cluster-facts.ts';
import { loadPackage } from '#flows/load-package.ts';
import { openMarket } from '#flows/open-market.ts';
import { openPackage } from '#flows/open-package.ts';
import { prepareInstall } from '#flows/prepare-install.ts';
import { assertNotRefused } from '#flows/verify-market.ts';
import { probePlan, runInstall } from '#flows/run-install.ts';
import { watchJob } from '#flows/watch-job.ts';
import { defineCommand } from '../command.ts';
import {
  ignoredAnswers,
  readAnswersFile,
  readPackageRef,
  readToken,
  toAnswers,
} from '../install-input.ts';
import { MARKET_OPTIONS, readIdentity, readMarketConfig, readMarketId } from '../market-options.ts';
import { indexLine } from '../render/evidence.ts';
import { printInstall } from '../render/install.ts';
import { eventLine, readingText } from '../render/plan.ts';

import type { InstallPlan, MarketConfig, PlannedJob, Receipt } from '#core/model/generated.ts';
import type { Answers, JobState, StepForm } from '#core/model/install.ts';
import type { LoadedPackage, OpenPackage, PackageRef } from '#core/model/market.ts';
import type { Cluster } from '#core/ports.ts';
import type { Wizard } from '#core/plan/index.ts';
import type { CommandIo, OptionValues } from '../command.ts';
import type { Identity } from '../market-options.ts';
import type { InstallResult } from '../render/install.ts';

export const command = defineCommand({
  name: 'install',
  summary: 'verify a package and install it on a cluster, by the flow of the wizard',
  usage:
    'install MARKET PACKAGE[@VERSION] --key CERT… [--fingerprint FPR…] [--trust LEVEL] [--threshold N] [--market ID] --cluster URL --user NAME --token-file FILE [--answers FILE] --accept-license [--dry-run] [--wait] [--market-id ID] [--json]',
  help: `MARKET is a folder or an address. The answers file is YAML or JSON: step number → field → value, where a
field is named by its label or its id, as --dry-run shows them. Secrets are answers too; they are sent, never printed.`,
  positionals: { min: 2, max: 2 },
  options: {
    ...MARKET_OPTIONS,
    'market-id': {
      type: 'value',
      placeholder: 'ID',
      summary: 'id of the market for the tag of the job; that of --market, else made from MARKET',
    },
    cluster: {
      type: 'value',
      placeholder: 'URL',
      required: true,
      summary: 'address of the REST server, such as https://pai.example.org/rest-server',
    },
    user: { type: 'value', placeholder: 'NAME', required: true, summary: 'user on the cluster' },
    'token-file': {
      type: 'value',
      placeholder: 'FILE',
      required: true,
      summary: 'file with the access token of that user, nothing else',
    },
    answers: {
      type: 'value',
      placeholder: 'FILE',
      summary: 'answers for the fields of the wizard',
    },
    'accept-license': { type: 'flag', summary: 'accept the licence of the package' },
    'dry-run': { type: 'flag', summary: 'show the plan; ask the cluster, but change nothing' },
    wait: {
      type: 'flag',
      summary: 'wait until the jobs ended; exit code 1 if one did not succeed',
    },
  },
  async run({ positionals: [market = '', wanted = ''], values, json }, io) {
    const config = await readConfig(market, values, io);
    const ref = readPackageRef(wanted, config.id);
    const token = await readToken(values['token-file'], io);
    const given = await readAnswersFile(values.answers, io);
    const opened = await open(config, ref, { ...io, identity: readIdentity(values) });
    if (!values['accept-license']) assertNoLicense(opened);
    const loaded = await load(opened, io);
    const cluster = io.makeCluster({ base: values.cluster, token });
    const wizard = await prepareInstall(
      loaded,
      await readClusterFacts(cluster, values.user, io.signal),
      io.limits,
    );
    io.stderr(readingText(wizard.forms));
    const answers = toAnswers(given, wizard.forms);
    for (const place of ignoredAnswers(answers, wizard.forms)) {
      io.stderr(`not used, because the publisher fixed it: ${place}\n`);
    }
    const planned = wizard.plan(answers);
    if (!planned.ok) return printInstall({ kind: 'answers', errors: planned.errors }, { json, io });
    const work = { plan: planned.plan, cluster, io };
    const result = values['dry-run']
      ? await dryRun({ ...work, forms: wizard.forms })
      : await run({ ...work, wizard, answers, loaded, wait: values.wait });
    return printInstall(result, { json, io });
  },
  errorJson: ({ code, message, details }) => ({
    verdict: 'refused',
    code,
    message,
    details,
    steps: [],
  }),
});

interface Work {
  plan: InstallPlan;
  cluster: Cluster;
  io: CommandIo;
}

interface Run extends Work {
  wizard: Wizard;
  answers: Answers;
  loaded: LoadedPackage;
  /** Follow the jobs until they end. */
  wait: boolean;
}

/** The tag's id is the market's, whether the signed index is held against it (--market) or not (--market-id). */
async function readConfig(
  market: string,
  values: OptionValues<typeof MARKET_OPTIONS> & { 'market-id': string | undefined },
  io: CommandIo,
): Promise<MarketConfig> {
  const config = await readMarketConfig(market, values, io);
  const { 'market-id': tag } = values;
  if (tag === undefined) return config;
  if (values.market !== undefined && values.market !== tag) {
    throw new MarketError('usage', '--market and --market-id name two markets; one is enough.');
  }
  return { ...config, id: readMarketId(tag, 'market-id') };
}

async function open(
  config: MarketConfig,
  ref: PackageRef,
  io: CommandIo & { identity: Identity },
): Promise<OpenPackage> {
  const market = await openMarket(config, io);
  assertNotRefused(market);
  const opened = await openPackage(market, ref, io);
  if (market.index) io.stderr(indexLine(market.index));
  // A package carries the notices of its market.
  const texts = new Set([...market.notices, ...opened.notices].map(({ text }) => text));
  for (const text of texts) io.stderr(`notice: ${text}\n`);
  return opened;
}

async function load(opened: OpenPackage, io: CommandIo): Promise<LoadedPackage> {
  const loaded = await loadPackage(opened, io);
  const signers = loaded.package.evidence.signers.map(({ fingerprint }) => fingerprint);
  if (signers.length > 0) io.stderr(`signed by ${signers.join(', ')}\n`);
  for (const { text } of loaded.notices) io.stderr(`notice: ${text}\n`);
  return loaded;
}

function assertNoLicense({ market, name, version, spec, license }: OpenPackage): void {
  if (!license) return;
  const file = spec.license ?? 'license.txt';
  const place = `${market.url.replace(/\/$/, '')}/packages/${name}/${version}/${file}`;
  throw new MarketError(
    'license-declined',
    `${name} ${version} has a licence, which was not accepted. Read it at ${place}, then run this again with --accept-license.`,
    { details: { license: place, sha256: license.sha256 } },
  );
}

/** The plan's own probes are all that is sent. */
async function dryRun({
  plan,
  cluster,
  io,
  forms,
}: Work & { forms: StepForm[] }): Promise<InstallResult> {
  try {
    await probePlan(plan, cluster, io.signal);
    return { kind: 'dry-run', plan, forms };
  } catch (thrown) {
    if (thrown instanceof MarketError) return { kind: 'dry-run', plan, forms, error: thrown };
    throw thrown;
  }
}

async function run(work: Run): Promise<InstallResult> {
  const { plan, cluster, io, wizard, loaded } = work;
  const split = wizard.split(work.answers);
  let receipt: Receipt | undefined;
  let error: MarketError | undefined;
  for await (const event of runInstall({ ...io, plan, cluster, loaded, ...split })) {
    io.stderr(eventLine(event, plan) ?? '');
    if (event.type === 'done' || event.type === 'failed') receipt = event.receipt;
    if (event.type === 'failed') error = event.error;
  }
  if (!receipt) throw new MarketError('internal', 'The install ended without a receipt.');
  const submitted = receipt.steps.flatMap(({ job }) => (job ? [job] : []));
  const follow = work.wait && !error;
  const jobs = follow ? await waitForAll(submitted, work) : submitted;
  return { kind: 'run', plan, receipt, jobs, ...(error ? { error } : {}) };
}

async function waitForAll(
  jobs: readonly PlannedJob[],
  { cluster, io }: Work,
): Promise<(PlannedJob & { state: JobState })[]> {
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
