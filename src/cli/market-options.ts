/** The options by which commands are told what market to read and whom to trust for it. */
import { MarketError } from '#core/errors.ts';
import { readFingerprints, toArmoredCertificate } from '#core/verify/index.ts';
import { readNumber } from './numbers.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { CommandIo, OptionSpecs, OptionValues } from './command.ts';

const ADDRESS = /^https?:\/\//i;
const LEVELS = ['strict', 'signatures', 'off'] as const;
const MOST_KEYS = 64;

export const MARKET_OPTIONS = {
  key: {
    type: 'list',
    placeholder: 'CERT',
    completes: 'file',
    setting: 'market.key',
    userOnly: true,
    summary: 'file or address of an armored OpenPGP certificate to trust; several may be given',
  },
  fingerprint: {
    type: 'list',
    placeholder: 'FPR',
    setting: 'market.fingerprint',
    userOnly: true,
    summary: 'full fingerprint that the certificate must have; needed for one given by address',
  },
  trust: {
    type: 'value',
    placeholder: 'LEVEL',
    completes: LEVELS,
    setting: 'market.trust',
    userOnly: true,
    summary: 'strict, signatures or off; strict if absent',
  },
  threshold: {
    type: 'value',
    placeholder: 'N',
    summary: 'how many of the certificates must have signed each file; 1 if absent',
  },
  market: {
    type: 'value',
    placeholder: 'ID',
    summary: 'id that the signed index must have; any if absent',
  },
} as const satisfies OptionSpecs;

/** An id as given by an option, which is named in the refusal. Throws `usage`. */
export function readMarketId(given: string, option: string): string {
  if (/^[a-z0-9-]{1,64}$/.test(given)) return given;
  throw new MarketError(
    'usage',
    `--${option} "${given}" must be lower-case letters, digits and "-", at most 64.`,
  );
}

/** An id for a market of which none is known: made from the host or the folder's name. */
function makeMarketId(market: string): string {
  const remote = ADDRESS.test(market) && URL.canParse(market);
  const name = remote ? new URL(market).host : (market.split(/[/\\]/).filter(Boolean).at(-1) ?? '');
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64);
  return id || 'market';
}

/** Whether the signed index must have the configured id, or may have any. */
export type Identity = 'configured' | 'first-use';

export function readIdentity(values: { market: string | undefined }): Identity {
  return values.market === undefined ? 'first-use' : 'configured';
}

/** The configuration that an administrator would write for this market. Throws `usage`. */
export async function readMarketConfig(
  market: string,
  values: OptionValues<typeof MARKET_OPTIONS>,
  io: Pick<CommandIo, 'files' | 'limits'>,
): Promise<MarketConfig> {
  const trust = LEVELS.find((level) => level === values.trust);
  if (values.trust !== undefined && !trust) {
    throw new MarketError(
      'usage',
      `--trust must be one of ${LEVELS.join(', ')}, not "${values.trust}".`,
    );
  }
  const { keys, files } = await readKeys(values.key, io);
  // Who gives a certificate as a file trusts that file; an address needs --fingerprint.
  const fingerprints =
    values.fingerprint.length > 0
      ? values.fingerprint.map(readFingerprint)
      : files.length > 0
        ? await readFingerprints(files, io.limits)
        : [];
  await assertMarketPlace(market, io);
  const threshold = readNumber('threshold', values.threshold, { min: 1, max: MOST_KEYS });
  return {
    id: values.market === undefined ? makeMarketId(market) : readMarketId(values.market, 'market'),
    url: market,
    ...(keys.length > 0 && { keys }),
    ...(fingerprints.length > 0 && { fingerprints }),
    ...(trust && { trust }),
    ...(threshold && { threshold }),
  };
}

/** A folder, an address, or a copy of a market in one file. */
async function assertMarketPlace(market: string, io: Pick<CommandIo, 'files'>): Promise<void> {
  if (/^(?:https?|file):/i.test(market)) return;
  const kind = await io.files.kind(market);
  if (kind === 'folder' || (kind === 'file' && /\.zip$/i.test(market))) return;
  throw new MarketError(
    'usage',
    `${market} is neither a folder nor an http(s) address. A copy in one file has a name that ends in .zip.`,
    { details: { file: market } },
  );
}

/** Addresses are fetched, and held against the fingerprints, by the flow. */
async function readKeys(
  given: string[],
  io: Pick<CommandIo, 'files' | 'limits'>,
): Promise<{ keys: string[]; files: string[] }> {
  const addresses = given.filter((key) => ADDRESS.test(key));
  const files: string[] = [];
  for (const key of given) {
    if (ADDRESS.test(key)) continue;
    files.push(toArmoredCertificate(await io.files.read(key, io.limits.keyBytes)));
  }
  return { keys: [...files, ...addresses], files };
}

/** gpg prints fingerprints in groups of four. Throws `usage` for a short key ID. */
export function readFingerprint(text: string): string {
  const fingerprint = text.replace(/\s/g, '').replace(/^0x/i, '').toUpperCase();
  if (/^(?:[0-9A-F]{40}|[0-9A-F]{64})$/.test(fingerprint)) return fingerprint;
  throw new MarketError(
    'usage',
    `"${text}" is no full fingerprint: 40 or 64 hexadecimal digits are needed.`,
  );
}
