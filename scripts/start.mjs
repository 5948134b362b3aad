/** `npm start`: sees to dependencies and build, then serves portal, cluster and sample market on loopback. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuild, ensureDependencies, root } from './setup.mjs';

const HELP = `Usage: npm start -- [options]

Serves, on this machine only, a portal page with the plugin in it, a signed sample market and a
cluster that keeps jobs without running them; beside it a CDAP that keeps what it is given. What they
keep lies in .sandbox/.

Options:
  --port PORT          first port to try (8600); taken ports are passed over
  --market URL         another market instead of the sample
  --market DIR         one that npm run make-market made
  --rows N             a market of N rows (five versions of each package), made at the first time
  --key CERT           file or address of an armored certificate for that market; may be repeated
  --fingerprint FPR    full fingerprint that a certificate must have; may be repeated
  --trust LEVEL        trust level for that market: strict (with keys, if left out), signatures or off
  --cdap VERSION       version that the CDAP at /cdap says it is (5.1.0): streams up to 5.x, drafts from 6.3
  --cdap-token TOKEN   a token that it asks for; none, if left out
  --csp                send the strict Content-Security-Policy that the plugin must run under
  --help               print this

Environment:
  PAI_REST_SERVER_URI  a real cluster's REST server, such as https://pai.example.org/rest-server
  PAI_USER, PAI_TOKEN  whom to log in there
`;

/** A mistake of the caller: one line, exit code 2. */
class UsageError extends Error {}

function readOptions() {
  const { values } = parse();
  if (values.help) return undefined;
  return {
    port: readPort(values.port ?? '8600'),
    csp: values.csp ?? false,
    cdap: readCdap(values),
    ...readMarket(values),
    ...readCluster(process.env),
  };
}

function parse() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string' },
        market: { type: 'string' },
        rows: { type: 'string' },
        key: { type: 'string', multiple: true },
        fingerprint: { type: 'string', multiple: true },
        trust: { type: 'string' },
        cdap: { type: 'string' },
        'cdap-token': { type: 'string' },
        csp: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error.message);
  }
}

function readPort(text) {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65_536) return Number(text);
  throw new UsageError(`--port takes a number from 0 to 65535, not ${text}`);
}

function readMarket({ market, rows, key = [], fingerprint = [], trust }) {
  const isMade = market !== undefined && existsSync(join(market, 'config.json'));
  const pins = key.length > 0 || fingerprint.length > 0 || trust !== undefined;
  if (pins && (market === undefined || isMade)) {
    throw new UsageError('--key, --fingerprint and --trust belong to --market URL');
  }
  if (rows !== undefined) return { rows: readRows(rows, market) };
  if (market === undefined) return {};
  if (isMade) return { made: resolve(market) };
  if (!isWebAddress(market)) {
    throw new UsageError(`--market takes an address or the folder of a made market, not ${market}`);
  }
  if (trust !== undefined && !['strict', 'signatures', 'off'].includes(trust)) {
    throw new UsageError(`--trust takes strict, signatures or off, not ${trust}`);
  }
  const level = trust === undefined ? {} : { trust };
  return { market: { url: market, keys: key, fingerprints: fingerprint, ...level } };
}

function readRows(text, market) {
  if (market !== undefined) throw new UsageError('--rows makes a market, so there is no --market');
  if (/^\d{1,6}$/.test(text) && Number(text) >= 5 && Number(text) <= 250_000) return Number(text);
  throw new UsageError(`--rows takes a number from 5 to 250000, not ${text}`);
}

function readCdap({ cdap: version = '5.1.0', 'cdap-token': token }) {
  if (!/^\d+\.\d+\.\d+(-SNAPSHOT)?$/.test(version)) {
    throw new UsageError(`--cdap takes a version such as 5.1.0, not ${version}`);
  }
  return { version, ...(token === undefined ? {} : { auth: { token } }) };
}

function readCluster({ PAI_REST_SERVER_URI: uri, PAI_USER: user, PAI_TOKEN: token }) {
  if (!uri) {
    if (user || token) throw new UsageError('PAI_USER and PAI_TOKEN need PAI_REST_SERVER_URI');
    return {};
  }
  if (!isWebAddress(uri)) throw new UsageError(`PAI_REST_SERVER_URI is not an address: ${uri}`);
  if (Boolean(user) !== Boolean(token)) throw new UsageError('PAI_USER and PAI_TOKEN go together');
  return { cluster: { uri, ...(user ? { account: { user, token } } : {}) } };
}

function isWebAddress(text) {
  return /^https?:\/\//.test(text) && URL.canParse(text);
}

/** Resolves at the first Ctrl-C or request to end; a second one ends at once. */
function untilEnded() {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
  });
}

async function main() {
  const options = readOptions();
  if (!options) {
    console.log(HELP);
    return;
  }
  ensureDependencies();
  ensureBuild();
  const { startSandbox } = await import(pathToFileURL(join(root, 'dist', 'sandbox.js')).href);
  const ended = untilEnded();
  const print = (line) => console.log(line);
  const { made, rows, ...others } = options;
  const large =
    made !== undefined || rows !== undefined ? await openMade({ made, rows, print }) : undefined;
  const markets = large && { markets: [large.config] };
  const sandbox = await startSandbox({ ...others, ...markets, print });
  console.log(`
Market:  ${sandbox.marketUrl}
Cluster: ${sandbox.clusterBase}
CDAP:    ${sandbox.cdapBase}
User:    ${sandbox.user ?? 'nobody is logged in'}

Open ${sandbox.portalUrl}

Ctrl-C ends it.`);
  await ended;
  await sandbox.close();
  await large?.server.close();
}

/** A market that was made, or is made now. */
async function openMade({ made, rows, print }) {
  const { makeMarket, serveMarket } = await import('./make-market.mjs');
  if (rows !== undefined) print(`Making a market of ${rows} rows where it is not there yet …`);
  const { out } =
    made === undefined ? await makeMarket({ packages: Math.ceil(rows / 5), print }) : { out: made };
  return serveMarket(out);
}

try {
  await main();
} catch (error) {
  console.error(error.message);
  if (error instanceof UsageError) console.error('Try: npm start -- --help');
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
