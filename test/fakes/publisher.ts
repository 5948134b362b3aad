/** A publisher's small real world: sources in a temporary folder, a fresh key, and the command line over Node's adapters. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as openpgp from 'openpgp';

import { createClock } from '#adapters/http/clock.ts';
import { createCluster } from '#adapters/http/cluster.ts';
import { createFetchSources } from '#adapters/http/fetch-source.ts';
import { createPageMemory } from '#adapters/http/page-memory.ts';
import { openFileMemory } from '#adapters/node/file-memory.ts';
import { cacheFolder } from '#adapters/node/cache-folder.ts';
import { createFiles } from '#adapters/node/files.ts';
import { createGpgSigner } from '#adapters/node/gpg-signer.ts';
import { makeKey } from '#adapters/node/pgp-keygen.ts';
import { serveFolder } from '#adapters/node/serve-folder.ts';
import { createSigner } from '#adapters/node/pgp-signer.ts';
import { createFolderCache } from '#adapters/node/folder-cache.ts';
import { readGitHead } from '#adapters/node/git-head.ts';
import { createLinkChecker } from '#adapters/node/link-checker.ts';
import { createRepositories } from '#adapters/node/repositories.ts';
import { nameOwnProcess } from '#adapters/node/own-process.ts';
import { openPublishTarget } from '#adapters/node/publish-target.ts';
import { createNodeSources } from '#adapters/node/sources.ts';
import { createZipCopy } from '#adapters/node/zip-copy.ts';
import { unpackCopy } from '#adapters/node/zip-unpack.ts';
import { runProgram } from '#cli/program.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { createOwnThread } from '../../src/build-world.ts';

import type { CommandWorld, ExitCode } from '#cli/command.ts';

export type SourceFiles = Record<string, string | Uint8Array | undefined>;

export const JOB = `protocolVersion: 2
name: hello
type: job
prerequisites:
  - type: dockerimage
    name: image
    uri: ubuntu:22.04
taskRoles:
  worker:
    instances: 1
    dockerImage: image
    resourcePerInstance:
      gpu: 0
      cpu: 1
      memoryMB: 512
    commands:
      - echo hello
`;

export const PACKAGE = `label: Hello world
description: Says hello
author: Somebody
created: 1763769600
categories: [basics]
license: license.txt
actions:
  - type: submit_job
    arguments:
      - name: protocol
        value: job.yaml
`;

/** A market "test" with hello 1.0.0 and 1.1.0; `changes` replaces files, undefined leaves one out. */
export function sourceFiles(changes: SourceFiles = {}): SourceFiles {
  const version = (number: string): SourceFiles => ({
    [`packages/hello/${number}/package.yaml`]: PACKAGE,
    [`packages/hello/${number}/license.txt`]: 'Do as you like.\n',
    [`packages/hello/${number}/README.md`]: `# Hello ${number}\n`,
    [`packages/hello/${number}/archive/job.yaml`]: JOB,
    [`packages/hello/${number}/archive/data/numbers.txt`]: '1 2 3\n'.repeat(500),
  });
  return {
    'market.yaml': 'id: test\nname: Test\ncategories:\n  - name: basics\n    label: Basics\n',
    ...version('1.0.0'),
    ...version('1.1.0'),
    ...changes,
  };
}

export interface Publisher {
  /** Temporary folder; source/ and what `write` wrote are below it. */
  folder: string;
  path(...names: string[]): string;
  write(files: SourceFiles, below?: string): void;
  io: CommandWorld;
  run(...argv: string[]): Promise<Run>;
  remove(): void;
}

export interface Run {
  code: ExitCode;
  stdout: string;
  stderr: string;
  /** stdout as JSON. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a document of any command, compared by its shape
  json(): any;
}

/** `env` is what commands see of the environment. */
export function createPublisher(env: Record<string, string> = {}): Publisher {
  const folder = mkdtempSync(join(tmpdir(), 'pai-market-test-'));
  const path = (...names: string[]) => join(folder, ...names);
  const io = createIo(env, folder);
  return {
    folder,
    path,
    io,
    write(files, below = 'source') {
      for (const [name, content] of Object.entries(files)) {
        const file = path(below, name);
        mkdirSync(dirname(file), { recursive: true });
        if (content === undefined) rmSync(file, { force: true });
        else writeFileSync(file, content);
      }
    },
    run: (...argv) => run(argv, io),
    remove() {
      for (const each of [folder, cachesOf(folder)]) rmSync(each, { recursive: true, force: true });
    },
  };
}

async function run(argv: string[], io: CommandWorld): Promise<Run> {
  const out = { stdout: '', stderr: '' };
  const code = await runProgram(
    argv,
    {
      ...io,
      stdout: (text) => void (out.stdout += text),
      stderr: (text) => void (out.stderr += text),
    },
    '0.0.0-test',
  );
  return { code, ...out, json: () => JSON.parse(out.stdout) };
}

/** Beside the folder of the publisher, which tests look into. */
function cachesOf(folder: string): string {
  return `${folder}.caches`;
}

function createIo(env: Record<string, string>, cwd: string): CommandWorld {
  const limits = DEFAULT_LIMITS;
  const clock = createClock();
  return {
    stdout: () => undefined,
    stderr: () => undefined,
    files: createFiles(),
    repositories: createRepositories(() => cwd),
    sources: createNodeSources(createFetchSources({ limits })),
    memory: createPageMemory(),
    openMemory: openFileMemory,
    ownProcess: nameOwnProcess,
    openTarget: (name, options) => openPublishTarget(name, options, clock),
    makeZipCopy: createZipCopy,
    unpackCopy,
    makeCluster: ({ token, ...access }) => createCluster({ ...access, token: () => token, limits }),
    makeSigner: (key) => createSigner({ ...key, now: clock.now }),
    openGpgSigner: (keyId) => createGpgSigner({ keyId, env: { ...process.env, ...env } }),
    makeKey: (wish) => makeKey(wish, clock.now()),
    askHidden: () => Promise.resolve(undefined),
    makeWorkers: createOwnThread,
    openCache: (root) =>
      createFolderCache({ folder: cacheFolder(root, cachesOf(cwd)), program: 'test' }),
    serveFolder,
    checkLinks: createLinkChecker,
    readGitHead,
    clock,
    newId: () => randomBytes(16).toString('hex'),
    limits,
    env: (name) => env[name],
    cwd,
    isTerminal: false,
    isOutTerminal: false,
    columns: () => 80,
    signal: new AbortController().signal,
  };
}

export interface PublisherKey {
  secret: string;
  certificate: string;
  fingerprint: string;
}

/** A fresh Ed25519 key, with a passphrase if one is given. */
export async function createKey(options: { passphrase?: string } = {}): Promise<PublisherKey> {
  const { privateKey, publicKey } = await openpgp.generateKey({
    userIDs: [{ name: 'Market', email: 'market@example.org' }],
    date: new Date(Date.now() - 60_000),
    ...options,
  });
  const { keyPacket } = await openpgp.readKey({ armoredKey: publicKey });
  return {
    secret: privateKey,
    certificate: publicKey,
    fingerprint: Buffer.from(keyPacket.getFingerprintBytes()!).toString('hex').toUpperCase(),
  };
}
