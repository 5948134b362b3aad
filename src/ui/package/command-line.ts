/** The same install by the command line: one line for a POSIX shell, with the keys and the level of trust that the portal has. */
import type { MarketConfig, PluginConfig } from '#core/model/generated.ts';
import type { OpenPackage } from '#core/model/market.ts';

export interface CommandInput {
  opened: OpenPackage;
  user: string | undefined;
  /** Address of the cluster's REST server; undefined where it is not known. */
  cluster: string | undefined;
  cdap: PluginConfig['cdap'];
  /** Address of the portal, against which a path of CDAP is read. */
  portal: string;
  /** Whether its licence, if it has one, was accepted; nobody accepts by copying a line. */
  licenseAccepted: boolean;
}

export interface CommandLine {
  text: string;
  /** Certificates that stand in the configuration itself: they must lie beside the command. */
  certificates: { file: string; text: string }[];
}

export function toCommandLine(input: CommandInput): CommandLine {
  const { opened, user, licenseAccepted } = input;
  const { market, name, version } = opened;
  const certificates = certificatesOf(market);
  const words = [
    ['pai-market', 'install', market.url, `${name}@${version}`],
    ...trustWords(market, certificates),
    ...(market.externalOrigins ?? []).map((origin) => ['--external-origin', origin]),
    ...clusterWords(input),
    ['--user', user ?? 'YOUR_NAME'],
    ...(licenseAccepted ? [['--accept-license']] : []),
  ];
  const lines = words.map((line) => line.map(quote).join(' '));
  return { text: lines.join(' \\\n  '), certificates };
}

function certificatesOf({ id, keys = [], trust }: MarketConfig): CommandLine['certificates'] {
  if (trust === 'off') return [];
  const texts = keys.filter((key) => !isAddress(key));
  return texts.map((text, at) => ({
    file: texts.length === 1 ? `${id}.asc` : `${id}-${at + 1}.asc`,
    text,
  }));
}

function trustWords(
  { id, keys = [], fingerprints = [], threshold = 1, trust = 'strict' }: MarketConfig,
  certificates: CommandLine['certificates'],
): string[][] {
  // Only a signed index says which market it is of; otherwise the id is for the tag of jobs.
  const own = [trust === 'strict' ? '--market' : '--market-id', id];
  if (trust === 'off') return [['--trust', 'off'], own];
  const addresses = keys.filter(isAddress);
  return [
    ...[...addresses, ...certificates.map(({ file }) => file)].map((key) => ['--key', key]),
    ...fingerprints.map((fingerprint) => ['--fingerprint', fingerprint.toUpperCase()]),
    ...(threshold > 1 ? [['--threshold', String(threshold)]] : []),
    ['--trust', trust],
    own,
  ];
}

function clusterWords({ opened, cluster, cdap, portal }: CommandInput): string[][] {
  const types = opened.spec.actions.map(({ type }) => type);
  // What another package needs is known only to that package.
  const unknown = types.includes('install_package') || hasDependencies(opened);
  const words: string[][] = [];
  if (cluster !== undefined && (unknown || types.some(isForOpenpai))) {
    words.push(['--cluster', cluster], ['--token-file', 'token.txt']);
  }
  if (cdap?.url !== undefined && (unknown || types.some(isForCdap))) {
    words.push(['--cdap', new URL(cdap.url, portal).href]);
    if (cdap.namespace !== undefined) words.push(['--cdap-namespace', cdap.namespace]);
    if (cdap.systemScope === true) words.push(['--cdap-system-scope']);
  }
  return words;
}

function hasDependencies({ spec }: OpenPackage): boolean {
  return (spec.dependencies?.packages?.length ?? 0) > 0;
}

function isForOpenpai(type: string): boolean {
  return type === 'submit_job' || type === 'open_job';
}

function isForCdap(type: string): boolean {
  return !isForOpenpai(type) && type !== 'informational' && type !== 'install_package';
}

function isAddress(key: string): boolean {
  return /^https?:\/\//i.test(key);
}

/** One word for a POSIX shell; what was made to be run is never run. */
function quote(word: string): string {
  if (/^[A-Za-z0-9_/:=.,@%+-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", "'\\''")}'`;
}
