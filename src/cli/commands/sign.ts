/** `pai-market sign`: signatures for every spec and archive of a market folder. */
import { MarketError } from '#core/errors.ts';
import { signMarket } from '#flows/sign-market.ts';
import { defineCommand } from '../command.ts';
import { count, findingLines, firstErrorCode } from '../render/findings.ts';
import { marketErrorDocument, printJson } from '../render/json.ts';

import type { Signer } from '#core/ports.ts';
import type { SignReport } from '#flows/sign-market.ts';
import type { CommandIo, ExitCode } from '../command.ts';

const PASSPHRASE = 'PAI_MARKET_PASSPHRASE';

export const command = defineCommand({
  name: 'sign',
  summary: 'sign every spec.json and archive.zip of a market folder',
  usage: 'sign MARKET --key SECRET_KEY [--passphrase-file FILE] [--json]',
  help: `Writes an armored detached signature (<file>.asc) beside each file, keeps those by this key that are
still good, and then reads the market back as a reader would. The passphrase of a protected key comes
from --passphrase-file or from the environment variable ${PASSPHRASE}.`,
  positionals: { min: 1, max: 1 },
  options: {
    key: {
      type: 'value',
      placeholder: 'SECRET_KEY',
      required: true,
      summary: 'file with one armored OpenPGP secret key',
    },
    'passphrase-file': {
      type: 'value',
      placeholder: 'FILE',
      summary: 'file whose first line is the passphrase of the key',
    },
  },
  async run({ positionals, values, json }, io) {
    const folder = positionals[0] as string;
    if ((await io.files.kind(folder)) !== 'folder') {
      throw new MarketError('usage', `${folder} is no folder.`, { details: { file: folder } });
    }
    const signer = await openKey(values.key, values['passphrase-file'], io);
    const report = await signMarket({ market: io.files.tree(folder), signer }, io);
    return json ? printReport(report, io) : writeReport(report, io);
  },
  errorJson: marketErrorDocument,
});

async function openKey(
  keyFile: string,
  passphraseFile: string | undefined,
  io: CommandIo,
): Promise<Signer> {
  const armored = decode(await io.files.read(keyFile, io.limits.keyBytes));
  const passphrase =
    passphraseFile === undefined
      ? io.env(PASSPHRASE)
      : firstLine(decode(await io.files.read(passphraseFile, io.limits.keyBytes)));
  return io.makeSigner({ armored, passphrase });
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0] ?? '';
}

function printReport({ fingerprint, packages, findings }: SignReport, io: CommandIo): ExitCode {
  const code = firstErrorCode(findings);
  const verdict = code === null ? 'good' : 'refused';
  printJson(io, { verdict, code, fingerprint, packages, findings });
  return code === null ? 0 : 1;
}

function writeReport({ fingerprint, packages, findings }: SignReport, io: CommandIo): ExitCode {
  io.stderr(findingLines(findings));
  const signed = packages.reduce((sum, each) => sum + each.signed.length, 0);
  const kept = packages.reduce((sum, each) => sum + each.kept.length, 0);
  io.stdout(
    `${count(signed, 'file')} signed by ${fingerprint}, ${count(kept, 'signature')} kept\n`,
  );
  if (firstErrorCode(findings) === null) return 0;
  io.stderr('A reader would refuse this market: repair it before you publish it.\n');
  return 1;
}
