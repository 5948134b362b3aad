/** Door 2: the words of the command line, with the world of Node, to a command; its result becomes the exit code. */
import { randomBytes } from 'node:crypto';

import { availableParallelism } from 'node:os';

import { createClock } from '#adapters/http/clock.ts';
import { createCluster } from '#adapters/http/cluster.ts';
import { createFetchSources } from '#adapters/http/fetch-source.ts';
import { createPageMemory } from '#adapters/http/page-memory.ts';
import { askHidden } from '#adapters/node/ask-hidden.ts';
import { openFileMemory } from '#adapters/node/file-memory.ts';
import { cacheFolder } from '#adapters/node/cache-folder.ts';
import { createFiles } from '#adapters/node/files.ts';
import { readGitHead } from '#adapters/node/git-head.ts';
import { createFolderCache } from '#adapters/node/folder-cache.ts';
import { createLinkChecker } from '#adapters/node/link-checker.ts';
import { createRepositories } from '#adapters/node/repositories.ts';
import { serveFolder } from '#adapters/node/serve-folder.ts';
import { nameOwnProcess } from '#adapters/node/own-process.ts';
import { openPublishTarget } from '#adapters/node/publish-target.ts';
import { createNodeSources } from '#adapters/node/sources.ts';
import { createWorkerPool } from '#adapters/node/worker-pool.ts';
import { createZipCopy } from '#adapters/node/zip-copy.ts';
import { unpackCopy } from '#adapters/node/zip-unpack.ts';
import { runProgram } from '#cli/program.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';

import type { CommandWorld } from '#cli/command.ts';
import type { Workers } from '#core/ports.ts';

/** Put in by scripts/build.mjs. */
declare const __VERSION__: string;

const limits = DEFAULT_LIMITS;
const clock = createClock();
const interrupt = new AbortController();
const ask = (question: string) =>
  askHidden(question, { input: process.stdin, output: process.stderr });
/** Fewer tasks are done before other threads have started. */
const WORTH_THREADS = 24;

function makeWorkers(calls: number, jobs = availableParallelism()): Workers {
  const size = Math.min(jobs, Math.ceil(calls / WORTH_THREADS));
  if (size <= 1) return ownThread();
  // As scripts/build.mjs calls it.
  return createWorkerPool({ script: new URL('./build-worker.js', import.meta.url), size });
}

/** What builds and what signs is large, and most commands do neither: it is loaded when it is first asked for. */
function ownThread(): Workers {
  let loaded: Promise<Workers> | undefined;
  const load = () =>
    (loaded ??= import('./build-world.ts').then(({ createOwnThread }) => createOwnThread()));
  return {
    size: 1,
    call: async (name, input) => (await load()).call(name, input),
    close: async () => (await loaded)?.close(),
  };
}

const world: CommandWorld = {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  files: createFiles(),
  repositories: createRepositories(),
  sources: createNodeSources(createFetchSources({ limits })),
  memory: createPageMemory(),
  openMemory: openFileMemory,
  ownProcess: nameOwnProcess,
  openTarget: (name, options) => openPublishTarget(name, options, clock),
  makeZipCopy: createZipCopy,
  unpackCopy,
  makeCluster: (access) => createCluster({ ...access, token: () => access.token, limits }),
  makeSigner: async (key) => {
    const { createSigner } = await import('#adapters/node/pgp-signer.ts');
    const askPassphrase = () => ask('Passphrase of the signing key: ');
    return createSigner({ ...key, now: clock.now, askPassphrase });
  },
  openGpgSigner: async (keyId) => {
    const { createGpgSigner } = await import('#adapters/node/gpg-signer.ts');
    return createGpgSigner({ keyId, env: process.env, signal: interrupt.signal });
  },
  makeKey: async (wish) => {
    const { makeKey } = await import('#adapters/node/pgp-keygen.ts');
    return makeKey(wish, clock.now());
  },
  askHidden: ask,
  makeWorkers,
  openCache: (root) =>
    createFolderCache({
      folder: cacheFolder(root, process.env['XDG_CACHE_HOME']),
      program: __VERSION__,
    }),
  serveFolder,
  checkLinks: createLinkChecker,
  readGitHead,
  clock,
  newId: () => randomBytes(16).toString('hex'),
  limits,
  env: (name) => process.env[name],
  cwd: process.cwd(),
  isTerminal: process.stderr.isTTY === true,
  isOutTerminal: process.stdout.isTTY === true,
  columns: () => process.stderr.columns ?? process.stdout.columns ?? 80,
  signal: interrupt.signal,
};

// The first Ctrl-C lets a command end in order, the second one ends the process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interrupt.abort());
}
// Who reads our output may stop early, as `head` does; any other failure to say the result is one of the command.
process.stderr.on('error', () => undefined);
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') return;
  process.stderr.write(`pai-market: the output cannot be written (${code}).\n`);
  process.exit(1);
});

process.exitCode = await runProgram(process.argv.slice(2), world, __VERSION__);
