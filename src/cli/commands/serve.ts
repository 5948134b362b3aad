/** `pai-market serve`: a market over HTTP for a team, as its readers need it. */
import { MarketError } from '#core/errors.ts';
import { readFingerprints, toArmoredCertificate } from '#core/verify/index.ts';
import { headersOf } from '#flows/publish/paths.ts';
import { defineCommand } from '../command.ts';
import { readNumber } from '../numbers.ts';
import { printJson } from '../render/json.ts';
import { pluginConfig, pluginConfigText } from '../render/plugin-config.ts';
import { REPOSITORY_OPTIONS } from '../repository-options.ts';
import { marketIdOf, servedMarket } from '../served-market.ts';

import type { ServeOptions } from '#core/publisher-ports.ts';
import type { CommandArgs, CommandIo, ExitCode, OptionSpecs } from '../command.ts';

/** Requests that run when it ends get so long. */
const GRACE_MS = 30_000;

const OPTIONS = {
  host: {
    type: 'value',
    placeholder: 'HOST',
    default: '127.0.0.1',
    setting: 'serve.host',
    userOnly: true,
    summary: 'address to listen at; 0.0.0.0 for all of the machine, so that others reach it',
  },
  port: {
    type: 'value',
    placeholder: 'PORT',
    default: '8400',
    setting: 'serve.port',
    summary: 'port to listen at; 0 for any that is free',
  },
  url: {
    type: 'value',
    placeholder: 'URL',
    setting: 'serve.url',
    summary: 'address by which readers reach it, where that is another: a proxy, a name',
  },
  key: {
    type: 'list',
    placeholder: 'CERT',
    completes: 'file',
    setting: 'market.key',
    userOnly: true,
    summary: 'files of armored certificates, to stand in the configuration that is printed',
  },
  log: { type: 'flag', setting: 'serve.log', summary: 'a line on stderr for each request' },
  ...REPOSITORY_OPTIONS,
} as const satisfies OptionSpecs;

export const command = defineCommand({
  name: 'serve',
  summary: 'host a market, or the built market of a repository, over HTTP for a team',
  usage:
    'serve [MARKET] [--host HOST] [--port PORT] [--url URL] [--key CERT…] [--log] [--repository DIR] [--json]',
  help: `Serves the folder MARKET until Ctrl-C or SIGTERM; requests that run then are ended first, within ${GRACE_MS / 1000}
seconds. Without MARKET it serves what pai-market build made for the repository one is in, the folder market/ of it. A market that build replaces meanwhile is served anew at once.
A copy in one .zip file (pai-market mirror) is laid out in a folder of its own as long as it is served.

Answers have ETag, ranges, compression, CORS for pages of every origin, and cache headers: what belongs to a
version and what lies at by-hash/ may be kept for ever, all else is asked again. Files whose name begins with a
dot, and links, are not served. There is no TLS and nobody is asked who they are: beyond a team's own network
put nginx or Apache before it (docs/hosting).

On stdout stands what an administrator puts into the portal's configuration to use the market.`,
  positionals: { min: 0, max: 1 },
  completes: 'folder',
  options: OPTIONS,
  exitCodes: { 0: 'ended by Ctrl-C or SIGTERM, as it should' },
  examples: [
    ['Try a market that was just built', 'pai-market serve market'],
    [
      'Host the market of this repository for the network',
      'pai-market serve --host 0.0.0.0 --port 8400',
    ],
    [
      'Behind a proxy',
      'pai-market serve market --url https://market.example.org/v1 --key market.asc',
    ],
  ],
  seeAlso: ['build', 'publish', 'docs/hosting/README.md'],
  async run({ positionals, values, json }, io) {
    const [market] = positionals;
    if (market === undefined || !(await isOneFile(market, io))) {
      return serveMarket({ market }, { values, json }, io);
    }
    const copy = await io.unpackCopy(market);
    try {
      return await serveMarket({ market: copy.folder, shown: market }, { values, json }, io);
    } finally {
      await copy.remove();
    }
  },
});

/** A copy as `pai-market mirror` makes it. */
async function isOneFile(market: string, io: CommandIo): Promise<boolean> {
  return /\.zip$/i.test(market) && (await io.files.kind(market)) === 'file';
}

async function serveMarket(
  { market, shown }: { market: string | undefined; shown?: string },
  { values, json }: Pick<CommandArgs<typeof OPTIONS>, 'values' | 'json'>,
  io: CommandIo,
): Promise<ExitCode> {
  const url = values.url === undefined ? undefined : publicUrl(values.url);
  const port = readNumber('port', values.port, { min: 0, max: 65_535 }) ?? 0;
  const folder = await servedMarket({ market, repository: values.repository }, io);
  const certificates = await readCertificates(values.key, io);
  const served = await io.serveFolder({
    folder,
    host: values.host,
    port,
    headersOf,
    ...(values.log && { onAnswer: logTo(io) }),
  });
  try {
    const config = pluginConfig({
      id: (await marketIdOf(folder, io)) ?? 'market',
      url: url ?? served.url,
      ...certificates,
    });
    const name = shown ?? folder;
    if (json) {
      printJson(io, { verdict: 'good', code: null, folder: name, url: served.url, config });
    } else {
      const remark = `${name} at ${served.url} until Ctrl-C; for the configuration of the portal:`;
      io.stdout(`# ${remark}\n${pluginConfigText(config)}`);
    }
    await untilAborted(io.signal);
  } finally {
    await served.close(GRACE_MS);
  }
  return 0;
}

function publicUrl(given: string): string {
  if (/^https?:\/\//i.test(given) && URL.canParse(given)) return given;
  throw new MarketError('usage', `--url must be an http(s) address, not "${given}".`);
}

/** Addresses are the readers' own affair: what stands in the configuration must be what the user has at hand. */
async function readCertificates(given: readonly string[], io: CommandIo) {
  const files = given.filter((key) => !/^https?:\/\//i.test(key));
  const keys = await Promise.all(
    files.map(async (file) => toArmoredCertificate(await io.files.read(file, io.limits.keyBytes))),
  );
  return { keys, fingerprints: keys.length > 0 ? await readFingerprints(keys, io.limits) : [] };
}

/** The address is as it was sent, percent-encoded; what a terminal would act upon is taken out where it is printed. */
function logTo(io: CommandIo): NonNullable<ServeOptions['onAnswer']> {
  return ({ method, target, status, bytes, ms }) => {
    const time = new Date(io.clock.now()).toISOString();
    io.stderr(`${time} ${method} ${target} ${status} ${bytes} bytes ${ms} ms\n`);
  };
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
