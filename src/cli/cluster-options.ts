/** The options that say which clusters a command may ask, as whom, and with whose token. */
import { MarketError } from '#core/errors.ts';
import { readToken } from './install-input.ts';

import type { CdapConfig } from '#core/model/generated.ts';
import type { Clusters } from '#core/ports.ts';
import type { CommandIo, OptionSpecs, OptionValues } from './command.ts';

export const CLUSTER_OPTIONS = {
  cluster: {
    type: 'value',
    placeholder: 'URL',
    summary: 'address of OpenPAI’s REST server, such as https://pai.example.org/rest-server',
  },
  'token-file': {
    type: 'value',
    placeholder: 'FILE',
    completes: 'file',
    summary: 'file with the access token of the user on OpenPAI, nothing else',
  },
  cdap: {
    type: 'value',
    placeholder: 'URL',
    summary: 'address of CDAP, such as https://cdap.example.org:11015',
  },
  'cdap-token-file': {
    type: 'value',
    placeholder: 'FILE',
    completes: 'file',
    summary: 'file with the token for CDAP, nothing else; where CDAP asks for one',
  },
} as const satisfies OptionSpecs;

export const CDAP_PLACE_OPTIONS = {
  'cdap-namespace': {
    type: 'value',
    placeholder: 'NAME',
    summary: 'namespace of CDAP; default if absent',
  },
  'cdap-system-scope': {
    type: 'flag',
    summary: 'let packages write into the system scope of CDAP, which all namespaces see',
  },
} as const satisfies OptionSpecs;

/** The clusters that are given. Throws `usage` where none is, and for a token without its cluster. */
export async function readClusters(
  values: OptionValues<typeof CLUSTER_OPTIONS>,
  io: CommandIo,
): Promise<Clusters> {
  const { cluster, cdap, 'token-file': token, 'cdap-token-file': cdapToken } = values;
  if (cluster === undefined && cdap === undefined) {
    throw new MarketError('usage', '--cluster URL is needed, or --cdap URL, or both.');
  }
  if (cluster !== undefined && token === undefined) {
    throw new MarketError('usage', '--token-file FILE is needed with --cluster.');
  }
  if (cluster === undefined && token !== undefined) {
    throw new MarketError(
      'usage',
      '--token-file goes with --cluster; for CDAP there is --cdap-token-file.',
    );
  }
  if (cdap === undefined && cdapToken !== undefined) {
    throw new MarketError('usage', '--cdap-token-file goes with --cdap.');
  }
  const tokenOf = async (file: string | undefined) =>
    file === undefined ? undefined : await readToken(file, io);
  const clusters: Clusters = {};
  if (cluster !== undefined) {
    clusters.openpai = io.makeCluster({
      name: 'openpai',
      base: cluster,
      token: await tokenOf(token),
    });
  }
  if (cdap !== undefined) {
    clusters.cdap = io.makeCluster({ name: 'cdap', base: cdap, token: await tokenOf(cdapToken) });
  }
  return clusters;
}

/** What an administrator would write below `cdap`. Throws `usage`. */
export function readCdapConfig(values: OptionValues<typeof CDAP_PLACE_OPTIONS>): CdapConfig {
  const { 'cdap-namespace': namespace, 'cdap-system-scope': systemScope } = values;
  if (namespace !== undefined && (!/^\w+$/.test(namespace) || namespace === 'system')) {
    throw new MarketError(
      'usage',
      `--cdap-namespace "${namespace}" must be letters, digits and "_", and not system, which is CDAP's own.`,
    );
  }
  return { ...(namespace === undefined ? {} : { namespace }), systemScope };
}

/** Origins that no package may make anybody read. */
export function originsOf({ openpai, cdap }: Clusters): string[] {
  return [openpai, cdap].flatMap((each) => (each ? [new URL(each.base).origin] : []));
}
