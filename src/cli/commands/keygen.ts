/** `pai-market keygen`: a key for signing a market, and what administrators need of it. */
import { join } from 'node:path';

import { MarketError } from '#core/errors.ts';
import { makeMarketKey } from '#flows/make-market-key.ts';
import { defineCommand } from '../command.ts';
import { readMarketId } from '../market-options.ts';
import { readNumber } from '../numbers.ts';
import { printJson } from '../render/json.ts';
import { PASSPHRASE, readPassphrase } from '../signing-options.ts';

import type { KeyWish, NewKey } from '#core/ports.ts';
import type { CommandIo } from '../command.ts';

const ALGORITHMS = ['ed25519', 'rsa4096'] as const;
const MOST_DAYS = 3650;
const LEAST_LETTERS = 8;
/** Nothing that would end a user ID or begin another one. */
const NAME = /^[^\p{Cc}\p{Cf}<>()@]{1,100}$/u;
const EMAIL = /^[^\s\p{Cc}\p{Cf}<>()@]+@[^\s\p{Cc}\p{Cf}<>()@]+$/u;

export const command = defineCommand({
  name: 'keygen',
  summary: 'make a key for signing a market, and the configuration that trusts it',
  usage:
    'keygen FOLDER --name NAME [--email ADDRESS] [--algorithm ed25519|rsa4096] [--days N] [--passphrase-file FILE|--no-passphrase] [--market ID] [--url ADDRESS] [--json]',
  help: `Makes an OpenPGP key with a subkey that signs, and writes four files into FOLDER, which must be new or
empty: secret.asc (the whole key; keep it off line), signing.asc (only what signs; for the machine that
signs), public.asc (for administrators and readers), revoked.asc (the certificate with its revocation;
keep it off line until the key is in wrong hands, then hand it to administrators).

Prints the fingerprint, which administrators compare by another way, and the entry of the market for
the plugin's configuration.

The passphrase that locks both secrets comes from --passphrase-file, from ${PASSPHRASE},
or is asked for at the terminal. gpg --import takes all four files.`,
  examples: [
    [
      'Make a key for a market',
      "pai-market keygen keys --name 'Example market' --email market@example.org --market example-market --url https://market.example.org/v1",
    ],
    ['Sign with it', 'pai-market sign market --key keys/signing.asc'],
  ],
  seeAlso: ['sign', 'renew', 'docs/publishing.md', 'docs/trust.md'],
  completes: 'folder',
  positionals: { min: 1, max: 1 },
  options: {
    name: {
      type: 'value',
      placeholder: 'NAME',
      required: true,
      summary: 'who signs, as administrators and users read it',
    },
    email: { type: 'value', placeholder: 'ADDRESS', summary: 'address of who signs' },
    algorithm: {
      type: 'value',
      placeholder: 'NAME',
      default: 'ed25519',
      completes: ALGORITHMS,
      summary: 'ed25519, or rsa4096 for tools of before 2015',
    },
    days: {
      type: 'value',
      placeholder: 'N',
      default: '730',
      summary: `until the key expires, 1 to ${MOST_DAYS}`,
    },
    'passphrase-file': {
      type: 'value',
      placeholder: 'FILE',
      completes: 'file',
      summary: 'file whose first line is the passphrase',
    },
    'no-passphrase': {
      type: 'flag',
      summary: 'leave the secret files unlocked: whoever reads them can sign',
    },
    market: { type: 'value', placeholder: 'ID', summary: 'id of the market in the configuration' },
    url: {
      type: 'value',
      placeholder: 'ADDRESS',
      summary: 'address of the market in the configuration',
    },
  },
  async run({ positionals, values, json }, io) {
    const folder = positionals[0] as string;
    const wish = readWish(values);
    const market = values.market === undefined ? undefined : readMarketId(values.market, 'market');
    await assertFree(folder, io);
    const passphrase = await choosePassphrase(values, io);
    const key = await makeMarketKey({ ...wish, passphrase }, io);
    const files = await writeKey(folder, key, io);
    const entry = configuration(key, { id: market, name: values.name, url: values.url });
    const { fingerprint, signingFingerprint, expires } = key;
    if (json) {
      const document = { fingerprint, signingFingerprint, expires, files };
      printJson(io, { verdict: 'good', code: null, ...document, configuration: entry });
    } else io.stdout(text(key, files, entry));
    return 0;
  },
});

