/** `pai-market sign`: signatures for every spec and archive of a market folder, and its signed index. */
import { resolve } from 'node:path';

import { MarketError } from '#core/errors.ts';
import { signMarket } from '#flows/sign-market.ts';
import { defineCommand } from '../command.ts';
import { readFingerprint, readMarketId } from '../market-options.ts';
import { readNumber } from '../numbers.ts';
import { REPOSITORY_OPTIONS } from '../repository-options.ts';
import { count, findingLines, firstErrorCode } from '../render/findings.ts';
import { marketErrorDocument, printJson } from '../render/json.ts';
import { servedMarket } from '../served-market.ts';
import { MOST_DAYS, openSigner, PASSPHRASE, SIGNING_OPTIONS } from '../signing-options.ts';

import type { Signer } from '#core/ports.ts';
import type { SignReport } from '#flows/sign-market.ts';
import type { CommandIo, ExitCode, Progress } from '../command.ts';

export const command = defineCommand({
  name: 'sign',
  summary: 'sign a market folder: every spec.json and archive.zip, and the index',
  usage:
    'sign [MARKET] --key SECRET_KEY|--gpg KEYID [--passphrase-file FILE] [--market ID] [--expires DAYS] [--next-key FPR…] [--add] [--no-cache] [--repository DIR] [--json]',
  help: `Writes an armored detached signature (<file>.asc) beside each file, then market.json, which pins the
index, and its signature; keeps what is still good, and then reads the market back as a reader would.
MARKET, left out, is the built market of the repository. Run it again, or pai-market renew, before
market.json expires.

The key is a file (--key), or one of your own gpg (--gpg), whose agent or smart card keeps the secret and
asks for the passphrase itself. The passphrase of a protected file comes from --passphrase-file, from the
environment variable ${PASSPHRASE}, or is asked for at the terminal.`,
  examples: [
    ['Sign with a key file', 'pai-market sign market --key keys/signing.asc'],
    [
      'Sign with the key of a smart card',
      'pai-market sign market --gpg 0123456789ABCDEF0123456789ABCDEF01234567',
    ],
    ['Add the signature of a second key', 'pai-market sign market --key second.asc --add'],
  ],
  exitCodes: {
    1: 'nothing was signed, or a reader would refuse what was',
    3: 'MARKET is built or signed by another process right now; nothing was done',
  },
  seeAlso: ['build', 'renew', 'keygen', 'verify', 'publish'],
  completes: 'folder',
  positionals: { min: 0, max: 1 },
  options: {
    ...SIGNING_OPTIONS,
    market: {
      type: 'value',
      placeholder: 'ID',
      summary: 'id of the market, for a folder that pai-market build did not make',
    },
    expires: {
      type: 'value',
      placeholder: 'DAYS',
      summary: `how long market.json is good, 1 to ${MOST_DAYS} days; 60 if absent`,
      setting: 'sign.expires',
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
    'no-cache': {
      type: 'flag',
      summary: 'verify every signature and read back every package, also those that did not change',
    },
    ...REPOSITORY_OPTIONS,
  },
  async run({ positionals, values, json }, io) {
    const wish = readWish(values);
    const { repository } = values;
    const folder = await servedMarket({ market: positionals[0], repository }, io);
    const signer = await openSigner(values, io);
    const report = await sign({ folder, signer, cached: !values['no-cache'] }, wish, io);
    return json ? printReport(report, io) : writeReport(report, io);
  },
  errorJson: marketErrorDocument,
});

async function sign(
  { folder, signer, cached }: { folder: string; signer: Signer; cached: boolean },
  wish: ReturnType<typeof readWish>,
  io: CommandIo,
): Promise<SignReport> {
  const place = resolve(io.cwd, folder);
  const cache = cached ? io.openCache(await io.repositories.find(place)) : undefined;
  const signing = io.progress('signing', 'files');
  let reading: Progress | undefined;
  try {
    return await signMarket(
      { market: io.files.tree(folder), signer },
      {
        ...{ ...io, ...wish, cache, folder: place },
        onSigned: (done, total) => signing.set(done, total),
        onChecked(done, total) {
          signing.end();
          reading ??= io.progress('reading back', 'packages');
          reading.set(done, total);
        },
      },
    );
  } finally {
    signing.end();
    reading?.end();
  }
}

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
