/** The options by which commands are told with which key to sign, and how they get at it. */
import { MarketError } from '#core/errors.ts';

import type { Signer } from '#core/ports.ts';
import type { CommandIo, OptionSpecs, OptionValues } from './command.ts';

export const PASSPHRASE = 'PAI_MARKET_PASSPHRASE';

/** Readers take no index that is good for longer. */
export const MOST_DAYS = 90;

/** A repository of somebody else must not say with which of my keys I sign. */
export const SIGNING_OPTIONS = {
  key: {
    type: 'value',
    placeholder: 'SECRET_KEY',
    completes: 'file',
    summary: 'file with one armored OpenPGP secret key',
    setting: 'sign.key',
    userOnly: true,
  },
  gpg: {
    type: 'value',
    placeholder: 'KEYID',
    summary: 'a key of your own gpg, its agent or your smart card, best by its full fingerprint',
    setting: 'sign.gpg',
    userOnly: true,
  },
  'passphrase-file': {
    type: 'value',
    placeholder: 'FILE',
    completes: 'file',
    summary: 'file whose first line is the passphrase of --key',
    setting: 'sign.passphrase-file',
    userOnly: true,
  },
} as const satisfies OptionSpecs;

type SigningValues = OptionValues<typeof SIGNING_OPTIONS>;

/** Throws `usage`, config-invalid, key-unusable, key-agent, `cancelled`. */
export async function openSigner(
  { key, gpg, 'passphrase-file': passphraseFile }: SigningValues,
  io: CommandIo,
): Promise<Signer> {
  if (key !== undefined && gpg !== undefined) {
    throw new MarketError(
      'usage',
      '--key and --gpg exclude each other; where you gave only one, the other is a setting (pai-market config shows it).',
    );
  }
  if (gpg !== undefined) return io.openGpgSigner(gpg);
  if (key === undefined) {
    throw new MarketError(
      'usage',
      'With which key? Give --key SECRET_KEY or --gpg KEYID; pai-market keygen makes a key.',
    );
  }
  const armored = decode(await io.files.read(key, io.limits.keyBytes));
  return io.makeSigner({ armored, passphrase: await readPassphrase(passphraseFile, io) });
}

/** From the file or the environment; undefined where neither says it. It is never an argument, which other users of the machine could see. */
export async function readPassphrase(
  file: string | undefined,
  io: Pick<CommandIo, 'files' | 'limits' | 'env'>,
): Promise<string | undefined> {
  if (file === undefined) return io.env(PASSPHRASE);
  return firstLine(decode(await io.files.read(file, io.limits.keyBytes)));
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0] ?? '';
}
