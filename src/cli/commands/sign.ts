/** `pai-market sign`: signatures for every spec and archive of a market folder, and its signed index. */
import { MarketError } from '#core/errors.ts';
import { signMarket } from '#flows/sign-market.ts';
import { defineCommand } from '../command.ts';
import { readFingerprint, readMarketId } from '../market-options.ts';
import { readNumber } from '../numbers.ts';
import { count, findingLines, firstErrorCode } from '../render/findings.ts';
import { marketErrorDocument, printJson } from '../render/json.ts';

import type { Signer } from '#core/ports.ts';
import type { SignReport } from '#flows/sign-market.ts';
import type { CommandIo, ExitCode } from '../command.ts';

const PASSPHRASE = 'PAI_MARKET_PASSPHRASE';

const MOST_DAYS = 90;

export const command = defineCommand({
  name: 'sign',
  summary: 'sign a market folder: every spec.json and archive.zip, and the index',
  usage:
    'sign MARKET --key SECRET_KEY [--passphrase-file FILE] [--market ID] [--expires DAYS] [--next-key FPR…] [--add] [--json]',
  help: `Writes an armored detached signature (<file>.asc) beside each file, then market.json, which pins the
index, and its signature; keeps what is still good, and then reads the market back as a reader would.
Run it again before market.json expires. The passphrase of a protected key comes from
--passphrase-file or from the environment variable ${PASSPHRASE}.`,
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
    market: {
      type: 'value',
      placeholder: 'ID',
      summary: 'id of the market, for a folder that pai-market build did not make',
    },
    expires: {
      type: 'value',
      placeholder: 'DAYS',
      summary: `how long market.json is good, 1 to ${MOST_DAYS} days; 60 if absent`,
    },
    'next-key': {
      type: 'list',
      placeholder: 'FPR',
      summary: 'full fingerprint of a key to come, which market.json announces',
    },
    add: {
      type: 'flag',
      summary: 'add signatures beside those of other keys; change nothing else',
    },
  },
  async run({ positionals, values, json }, io) {
    const folder = positionals[0] as string;
    if ((await io.files.kind(folder)) !== 'folder') {
      throw new MarketError('usage', `${folder} is no folder.`, { details: { file: folder } });
    }
    const wish = readWish(values);
    const signer = await openKey(values.key, values['passphrase-file'], io);
    const report = await signMarket({ market: io.files.tree(folder), signer }, { ...io, ...wish });
    return json ? printReport(report, io) : writeReport(report, io);
  },
  errorJson: marketErrorDocument,
});

interface WishValues {
  market: string | undefined;
  expires: string | undefined;
  'next-key': string[];
  add: boolean;
}

/** What the new market.json shall be; with --add there is none. Throws `usage`. */
function readWish(values: WishValues) {
  const { market, expires, 'next-key': nextKeys, add } = values;
  if (add && (market !== undefined || expires !== undefined || nextKeys.length > 0)) {
    throw new MarketError(
      'usage',
      '--add signs the market.json that is there: --market, --expires and --next-key cannot go with it.',
    );
  }
  return {
    add,
    marketId: market === undefined ? undefined : readMarketId(market, 'market'),
    expiresDays: readNumber('expires', expires, { min: 1, max: MOST_DAYS }),
    nextKeys: nextKeys.map(readFingerprint),
  };
}

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

function printReport(report: SignReport, io: CommandIo): ExitCode {
  const code = firstErrorCode(report.findings);
  printJson(io, { verdict: code === null ? 'good' : 'refused', code, ...report });
  return code === null ? 0 : 1;
}

function writeReport(report: SignReport, io: CommandIo): ExitCode {
  const { fingerprint, packages, index, replaced, findings } = report;
  io.stderr(findingLines(findings));
  const signed = packages.reduce((sum, each) => sum + each.signed.length, 0);
  const kept = packages.reduce((sum, each) => sum + each.kept.length, 0);
  io.stdout(
    `${count(signed, 'file')} signed by ${fingerprint}, ${count(kept, 'signature')} kept\n`,
  );
  io.stdout(indexText(index));
  if (replaced.length > 0) {
    io.stdout(
      `${count(replaced.length, 'signature file')} of other keys replaced; those keys sign beside this one with --add\n`,
    );
  }
  if (firstErrorCode(findings) === null) return 0;
  io.stderr('A reader would refuse this market: repair it before you publish it.\n');
  return 1;
}

function indexText({ market, serial, expires, nextKeys, ...state }: SignReport['index']): string {
  const [index, signature] = [state.kept ? 'kept' : 'new', state.signatureKept ? 'kept' : 'new'];
  const announced = nextKeys.map((key) => `announces the key ${key}\n`).join('');
  return `market.json of ${market} ${index}, its signature ${signature}: serial ${serial}, expires ${expires}\n${announced}`;
}
