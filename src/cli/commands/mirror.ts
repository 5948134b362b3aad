/** `pai-market mirror`: a copy of a market, or of chosen packages with all that they need, for networks without access. */
import { MarketError } from '#core/errors.ts';
import { createFolderCopy } from '#flows/copy/folder-copy.ts';
import { mirrorMarket } from '#flows/copy/mirror-market.ts';
import { assertApart } from '../apart.ts';
import { defineCommand } from '../command.ts';
import { readPackageRef } from '../install-input.ts';
import { MARKET_OPTIONS, readIdentity, readMarketConfig } from '../market-options.ts';
import { indexLine } from '../render/evidence.ts';
import { count, findingLines, firstErrorCode } from '../render/findings.ts';
import { marketErrorDocument, printJson } from '../render/json.ts';

import type { MirrorReport } from '#flows/copy/mirror-market.ts';
import type { CopyTarget } from '#core/publisher-ports.ts';
import type { CommandIo, ExitCode } from '../command.ts';

export const command = defineCommand({
  name: 'mirror',
  summary: 'copy a market, or chosen packages with all that they need, byte for byte',
  usage:
    'mirror MARKET --to DIR|FILE.zip [PACKAGE[@VERSION]…] --key CERT… [--fingerprint FPR…] [--trust LEVEL] [--threshold N] [--market ID] [--all-versions] [--pai-version VERSION] [--cdap-version VERSION] [--full] [--json]',
  help: `Copies the files of MARKET, a folder, an address or a copy in one file, without signing anything anew. Each
file is verified as for an install before it is put there, and what is refused is left out and told.

Without PACKAGE the whole market is copied, else these packages with all that they need, and nothing
else stays in the copy. The next run reads only what is new; a run that was killed is gone on with.

The copy is a market of its own: verify, install and every web server take it as it is, and so does
the plugin. verify and install read one file too; mirror FILE.zip --to DIR makes it a folder again.
mirror.json says what the copy holds.`,
  examples: [
    [
      'Copy a whole market into a folder',
      'pai-market mirror https://market.example.org/v1 --to market --key market.asc',
    ],
    [
      'Take one package with all that it needs along in one file',
      'pai-market mirror https://market.example.org/v1 --to take-along.zip hello --key market.asc',
    ],
    [
      'Install from it where there is no network',
      'pai-market install take-along.zip hello --key market.asc …',
    ],
  ],
  exitCodes: {
    1: 'the market is refused, or something that was asked for is not in the copy',
    3: 'another process is making this copy right now; nothing was done',
  },
  seeAlso: ['verify', 'install', 'serve'],
  positionals: { min: 1, max: Number.POSITIVE_INFINITY },
  options: {
    to: {
      type: 'value',
      placeholder: 'DIR|FILE.zip',
      required: true,
      completes: 'file',
      summary: 'folder or zip file to make or to bring up to date',
    },
    ...MARKET_OPTIONS,
    'all-versions': {
      type: 'flag',
      summary: 'all versions of the packages, and of what they need all that would do',
    },
    'pai-version': {
      type: 'value',
      placeholder: 'VERSION',
      summary:
        'version of OpenPAI where it shall be installed: it decides which versions are needed',
    },
    'cdap-version': {
      type: 'value',
      placeholder: 'VERSION',
      summary: 'the same for CDAP',
    },
    full: { type: 'flag', summary: 'read everything anew, also what the copy has' },
  },
  async run({ positionals, values, json }, io) {
    const [market = '', ...packages] = positionals;
    const config = await readMarketConfig(market, values, io);
    await assertApart(market, values.to, io);
    const choice = {
      wishes: packages.map((text) => readPackageRef(text, config.id)),
      allVersions: values['all-versions'],
      versions: { pai: values['pai-version'], cdap: values['cdap-version'] },
    };
    const identity = readIdentity(values);
    const { target, unlock } = await openTarget(values.to, io);
    const progress = io.progress('copying', 'packages');
    const report = await mirrorMarket(config, choice, {
      ...io,
      ...{ target, identity, full: values.full },
      onProgress: (done, total, remark) => progress.set(done, total, remark),
    }).finally(() => {
      progress.end();
      return unlock();
    });
    return json ? printReport(report, io) : writeReport(report, { io, to: values.to });
  },
  errorJson: (error) => ({ ...marketErrorDocument(error), index: null }),
});

interface OpenTarget {
  target: CopyTarget;
  /** Lets others at it. */
  unlock: () => Promise<void>;
}

/** Two that make one folder would each remove what the other one wants there; one file is exchanged as a whole. */
async function openTarget(to: string, io: CommandIo): Promise<OpenTarget> {
  const kind = await io.files.kind(to);
  const isZip = /\.zip$/i.test(to);
  if (kind === 'folder' || (kind === undefined && !isZip)) {
    const tree = io.files.tree(to);
    return { target: createFolderCopy(tree, io.limits), unlock: await tree.lock() };
  }
  if (isZip && kind !== 'other') {
    return { target: io.makeZipCopy(to), unlock: () => Promise.resolve() };
  }
  throw new MarketError('usage', `--to ${to} is neither a folder nor a .zip file.`, {
    details: { file: to },
  });
}

function printReport(report: MirrorReport, io: CommandIo): ExitCode {
  const { index, findings, ...rest } = report;
  const code = firstErrorCode(findings);
  const verdict = code === null ? 'good' : 'refused';
  printJson(io, { verdict, code, index: index ?? null, ...rest, findings });
  return code === null ? 0 : 1;
}

function writeReport(report: MirrorReport, { io, to }: { io: CommandIo; to: string }): ExitCode {
  const { index, packages, findings, externals, whole, listed, removed } = report;
  io.stderr(findingLines(findings));
  for (const { package: name, url } of externals) {
    io.stderr(`${name} reads ${url}, which no copy of the market holds\n`);
  }
  if (index) io.stdout(indexLine(index));
  if (!whole) {
    for (const { name, version } of packages) io.stdout(`${name} ${version}\n`);
  }
  const of = whole ? '' : ` of ${listed}`;
  const wrote = `${count(report.written, 'new file')}, ${report.writtenBytes} bytes`;
  const gone = removed.length > 0 ? `, ${count(removed.length, 'stale file')} removed` : '';
  io.stdout(`${count(packages.length, 'package version')}${of} in ${to}: ${wrote}${gone}\n`);
  return firstErrorCode(findings) === null ? 0 : 1;
}
