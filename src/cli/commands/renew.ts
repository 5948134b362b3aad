/** `pai-market renew`: the same signed index with a new expiry, from a timer. */
import { renewMarket } from '#flows/renew-market.ts';
import { defineCommand } from '../command.ts';
import { readNumber } from '../numbers.ts';
import { REPOSITORY_OPTIONS } from '../repository-options.ts';
import { findingLines, firstErrorCode } from '../render/findings.ts';
import { printJson } from '../render/json.ts';
import { servedMarket } from '../served-market.ts';
import { MOST_DAYS, openSigner, PASSPHRASE, SIGNING_OPTIONS } from '../signing-options.ts';

import type { RenewReport } from '#flows/renew-market.ts';
import type { CommandIo, ExitCode } from '../command.ts';

const MOST_AGE = 3650;

export const command = defineCommand({
  name: 'renew',
  summary: 'sign the index of a market once more, before it expires',
  usage:
    'renew [MARKET] --key SECRET_KEY|--gpg KEYID [--passphrase-file FILE] [--if-older DAYS] [--expires DAYS] [--repository DIR] [--json]',
  help: `Writes a new market.json with the next serial and a new expiry, and its signature. No package is signed,
and nothing else is written. MARKET, left out, is the built market of the repository.

It signs only what the same key has signed already: where market.json or the index files are not as
they were signed, it refuses, because a timer must not bless what somebody else put there.

Then publish the market again. The passphrase comes as for pai-market sign, from --passphrase-file,
from ${PASSPHRASE}, or from the terminal.`,
  examples: [
    [
      'Every night, but renew only once a month',
      'pai-market renew market --gpg 0123456789ABCDEF0123456789ABCDEF01234567 --if-older 30',
    ],
    ['Renew at once, for two weeks', 'pai-market renew market --key signing.asc --expires 14'],
  ],
  exitCodes: {
    0: 'renewed, or not old enough yet',
    1: 'refused: nothing was signed, or what was signed is not as a reader wants it',
    3: 'MARKET is built or signed by another process right now; nothing was done',
  },
  seeAlso: ['sign', 'publish', 'docs/continuous-integration.md'],
  completes: 'folder',
  positionals: { min: 0, max: 1 },
  options: {
    ...SIGNING_OPTIONS,
    'if-older': {
      type: 'value',
      placeholder: 'DAYS',
      summary: 'do nothing while market.json is younger than this and has not expired',
    },
    expires: {
      type: 'value',
      placeholder: 'DAYS',
      summary: `how long the new one is good, 1 to ${MOST_DAYS} days; as long as the old one if absent`,
      setting: 'sign.expires',
    },
    ...REPOSITORY_OPTIONS,
  },
  async run({ positionals, values, json }, io) {
    const wish = {
      ifOlderDays: readNumber('if-older', values['if-older'], { min: 0, max: MOST_AGE }),
      expiresDays: readNumber('expires', values.expires, { min: 1, max: MOST_DAYS }),
    };
    const folder = await servedMarket({ market: positionals[0], ...values }, io);
    const report = await renewMarket(
      { market: io.files.tree(folder), openSigner: () => openSigner(values, io) },
      { ...io, ...wish },
    );
    return json ? printReport(report, io) : writeReport(report, io);
  },
});

function printReport({ fingerprint, ...report }: RenewReport, io: CommandIo): ExitCode {
  const code = firstErrorCode(report.findings);
  const verdict = code === null ? 'good' : 'refused';
  printJson(io, { verdict, code, fingerprint: fingerprint ?? null, ...report });
  return code === null ? 0 : 1;
}

function writeReport(report: RenewReport, io: CommandIo): ExitCode {
  const { renewed, fingerprint, index, replaced, findings } = report;
  io.stderr(findingLines(findings));
  const what = renewed ? `renewed by ${fingerprint}` : 'is young enough';
  const { market, serial, expires } = index;
  io.stdout(`market.json of ${market} ${what}: serial ${serial}, expires ${expires}\n`);
  if (replaced) {
    io.stdout(
      'Signatures of other keys were replaced; those keys sign beside this one with --add\n',
    );
  }
  if (firstErrorCode(findings) === null) return 0;
  io.stderr('A reader would refuse this market: repair it before you publish it.\n');
  return 1;
}
