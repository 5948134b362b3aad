/** `pai-market build`: a market folder from its sources. */
import { MarketError } from '#core/errors.ts';
import { buildMarket } from '#flows/build-market.ts';
import { defineCommand } from '../command.ts';
import { count, findingLines, firstErrorCode } from '../render/findings.ts';
import { marketErrorDocument, printJson } from '../render/json.ts';

import type { BuildReport } from '#flows/build-market.ts';
import type { CommandIo, ExitCode } from '../command.ts';

export const command = defineCommand({
  name: 'build',
  summary: 'make a market folder from the sources of its packages',
  usage: 'build SOURCE --out MARKET [--json]',
  help: `Reads SOURCE/market.yaml and SOURCE/packages/<name>/<version>/, checks all of it, and replaces the
folder MARKET as a whole; with any error MARKET stays as it was. The same sources always give the
same bytes. Signatures over files that did not change are kept; sign the rest with pai-market sign.`,
  positionals: { min: 1, max: 1 },
  options: {
    out: {
      type: 'value',
      placeholder: 'MARKET',
      required: true,
      summary: 'folder to make or replace',
    },
  },
  async run({ positionals, values, json }, io) {
    const source = positionals[0] as string;
    if ((await io.files.kind(source)) !== 'folder') {
      throw new MarketError('usage', `${source} is no folder.`, { details: { file: source } });
    }
    const target = await io.files.kind(values.out);
    if (target !== undefined && target !== 'folder') {
      throw new MarketError('usage', `--out ${values.out} is no folder.`, {
        details: { file: values.out },
      });
    }
    const report = await buildMarket(
      { source: io.files.tree(source), target: io.files.tree(values.out) },
      io,
    );
    return json ? printReport(report, io) : writeReport(report, { io, out: values.out });
  },
  errorJson: marketErrorDocument,
});

function printReport({ market, packages, findings }: BuildReport, io: CommandIo): ExitCode {
  const code = firstErrorCode(findings);
  const verdict = code === null ? 'good' : 'refused';
  printJson(io, { verdict, code, market: market ?? null, packages, findings });
  return code === null ? 0 : 1;
}

function writeReport(
  { packages, findings }: BuildReport,
  { io, out }: { io: CommandIo; out: string },
): ExitCode {
  io.stderr(findingLines(findings));
  if (firstErrorCode(findings) !== null) {
    io.stderr('Nothing was written.\n');
    return 1;
  }
  for (const { name, version, files, bytes } of packages) {
    io.stdout(`${name} ${version}: ${count(files, 'file')}, ${bytes} bytes\n`);
  }
  io.stdout(`${count(packages.length, 'package version')} in ${out}\n`);
  return 0;
}
