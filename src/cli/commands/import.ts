/** `pai-market import`: brings protocol files, jobs of a cluster, or the packages of a market into a repository or a folder of sources. */
import { basename } from 'node:path';

import { MarketError } from '#core/errors.ts';
import { isCandidate } from '#core/repository/index.ts';
import { importComponents, jobFile, readJobName } from '#flows/import/import-components.ts';
import { importMarket } from '#flows/import/import-market.ts';
import { findRepository } from '#flows/repository/find-repository.ts';
import { recogniseFile } from '#flows/repository/recognise-file.ts';
import { defineCommand } from '../command.ts';
import { readPackageRef, readToken } from '../install-input.ts';
import { MARKET_OPTIONS, readIdentity, readMarketConfig } from '../market-options.ts';
import { indexLine } from '../render/evidence.ts';
import { count, findingLines, firstErrorCode } from '../render/findings.ts';
import { marketErrorDocument, printJson } from '../render/json.ts';
import { waitMs, WRITE_OPTIONS } from '../repository-options.ts';

import type { ComponentsReport, IncomingFile } from '#flows/import/import-components.ts';
import type { MarketImportReport } from '#flows/import/import-market.ts';
import type { CommandArgs, CommandIo, ExitCode } from '../command.ts';

const OPTIONS = {
  to: {
    type: 'value',
    placeholder: 'DIR',
    completes: 'folder',
    summary:
      'folder to put it in; left out, the working folder, and for a market the root of the repository',
  },
  package: {
    type: 'list',
    placeholder: 'NAME[@VERSION]',
    summary: 'packages of a market to import; all if absent',
  },
  replace: {
    type: 'flag',
    summary: 'make versions that are in the sources already anew from the market',
  },
  ...MARKET_OPTIONS,
  cluster: {
    type: 'value',
    placeholder: 'URL',
    summary: 'import jobs of this cluster: the address of OpenPAI’s REST server',
  },
  'token-file': {
    type: 'value',
    placeholder: 'FILE',
    completes: 'file',
    summary: 'file with the access token of the user on OpenPAI, nothing else',
  },
  ...WRITE_OPTIONS,
} as const;

type Values = CommandArgs<typeof OPTIONS>['values'];

export const command = defineCommand({
  name: 'import',
  summary: 'bring protocol files, jobs of a cluster, or packages of a market into a repository',
  usage:
    'import FILE|DIR|MARKET|USER~JOB… [--to DIR] [--package NAME[@VERSION]…] [--replace] [--key CERT…] [--fingerprint FPR…] [--trust LEVEL] [--threshold N] [--market ID] [--cluster URL --token-file FILE] [--repository DIR] [--wait SECONDS] [--json]',
  help: `Component files (job, data, script, dockerimage, output) are copied into the repository when the cluster would take
them; below a folder every YAML and JSON file that is one is. Secrets in them are taken out, and it is told where.

With --cluster the words are jobs, USER~JOB: their protocols are asked from the cluster.

A MARKET is an address, a folder with packages.json, or a copy in one .zip file. Each version is verified as
for an install and becomes packages/<name>/<version>/ with package.yaml, archive/, licence, icon and texts, and
market.yaml gets the categories. Versions that are there already stay as they are, so that an import that was
killed goes on where it stopped.

Nothing that is there is ever replaced, but for package versions with --replace.`,
  examples: [
    ['Import all jobs of a folder', 'pai-market import ~/experiments --to jobs'],
    [
      'Import a job that ran on the cluster',
      'pai-market import alice~training --cluster https://pai.example.org/rest-server --token-file token',
    ],
    [
      'Import one package of a market with all its versions',
      'pai-market import https://market.example.org/v1 --package hello --key market.asc',
    ],
  ],
  exitCodes: { 1: 'something was refused and not imported; the rest was' },
  seeAlso: ['add', 'new', 'build', 'lint'],
  positionals: { min: 1, max: Number.POSITIVE_INFINITY },
  completes: 'file',
  options: OPTIONS,
  async run({ positionals, values, json }, io) {
    if (values.cluster !== undefined) return importJobs(positionals, { values, json }, io);
    const markets = await marketsOf(positionals, io);
    if (markets.length === 0) return importFiles(positionals, { values, json }, io);
    if (positionals.length > 1) {
      throw new MarketError('usage', `${markets[0]} is a market: it is imported by itself.`);
    }
    return importPackages(positionals[0] as string, { values, json }, io);
  },
  errorJson: (error) => ({ ...marketErrorDocument(error), files: [] }),
});

interface Given {
  values: Values;
  json: boolean;
}

/** Those of the words that name a market. */
async function marketsOf(words: string[], io: CommandIo): Promise<string[]> {
  const found: string[] = [];
  for (const word of words) {
    const isRemote = /^https?:/i.test(word);
    const isZip = /\.zip$/i.test(word) && (await io.files.kind(word)) === 'file';
    if (isRemote || isZip || (await io.files.kind(`${word}/packages.json`)) === 'file') {
      found.push(word);
    }
  }
  return found;
}

