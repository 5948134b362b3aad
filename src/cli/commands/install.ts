/** `pai-market install`: the wizard's flow without a page, with answers from a file and a journal in another. */
import { MarketError } from '#core/errors.ts';
import { createJournals } from '#flows/install-journal.ts';
import { prepareInstall } from '#flows/prepare-install.ts';
import { resumePlan } from '#flows/resume-plan.ts';
import { readCdapConfig, readClusters } from '../cluster-options.ts';
import { defineCommand } from '../command.ts';
import { completeAnswers } from '../install-answers.ts';
import { ignoredAnswers, readAnswersFile, readPackageRef } from '../install-input.ts';
import { INSTALL_OPTIONS, readDecisions, readInstallConfig } from '../install-options.ts';
import { dryRun, run } from '../install-run.ts';
import { loadInstall } from '../install-tree.ts';
import { readIdentity } from '../market-options.ts';
import { NO_TABS } from '../no-tabs.ts';
import { addReceipt, readEarlier, writeReceipts } from '../receipt-file.ts';
import { printInstall } from '../render/install.ts';
import { readingText } from '../render/plan.ts';

import type { InstallJournal } from '#core/model/generated.ts';
import type { Unfinished } from '#core/model/install.ts';
import type { LoadedTree } from '#core/model/market.ts';
import type { Memory } from '#core/ports.ts';
import type { Wizard } from '#core/plan/index.ts';
import type { CommandIo, ExitCode } from '../command.ts';
import type { InstallName } from '#flows/install-journal.ts';
import type { GivenAnswers } from '../install-input.ts';
import type { InstallValues } from '../install-options.ts';

export const command = defineCommand({
  name: 'install',
  summary: 'verify a package and all that it needs, and install it, by the flow of the wizard',
  usage:
    'install MARKET PACKAGE[@VERSION] --key CERT… [--fingerprint FPR…] [--trust LEVEL] [--threshold N] [--market ID] [--external-origin ORIGIN…] [--cluster URL --token-file FILE] [--cdap URL [--cdap-namespace NAME] [--cdap-token-file FILE] [--cdap-system-scope]] --user NAME [--answers FILE] --accept-license [--dry-run] [--plan FILE] [--adopt ID…] [--replace ID…] [--again ID…] [--journal FILE] [--receipt FILE] [--wait] [--market-id ID] [--json]',
  help: `MARKET is a folder or an address. The answers file is YAML or JSON: step number → field → value, where a
field is named by its label or its id, as --dry-run shows them; a file is named by its path, relative to the answers file.
Secrets are answers too; they are sent, never printed and never kept. With --journal an install that broke off goes on where it
stopped when the same command is run again; secrets and files must be in the answers again.`,
  positionals: { min: 2, max: 2 },
  examples: [
    [
      'See what an install would send, and the fields that can be answered',
      'pai-market install market hello --key market.asc --cluster https://pai.example.org/rest-server --token-file token.txt --user alice --accept-license --dry-run',
    ],
    [
      'Install a version, with answers, so that it can go on where it broke off',
      'pai-market install market hello@1.1.0 --key market.asc --cluster https://pai.example.org/rest-server --token-file token.txt --user alice --answers answers.yaml --accept-license --journal journal.json --receipt receipt.json',
    ],
  ],
  exitCodes: {
    1: 'refused, broken off, something to be decided first, or a job that did not succeed (--wait)',
    3: 'another process has the journal; nothing was done',
  },
  seeAlso: ['undo', 'docs/users.md'],
  options: INSTALL_OPTIONS,
  async run({ positionals: [market = '', wanted = ''], values, json }, io) {
    if (values.journal === undefined)
      return install({ market, wanted, values, json }, io, io.memory);
    const journal = await io.openMemory(values.journal);
    try {
      return await install({ market, wanted, values, json }, io, journal);
    } finally {
      await journal.close();
    }
  },
  errorJson: ({ code, message, details }) => ({
    verdict: 'refused',
    code,
    message,
    details,
    steps: [],
  }),
});

interface Words {
  market: string;
  wanted: string;
  values: InstallValues;
  json: boolean;
}

async function install(words: Words, io: CommandIo, memory: Memory): Promise<ExitCode> {
  const { values, json } = words;
  const decisions = readDecisions(values);
  const config = await readInstallConfig(words.market, values, io);
  const ref = readPackageRef(words.wanted, config.id);
  const clusters = await readClusters(values, io);
  const given = await readAnswersFile(values.answers, io);
  const earlier = await readEarlier(values.receipt, io);
  const { user } = values;
  const { loaded, facts } = await loadInstall(
    {
      ...{ config, ref, clusters, user },
      identity: readIdentity(values),
      isMadeUp: values.market === undefined && values['market-id'] === undefined,
      cdap: readCdapConfig(values),
      acceptLicenses: values['accept-license'],
    },
    io,
  );
  const wizard = await prepareInstall(loaded, facts, { limits: io.limits });
  const journals = createJournals({ ...io, memory, tabs: NO_TABS });
  const former = await journals.load({ user, ...installed(loaded) });
  const answered = await answer(wizard, { given, former, values }, io);
  const planned = wizard.plan(answered.answers);
  const { forms } = answered;
  if (!planned.ok) {
    return printInstall({ kind: 'answers', errors: planned.errors, forms }, { json, io });
  }
  const plan = former ? resumePlan(former.journal, planned.plan) : planned.plan;
  if (values.plan !== undefined) await saveJson(values.plan, plan, io);
  const work = { plan, clusters, decisions, former, known: earlier, forms, io };
  if (values['dry-run']) return printInstall(await dryRun(work), { json, io });
  const { answers, secrets } = wizard.split(answered.answers);
  const { files } = answered;
  const { wait } = values;
  const result = await run({ ...work, answers, secrets, files, loaded, journals, wait });
  if (values.receipt !== undefined) {
    await writeReceipts(values.receipt, addReceipt(earlier, result.receipt), io);
  }
  return printInstall({ ...result, journal: values.journal }, { json, io });
}

/** By what the journal knows the install. */
function installed({ tree, packages }: LoadedTree): Pick<InstallName, 'market' | 'package'> {
  const { name, version } = tree.root;
  const [root] = packages.slice(-1);
  if (!root) throw new MarketError('internal', 'Nothing was loaded.');
  return { market: root.package.market.id, package: { name, version } };
}

interface Answering {
  given: GivenAnswers;
  former: Unfinished | undefined;
  values: InstallValues;
}

async function answer(wizard: Wizard, { given, former, values }: Answering, io: CommandIo) {
  io.stderr(readingText(wizard.forms));
  io.stderr(former ? formerLine(former.journal) : '');
  const { answers, files } = await completeAnswers(
    {
      given,
      file: values.answers,
      former: former?.journal.answers,
      forms: (each) => wizard.formsOf(each),
    },
    io,
  );
  const forms = wizard.formsOf(answers);
  for (const place of ignoredAnswers(answers, forms)) {
    io.stderr(`not used, because the publisher fixed it: ${place}\n`);
  }
  return { answers, files, forms };
}

function formerLine({ startedAt, plan, doneSteps = [] }: InstallJournal): string {
  return `goes on with the install begun at ${startedAt}: ${doneSteps.length} of ${plan.steps.length} steps are done\n`;
}

/** The same bytes as the page saves. */
async function saveJson(path: string, value: unknown, io: CommandIo): Promise<void> {
  await io.files.write(path, new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`));
}
