/** `pai-market verify-file`: judges one file with its detached signature, as the marketplace judges every file of a market. */
import { MarketError } from '#core/errors.ts';
import {
  createKeyring,
  readFingerprints,
  toArmoredCertificate,
  toArmoredSignature,
  verifySigned,
} from '#core/verify/index.ts';
import { defineCommand } from '../command.ts';
import { printJson } from '../render/json.ts';

import type { Evidence } from '#core/model/trust.ts';
import type { CommandIo } from '../command.ts';

const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;
const MAX_THRESHOLD = 64;

export const command = defineCommand({
  name: 'verify-file',
  summary: 'check one file and its signature against certificates',
  usage:
    'verify-file FILE --signature ASC --key CERT… [--fingerprint FPR…] [--threshold N] [--at TIME] [--json]',
  help: 'Without --fingerprint every certificate given by --key is trusted; with it only those whose primary key has one of the fingerprints. The keys are judged at TIME, by default now.',
  examples: [
    [
      'Check an archive that somebody handed on',
      'pai-market verify-file archive.zip --signature archive.zip.asc --key market.asc',
    ],
  ],
  seeAlso: ['verify', 'docs/trust.md'],
  positionals: { min: 1, max: 1 },
  options: {
    signature: {
      type: 'value',
      placeholder: 'ASC',
      completes: 'file',
      summary: 'the detached signature, armored or binary',
      required: true,
    },
    key: {
      type: 'list',
      placeholder: 'CERT',
      completes: 'file',
      summary: 'a file with public certificates',
      required: true,
    },
    fingerprint: {
      type: 'list',
      placeholder: 'FPR',
      summary: 'full fingerprint of a primary key to trust',
    },
    threshold: {
      type: 'value',
      placeholder: 'N',
      summary: 'how many different certificates must have signed (1)',
    },
    at: { type: 'value', placeholder: 'TIME', summary: 'the time to judge at, RFC 3339' },
  },
  async run({ positionals, values, json }, io) {
    const [path = ''] = positionals;
    const { limits } = io;
    const now = values.at === undefined ? io.clock.now() : parseTime(values.at);
    const threshold = parseThreshold(values.threshold);
    const signature = await readSignature(values.signature, io);
    const armored = await Promise.all(
      values.key.map(async (file) =>
        toArmoredCertificate(await io.files.read(file, limits.keyBytes)),
      ),
    );
    const pins = values.fingerprint;
    const fingerprints = pins.length > 0 ? pins : await readFingerprints(armored, limits);
    const keyring = await createKeyring({ armored, fingerprints, now, limits });
    const { evidence } = await verifySigned({
      path,
      bytes: await io.files.read(path, limits.archiveBytes),
      signature,
      keyring,
      threshold,
      now,
      limits,
      level: 'signatures',
    });
    if (json) printJson(io, documentOf(evidence));
    else io.stdout(toText(path, evidence));
    return 0;
  },
  errorJson: ({ code, message, details }) => ({
    verdict: 'bad',
    code,
    message,
    details,
    signer: null,
    signers: [],
  }),
});

/** Armored or binary. R25: an empty file is no signature. */
async function readSignature(path: string, io: CommandIo): Promise<Uint8Array | undefined> {
  const limit = io.limits.signatureBytes;
  try {
    const bytes = await io.files.read(path, limit);
    return bytes.length > 0 ? toArmoredSignature(bytes) : undefined;
  } catch (error) {
    if (!(error instanceof MarketError) || error.code !== 'net-too-large') throw error;
    throw new MarketError('signature-too-large', `${path} has more than ${limit} bytes.`, {
      cause: error,
      details: { file: path, allowed: limit },
    });
  }
}

function documentOf({ signers, sha256 }: Evidence) {
  const [first] = signers;
  return {
    verdict: 'good',
    code: null,
    signer: first ? { fingerprint: first.fingerprint, created: first.created } : null,
    signers,
    sha256,
  };
}

function toText(path: string, { signers, sha256 }: Evidence): string {
  const lines = signers.map(
    ({ fingerprint, userId, created, hash }) =>
      `  signed by ${fingerprint} (${userId}) at ${created}, ${hash}`,
  );
  return `good: ${path}\n${lines.join('\n')}\n  SHA-256 ${sha256}\n`;
}

function parseTime(text: string): number {
  const time = RFC_3339.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new MarketError(
      'usage',
      `--at ${text} is no time; write it as 2026-11-22T12:00:00Z (RFC 3339).`,
    );
  }
  return time;
}

function parseThreshold(text: string | undefined): number {
  const threshold = text === undefined ? 1 : Number(text);
  if (!Number.isInteger(threshold) || threshold < 1 || threshold > MAX_THRESHOLD) {
    throw new MarketError('usage', `--threshold must be 1 to ${MAX_THRESHOLD}, not ${text}.`);
  }
  return threshold;
}