interface WishValues {
  name: string;
  email: string | undefined;
  algorithm: string;
  days: string;
}

/** Throws `usage`. */
function readWish({ name, email, algorithm, days }: WishValues): Omit<KeyWish, 'passphrase'> {
  const known = ALGORITHMS.find((each) => each === algorithm);
  if (!known) throw usage(`--algorithm is ${ALGORITHMS.join(' or ')}, not "${algorithm}".`);
  if (!NAME.test(name)) throw usage('--name must be 1 to 100 letters without < > ( ) @.');
  if (email !== undefined && !EMAIL.test(email)) throw usage(`"${email}" is no e-mail address.`);
  const range = { min: 1, max: MOST_DAYS };
  return { name, email, algorithm: known, days: readNumber('days', days, range) ?? 1 };
}

const NAMES = {
  secret: 'secret.asc',
  signing: 'signing.asc',
  certificate: 'public.asc',
  revoked: 'revoked.asc',
} as const;

type Part = keyof typeof NAMES;
const PARTS = Object.keys(NAMES) as Part[];

/** Before a passphrase is asked for. */
async function assertFree(folder: string, { files }: CommandIo): Promise<void> {
  const kind = await files.kind(folder);
  if (kind === undefined) return;
  if (kind === 'folder' && (await files.tree(folder).list()).length === 0) return;
  throw usage(`${folder} is there already, and no key is ever overwritten: name another folder.`);
}

async function choosePassphrase(
  values: { 'passphrase-file': string | undefined; 'no-passphrase': boolean },
  io: CommandIo,
): Promise<string | undefined> {
  const file = values['passphrase-file'];
  if (values['no-passphrase']) {
    if (file === undefined) return undefined;
    throw usage('--no-passphrase and --passphrase-file exclude each other.');
  }
  const given = (await readPassphrase(file, io)) ?? (await askTwice(io));
  if (given === undefined) {
    throw usage(
      `A passphrase is needed: give --passphrase-file or ${PASSPHRASE}, or call this at a terminal; --no-passphrase goes without.`,
    );
  }
  if ([...given].length >= LEAST_LETTERS) return given;
  throw usage(`A passphrase has at least ${LEAST_LETTERS} letters: shorter ones are guessed.`);
}

async function askTwice(io: CommandIo): Promise<string | undefined> {
  const first = await io.askHidden('Passphrase of the new key: ');
  if (first === undefined) return undefined;
  const second = await io.askHidden('The same once more: ');
  if (first === second) return first;
  throw usage('The two passphrases differ; no key was made.');
}

/** All of it or nothing: half a key is of no use, and the next call would not write over it. */
async function writeKey(folder: string, key: NewKey, io: CommandIo): Promise<Record<Part, string>> {
  const parts = PARTS.map((part) => ({
    name: NAMES[part],
    bytes: new TextEncoder().encode(key[part]),
    // The revocation, too: whoever has it can end the key.
    isPrivate: part !== 'certificate',
  }));
  await io.files.createFolder(folder, parts);
  const paths = PARTS.map((part) => [part, join(folder, NAMES[part])]);
  return Object.fromEntries(paths) as Record<Part, string>;
}

interface Entry {
  id: string | undefined;
  name: string;
  url: string | undefined;
}

/** As administrators paste it into the plugin's configuration. */
function configuration({ fingerprint, certificate }: NewKey, { id, name, url }: Entry) {
  return {
    ...{ id: id ?? 'example-market', name, url: url ?? 'https://market.example.org/v1' },
    ...{ keys: [certificate], fingerprints: [fingerprint], trust: 'strict' },
  };
}

function text(key: NewKey, files: Record<Part, string>, entry: object): string {
  const grouped = key.fingerprint.replace(/(.{4})(?=.)/g, '$1 ');
  return `fingerprint  ${grouped}
expires      ${key.expires}

${files.secret}   the whole secret key: keep it off line
${files.signing}  signs, and nothing else: for the machine that signs
${files.certificate}   for administrators and readers
${files.revoked}  ends the key: keep it off line until it is in wrong hands

The market for the plugin's configuration; administrators compare the fingerprint by another way:

${JSON.stringify(entry, undefined, 2)}
`;
}

function usage(sentence: string): MarketError {
  return new MarketError('usage', sentence);
}
