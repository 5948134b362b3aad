/** The options of `install`, and what they say together. */
import { MarketError } from '#core/errors.ts';
import { CDAP_PLACE_OPTIONS, CLUSTER_OPTIONS } from './cluster-options.ts';
import { MARKET_OPTIONS, readMarketConfig, readMarketId } from './market-options.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { Decisions } from '#core/model/install.ts';
import type { CommandIo, OptionSpecs, OptionValues } from './command.ts';

const DECISIONS = ['adopt', 'replace', 'again'] as const;

export const INSTALL_OPTIONS = {
  ...MARKET_OPTIONS,
  'market-id': {
    type: 'value',
    placeholder: 'ID',
    summary:
      'id of the market for the tag of jobs; that of --market, else of the signed index, else made from MARKET',
  },
  'external-origin': {
    type: 'list',
    placeholder: 'ORIGIN',
    summary:
      'other server that packages may read files from, such as https://downloads.example.org',
  },
  ...CLUSTER_OPTIONS,
  user: { type: 'value', placeholder: 'NAME', required: true, summary: 'user on the cluster' },
  ...CDAP_PLACE_OPTIONS,
  answers: {
    type: 'value',
    placeholder: 'FILE',
    completes: 'file',
    summary: 'answers for the fields of the wizard',
  },
  'accept-license': {
    type: 'flag',
    summary: 'accept the licences of the package and of all that it needs',
  },
  'dry-run': { type: 'flag', summary: 'show the plan; ask the clusters, but change nothing' },
  plan: {
    type: 'value',
    placeholder: 'FILE',
    completes: 'file',
    summary: 'save the plan there, as the page saves it',
  },
  adopt: {
    type: 'list',
    placeholder: 'ID',
    summary: 'use what is there already, or count the request as done',
  },
  replace: { type: 'list', placeholder: 'ID', summary: 'put what is there anew' },
  again: { type: 'list', placeholder: 'ID', summary: 'send a request again whose answer was lost' },
  journal: {
    type: 'value',
    placeholder: 'FILE',
    completes: 'file',
    summary: 'keep there how far the install came, and go on from it',
  },
  receipt: {
    type: 'value',
    placeholder: 'FILE',
    completes: 'file',
    summary: 'save the receipt there, for undo and for the Installed page',
  },
  wait: {
    type: 'flag',
    summary: 'wait until the jobs ended; exit code 1 if one did not succeed',
  },
} as const satisfies OptionSpecs;

export type InstallValues = OptionValues<typeof INSTALL_OPTIONS>;

/** The tag's id is the market's, whether the signed index is held against it (--market) or not (--market-id). Throws `usage`. */
export async function readInstallConfig(
  market: string,
  values: InstallValues,
  io: CommandIo,
): Promise<MarketConfig> {
  const config = await readMarketConfig(market, values, io);
  const { 'market-id': tag, 'external-origin': origins } = values;
  const externalOrigins = origins.map(readOrigin);
  if (tag === undefined) return { ...config, externalOrigins };
  if (values.market !== undefined && values.market !== tag) {
    throw new MarketError('usage', '--market and --market-id name two markets; one is enough.');
  }
  return { ...config, externalOrigins, id: readMarketId(tag, 'market-id') };
}

/** By request id. Throws `usage` where one is decided twice. */
export function readDecisions(values: InstallValues): Decisions {
  const decisions: Decisions = {};
  for (const decision of DECISIONS) {
    for (const id of values[decision]) {
      if (Object.hasOwn(decisions, id)) {
        throw new MarketError('usage', `Two things are decided about request ${id}.`);
      }
      Object.defineProperty(decisions, id, { value: decision, enumerable: true, writable: true });
    }
  }
  return decisions;
}

function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  throw new MarketError(
    'usage',
    `--external-origin "${text}" must be an origin, such as https://downloads.example.org.`,
  );
}
