/** `pai-market verify`: a whole market as a reader sees it. */
import { verifyCopy } from '#flows/copy/verify-copy.ts';
import { defineCommand } from '../command.ts';
import { MARKET_OPTIONS, readIdentity, readMarketConfig } from '../market-options.ts';
import { indexLine } from '../render/evidence.ts';
import { count, findingLines, firstErrorCode } from '../render/findings.ts';
import { marketErrorDocument, printJson } from '../render/json.ts';

import type { CopyReport } from '#flows/copy/verify-copy.ts';
import type { CommandIo, ExitCode } from '../command.ts';

export const command = defineCommand({
  name: 'verify',
  summary: 'check a market, folder or address, as a reader would: every version, every file',
  usage:
    'verify MARKET_DIR_OR_URL --key CERT… [--fingerprint FPR…] [--trust LEVEL] [--threshold N] [--market ID] [--json]',
  help: `Reads the market by the same code as the plugin, at the trust level given (strict if none is), and
reports all that a reader would refuse. Nothing is asked of a cluster, and nothing is remembered: only
a reader who has seen a newer index can tell that a market was rolled back.`,
  positionals: { min: 1, max: 1 },
  completes: 'folder',
  examples: [
    ['Check a market before it is published', 'pai-market verify market --key market.asc'],
    [
      'Check one as it is published, as a user of the portal sees it',
      'pai-market verify https://market.example.org/v1 --key market.asc --market example',
    ],
    ['In a script', 'pai-market verify market --key market.asc --json > report.json'],
  ],
  seeAlso: ['sign', 'verify-file', 'docs/trust.md'],
  options: MARKET_OPTIONS,
  async run({ positionals, values, json }, io) {
    const config = await readMarketConfig(positionals[0] as string, values, io);
    const progress = io.progress('checking', 'packages');
    const report = await verifyCopy(config, {
      ...io,
      identity: readIdentity(values),
      onChecked: progress.set,
    }).finally(progress.end);
    return json ? printReport(report, io) : writeReport(report, io);
  },
  errorJson: (error) => ({ ...marketErrorDocument(error), index: null }),
});

function printReport({ index, packages, findings, partial }: CopyReport, io: CommandIo): ExitCode {
  const code = firstErrorCode(findings);
  const verdict = code === null ? 'good' : 'refused';
  const copy = partial ? { copy: partial } : {};
  printJson(io, { verdict, code, index: index ?? null, ...copy, packages, findings });
  return code === null ? 0 : 1;
}

function writeReport({ index, packages, findings, partial }: CopyReport, io: CommandIo): ExitCode {
  io.stderr(findingLines(findings));
  if (index) io.stdout(indexLine(index));
  if (partial) {
    io.stdout('a copy of a part of the market: only what its mirror.json names was checked\n');
  }
  for (const { name, version, verdict, code, signers } of packages) {
    const by = signers.map(({ fingerprint }) => fingerprint).join(', ');
    const what = verdict === 'good' ? `good${by && `, signed by ${by}`}` : `refused (${code})`;
    io.stdout(`${name} ${version}: ${what}\n`);
  }
  const refused = packages.filter(({ verdict }) => verdict === 'refused').length;
  io.stdout(`${count(packages.length, 'package version')}, ${refused} refused\n`);
  return firstErrorCode(findings) === null ? 0 : 1;
}