async function importPackages(
  market: string,
  { values, json }: Given,
  io: CommandIo,
): Promise<ExitCode> {
  const config = await readMarketConfig(market, values, io);
  const to = values.to ?? (await findRepository(io.repositories, values.repository));
  const progress = io.progress('importing', 'packages');
  const report = await importMarket(
    config,
    {
      ...{ to, replace: values.replace },
      wishes: values.package.map((text) => readPackageRef(text, config.id)),
    },
    {
      ...io,
      identity: readIdentity(values),
      onProgress: (done, total, remark) => progress.set(done, total, remark),
    },
  ).finally(() => progress.end());
  const code = firstErrorCode(report.findings);
  if (json) {
    const verdict = code === null ? 'good' : 'refused';
    printJson(io, { verdict, code, ...report, index: report.index ?? null, files: [] });
  } else writePackages(report, io);
  return code === null ? 0 : 1;
}

function writePackages({ index, packages, findings }: MarketImportReport, io: CommandIo): void {
  io.stderr(findingLines(findings));
  if (index) io.stdout(indexLine(index));
  for (const { name, version, state } of packages) io.stdout(`${name} ${version}: ${state}\n`);
  const kept = packages.filter(({ state }) => state === 'kept').length;
  const refused = findings.filter(({ severity }) => severity === 'error').length;
  const more = [
    ...(kept > 0 ? [`${kept} were there`] : []),
    ...(refused > 0 ? [`${refused} refused`] : []),
  ];
  const all = count(packages.length - kept, 'package version');
  io.stdout(`${[`${all} imported`, ...more].join(', ')}\n`);
}

async function importJobs(names: string[], given: Given, io: CommandIo): Promise<ExitCode> {
  const { cluster: base, 'token-file': tokenFile } = given.values;
  if (tokenFile === undefined) {
    throw new MarketError('usage', '--token-file FILE is needed with --cluster.');
  }
  const jobs = names.map(readJobName);
  const token = await readToken(tokenFile, io);
  const cluster = io.makeCluster({ name: 'openpai', base: base as string, token });
  return importAll(
    jobs.map((job) => jobFile(job, { ...io, cluster })),
    given,
    io,
  );
}

async function importFiles(words: string[], given: Given, io: CommandIo): Promise<ExitCode> {
  const incoming: IncomingFile[] = [];
  for (const word of words) {
    const kind = await io.files.kind(word);
    if (kind === 'folder') incoming.push(...(await filesBelow(word, io)));
    else {
      const read = () => io.files.read(word, io.limits.protocolBytes);
      incoming.push({ name: basename(word), from: word, read });
    }
  }
  return importAll(incoming, given, io);
}

/** Files of a folder that may be components; those that are none are passed over without a word. */
async function filesBelow(folder: string, io: CommandIo): Promise<IncomingFile[]> {
  const tree = io.files.tree(folder);
  const entries = (await tree.list()).filter(
    ({ kind, path }) => kind === 'file' && isCandidate(path),
  );
  const incoming: IncomingFile[] = [];
  for (const { path, size } of entries) {
    if (isHidden(path) || size > io.limits.protocolBytes) continue;
    const bytes = await tree.read(path, io.limits.protocolBytes);
    const { type } = recogniseFile(path, bytes, { limits: io.limits, former: undefined });
    if (type === undefined || type === 'package') continue;
    incoming.push({ name: path, from: `${folder}/${path}`, read: () => Promise.resolve(bytes) });
  }
  if (incoming.length > 0) return incoming;
  throw new MarketError(
    'usage',
    `There is no component file (*.yaml, *.yml, *.json) in ${folder}.`,
    {
      details: { file: folder },
    },
  );
}

/** Neither tools' own folders, nor what others installed. */
function isHidden(path: string): boolean {
  return path.split('/').some((segment) => segment.startsWith('.') || segment === 'node_modules');
}

async function importAll(
  incoming: readonly IncomingFile[],
  { values, json }: Given,
  io: CommandIo,
): Promise<ExitCode> {
  const root = await findRepository(io.repositories, values.repository);
  const to = values.to ?? values.repository ?? '.';
  const report = await importComponents(
    incoming,
    { root, to },
    { ...io, waitMs: waitMs(values.wait) },
  );
  const code = firstErrorCode(report.findings);
  if (json) {
    const verdict = code === null ? 'good' : 'refused';
    printJson(io, { verdict, code, packages: [], ...report });
  } else writeFiles(report, io);
  return code === null ? 0 : 1;
}

function writeFiles({ files, findings }: ComponentsReport, io: CommandIo): void {
  io.stderr(findingLines(findings));
  for (const { path, type, state, secrets } of files) {
    io.stdout(`${path}: ${type}, ${state === 'new' ? 'imported' : 'there already'}\n`);
    if (secrets.length === 0) continue;
    const places = count(secrets.length, 'place');
    io.stderr(`${path}: secrets were taken out at ${places}: ${secrets.join(', ')}\n`);
  }
  const made = files.filter(({ state }) => state === 'new').length;
  const refused = findings.length > 0 ? `, ${findings.length} refused` : '';
  io.stdout(`${count(made, 'file')} imported${refused}\n`);
}
