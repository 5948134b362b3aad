/** The worker of the benchmark: runs the product's own stages, and JSZip, on bytes that it fetched before, and tells how long each took. */
import JSZip from 'jszip';

import { createFetchSources } from '#adapters/http/fetch-source.ts';
import { createClock } from '#adapters/http/clock.ts';
import { createHashing } from '#core/digest.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { readArchive } from '#core/unpack/index.ts';
import { readSigned } from '#flows/market-files.ts';
import { verifyBytes } from './verify-bytes.mjs';
import { createKeyring } from '#core/verify/index.ts';

const files = new Map();
const limits = DEFAULT_LIMITS;

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const METHODS = {
  /** Keeps the bytes of an address under a name. */
  async load({ name, url }) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url} answers with ${response.status}`);
    files.set(name, new Uint8Array(await response.arrayBuffer()));
  },
  drop({ name }) {
    files.delete(name);
  },
  verify: ({ name, ...input }) => timed(() => verifyBytes({ bytes: files.get(name), ...input })),
  /** The way of an install: downloaded and verified in one go. */
  async install({ base, page, size, sha256, certificate, fingerprint }) {
    const keyring = await createKeyring({
      armored: [certificate],
      fingerprints: [fingerprint],
      now: Date.now(),
      limits,
    });
    const source = createFetchSources({ limits, page }).open(base);
    const place = { source, name: 'bench', version: '1.0.0', limits, clock: createClock() };
    const pin = { size, sha256 };
    return timed(async () => {
      const request = {
        ...{ file: 'archive.zip', limit: limits.archiveBytes, pin },
        ...{ digestCode: 'archive-digest', sizeCode: 'archive-size' },
      };
      const trust = { level: 'strict', keyring, threshold: 1 };
      const { evidence } = await readSigned(place, request, trust);
      if (evidence.signers.length !== 1) throw new Error('not verified');
    });
  },
  listOurs: ({ name, count }) =>
    timed(async () => {
      const { entries } = await readArchive(files.get(name), limits);
      if (entries.size !== count) throw new Error(`${entries.size} entries`);
    }),
  listJszip: ({ name, count }) =>
    timed(async () => {
      const zip = await JSZip.loadAsync(files.get(name));
      const found = Object.keys(zip.files).length;
      if (found !== count) throw new Error(`${found} entries`);
    }),
  inflateOurs: ({ name, size }) =>
    timed(async () => {
      const { entries } = await readArchive(files.get(name), limits);
      const bytes = await entries.get('text.txt').read();
      if (bytes.length !== size) throw new Error(`${bytes.length} bytes`);
    }),
  checkOurs: ({ name }) =>
    timed(async () => {
      const { entries } = await readArchive(files.get(name), limits);
      await entries.get('text.txt').check();
    }),
  inflateJszip: ({ name, size }) =>
    timed(async () => {
      const zip = await JSZip.loadAsync(files.get(name));
      const bytes = await zip.file('text.txt').async('uint8array');
      if (bytes.length !== size) throw new Error(`${bytes.length} bytes`);
    }),
  world: () => ({ secure: self.isSecureContext, subtle: self.crypto?.subtle !== undefined }),
  /** Compiles what is compiled once per page. */
  warm: async () => void (await createHashing(['SHA-256', 'SHA-512'])),
};

self.onmessage = async ({ data: { id, method, input } }) => {
  try {
    self.postMessage({ id, value: await METHODS[method](input) });
  } catch (error) {
    self.postMessage({
      id,
      error: error instanceof Error ? `${error.message} ${error.stack}` : String(error),
    });
  }
};
