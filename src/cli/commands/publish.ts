/** `pai-market publish`: a signed market to where its readers are. */
import { MarketError } from '#core/errors.ts';
import { publishMarket } from '#flows/publish/publish-market.ts';
import { assertApart } from '../apart.ts';
import { defineCommand } from '../command.ts';
import { MARKET_OPTIONS, readIdentity, readMarketConfig } from '../market-options.ts';
import { readNumber } from '../numbers.ts';
import { findingLines, firstErrorCode } from '../render/findings.ts';
import { errorDocument, printJson } from '../render/json.ts';
import { publishLines } from '../render/publish.ts';
import { REPOSITORY_OPTIONS } from '../repository-options.ts';
import { servedMarket } from '../served-market.ts';

import type { PublishReport, PublishWish } from '#flows/publish/publish-market.ts';
import type { CommandIo, ExitCode, Progress } from '../command.ts';

const MOST_AT_ONCE = 64;
const AT_ONCE = 8;

const { trust, ...TRUST_OPTIONS } = MARKET_OPTIONS;

export const command = defineCommand({
  name: 'publish',
  summary: 'send a signed market to a folder or to S3-compatible storage, only what differs',
  usage:
    'publish [MARKET] --to FOLDER|s3://BUCKET/PREFIX --key CERT… [--dry-run] [--full] [--replace] [--endpoint URL] [--region NAME] [--public-read] [--no-cors] [--concurrency N] [--fingerprint FPR…] [--threshold N] [--market ID] [--repository DIR] [--json]',
  help: `Reads MARKET (left out: the built market of the repository) as a reader at level strict would who
trusts --key, and sends what the target lacks: packages first, then the lists, market.json last of all,
so that readers see the old market or the new one and nothing between. Then stale files are removed.

Whether a file differs is told by the signed index that the target has; --full lists the target and
compares all bytes. A market that is not signed, has expired or is older than the one at the target is
refused, and so is a published version with other content, unless --replace is given.

Of two publishers at the same time one wins; the other does nothing and ends with exit code 3. A run
that was killed is gone on with by the next one. Credentials of S3-compatible storage come from where
the AWS tools look for them: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or the machine.`,
  examples: [
    [
      'See what would be sent',
      'pai-market publish market --to s3://market/v1 --key market.asc --dry-run',
    ],
    [
      'Publish to a bucket that everybody may read',
      'pai-market publish market --to s3://market/v1 --key market.asc --public-read',
    ],
    [
      'Publish to a server of your own',
      'pai-market publish market --to s3://market/v1 --endpoint https://s3.example.org --key market.asc',
    ],
    [
      'Publish to a folder that a web server serves',
      'pai-market publish market --to /srv/www/market --key market.asc',
    ],
  ],
  exitCodes: {
    1: 'the market, or what it would do to the target, is refused',
    3: 'another publisher is at it, or the market changed meanwhile; readers see the former market',
  },
  seeAlso: ['build', 'sign', 'serve', 'verify', 'docs/hosting/s3.md'],
  completes: 'folder',
  positionals: { min: 0, max: 1 },
  options: {
    to: {
      type: 'value',
      placeholder: 'FOLDER|s3://BUCKET/PREFIX',
      required: true,
      completes: 'folder',
      setting: 'publish.to',
      // What a stranger's repository names gets requests that are signed with one's own credentials.
      userOnly: true,
      summary: 'where the market goes',
    },
    ...TRUST_OPTIONS,
    'dry-run': { type: 'flag', summary: 'say what would be sent and removed, and do nothing' },
    full: { type: 'flag', summary: 'compare with all files of the target, byte by byte' },
    replace: { type: 'flag', summary: 'let published versions change their content' },
    endpoint: {
      type: 'value',
      placeholder: 'URL',
      setting: 'publish.endpoint',
      userOnly: true,
      summary: 'address of an S3-compatible server; left out, AWS',
    },
    region: {
      type: 'value',
      placeholder: 'NAME',
      setting: 'publish.region',
      summary: 'region of the bucket; left out, AWS_REGION or the profile says it',
    },
    'public-read': {
      type: 'flag',
      setting: 'publish.public-read',
      summary: 'let everybody read each file (ACL public-read), where no policy of the bucket does',
    },
    'no-cors': {
      type: 'flag',
      summary: 'leave the rule of the bucket for pages of other origins alone',
    },
    concurrency: {
      type: 'value',
      placeholder: 'N',
      setting: 'publish.concurrency',
      summary: `files to send at the same time, 1 to ${MOST_AT_ONCE}; ${AT_ONCE} if absent`,
    },
    ...REPOSITORY_OPTIONS,
  },
  async run({ positionals, values, json }, io) {
    const { repository, endpoint, region } = values;
    const concurrency = readNumber('concurrency', values.concurrency, {
      min: 1,
      max: MOST_AT_ONCE,
    });
    const market = await servedMarket({ market: positionals[0], repository }, io);
    const config = await readMarketConfig(market, { ...values, trust: 'strict' }, io);
    assertKey(config.keys);
    await assertApart(market, values.to, io);
    const target = await io.openTarget(values.to, {
      endpoint,
      region,
      publicRead: values['public-read'],
    });
    const report = await publish(
      { config, market: io.files.tree(market), target },
      {
        dryRun: values['dry-run'],
        full: values.full,
        replace: values.replace,
        cors: !values['no-cors'],
        identity: readIdentity(values),
        concurrency: concurrency ?? AT_ONCE,
      },
      io,
    );
    return json ? printReport(report, io) : writeReport(report, io);
  },
  errorJson: (error) => ({
    ...errorDocument(error),
    changes: [],
    send: [],
    remove: [],
    findings: [],
  }),
});

async function publish(
  places: Parameters<typeof publishMarket>[0],
  wish: PublishWish,
  io: CommandIo,
): Promise<PublishReport> {
  let progress: Progress | undefined;
  let shown = '';
  const show = (what: 'reading back' | 'sending', unit: 'packages' | 'bytes') => {
    if (shown !== what) {
      progress?.end();
      progress = io.progress(what, unit);
      shown = what;
    }
    return progress;
  };
  try {
    return await publishMarket(places, wish, {
      ...io,
      process: await io.ownProcess(),
      onProgress: (done, total) => show('reading back', 'packages')?.set(done, total),
      onSent: (sent, total, path) => show('sending', 'bytes')?.set(sent, total, path),
    });
  } finally {
    progress?.end();
  }
}

function assertKey(keys: readonly string[] | undefined): void {
  if (keys && keys.length > 0) return;
  throw new MarketError(
    'usage',
    '--key CERT is needed: the market is read as its readers will read it before anything is sent.',
    {
      details: { usage: 'pai-market publish MARKET --to TARGET --key CERT' },
    },
  );
}

function printReport(report: PublishReport, io: CommandIo): ExitCode {
  const code = firstErrorCode(report.findings);
  printJson(io, { verdict: code === null ? 'good' : 'refused', code, ...report });
  return code === null ? 0 : 1;
}

function writeReport(report: PublishReport, io: CommandIo): ExitCode {
  io.stderr(findingLines(report.findings));
  io.stdout(publishLines(report));
  if (report.outcome !== 'refused') return 0;
  io.stderr('A reader would refuse this market: nothing was published.\n');
  return 1;
}
