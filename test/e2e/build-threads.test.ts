/** Builds as processes of their own: on several threads, several at once, and ended from outside. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createPublisher, JOB, PACKAGE, sourceFiles } from '../fakes/publisher.ts';

import type { Publisher, SourceFiles } from '../fakes/publisher.ts';

/** Made by scripts/test.mjs. */
const CLI = join(import.meta.dirname, '../../dist/cli.js');
/** Enough that more than one thread pays. */
const PACKAGES = 50;

let publisher: Publisher;
beforeAll(() => {
  publisher = createPublisher();
  const files: SourceFiles = { 'market.yaml': sourceFiles()['market.yaml'] };
  for (let number = 0; number < PACKAGES; number += 1) {
    const folder = `packages/p${number}/1.0.0`;
    files[`${folder}/package.yaml`] = PACKAGE.replace('Hello world', `Hello ${number % 7}`);
    files[`${folder}/license.txt`] = 'x\n';
    files[`${folder}/archive/job.yaml`] = JOB;
    files[`${folder}/archive/text.txt`] = `${number} of many\n`.repeat(number * 10);
  }
  publisher.write(files);
});
afterAll(() => publisher.remove());

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

function build(out: string, ...more: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [CLI, 'build', 'source', '--out', out, ...more], {
    cwd: publisher.folder,
    env: { ...process.env, XDG_CACHE_HOME: publisher.path('caches') },
  });
  const ended: Ended = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (part) => (ended.stdout += part));
  child.stderr.on('data', (part) => (ended.stderr += part));
  return new Promise((resolve) => child.on('close', (code) => resolve({ ...ended, code })));
}

/** One digest over all paths and bytes. */
function digestOf(folder: string): string {
  const hash = createHash('sha256');
  const files = readdirSync(publisher.path(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) {
    hash.update(file.slice(publisher.path(folder).length)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

describe('builds on threads', () => {
  it('give the same bytes on one thread and on many, with a cache and without', async () => {
    const digests = new Set<string>();
    for (const [out, ...options] of [
      ['one', '--no-cache', '--jobs', '1'],
      ['three', '--no-cache', '--jobs', '3'],
      ['filling', '--jobs', '2'],
      ['filled', '--jobs', '3'],
    ] as const) {
      const { code, stderr, stdout } = await build(out, ...options);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain(`${PACKAGES} package versions in ${out}, ${PACKAGES} made anew`);
      digests.add(digestOf(out));
    }
    expect(digests.size).toBe(1);
  });

  it('tell all mistakes of all packages, in the order of the packages', async () => {
    // In byte order of names.
    const bad = [11, 3, 47].map((number) => `packages/p${number}/1.0.0/archive/job.yaml`);
    publisher.write(Object.fromEntries(bad.map((path) => [path, 'protocolVersion: 3\n'])));
    const { code, stdout } = await build('bad', '--jobs', '3', '--json');
    publisher.write(Object.fromEntries(bad.map((path) => [path, JOB])));
    expect(code).toBe(1);
    const files = (JSON.parse(stdout) as { findings: { file: string }[] }).findings.map(
      ({ file }) => file,
    );
    expect([...new Set(files)]).toEqual(bad);
    expect(readdirSync(publisher.folder)).not.toContain('bad');
  });

  it('of one market run one at a time; the other is told, and nothing is lost', async () => {
    const ended = await Promise.all([1, 2, 3].map(() => build('shared', '--no-cache')));
    const codes = ended.map(({ code }) => code);
    expect(codes).toContain(0);
    for (const { code, stderr } of ended) {
      if (code === 0) continue;
      expect([code, stderr]).toEqual([3, expect.stringContaining('repository-busy')]);
    }
    expect(digestOf('shared')).toBe(digestOf('one'));
    expect(readdirSync(publisher.folder).filter((name) => name.includes('shared'))).toEqual([
      'shared',
    ]);
  });
});
