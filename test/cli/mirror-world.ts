/** A signed market that is copied: base 1.0.0, 1.1.0 and 2.0.0; top 1.0.0, which needs base of 1; loose 1.0.0, without archive; gone 1.0.0, withdrawn. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { createKey, createPublisher, JOB, PACKAGE } from '../fakes/publisher.ts';

import type { Publisher, Run } from '../fakes/publisher.ts';

const LICENSE = 'Do as you like.\n';
const needing = (name: string, range: string) =>
  `${PACKAGE}dependencies:\n  packages:\n    - name: ${name}\n      version: '${range}'\n`;
const version = (path: string, yaml: string) => ({
  [`packages/${path}/package.yaml`]: yaml,
  [`packages/${path}/license.txt`]: LICENSE,
  [`packages/${path}/README.md`]: `# ${path}\n`,
  [`packages/${path}/archive/job.yaml`]: JOB,
});

export interface MirrorWorld {
  publisher: Publisher;
  market: string;
  /** The options that trust its key. */
  trust: string[];
  /** A name for a copy that is not there yet. */
  fresh(name?: string): string;
  /** Puts one more package into the market and signs it anew. */
  publish(name: string): Promise<void>;
  mirror(to: string, ...words: string[]): Promise<Run>;
  mirrorOf(from: string, to: string, ...words: string[]): Promise<Run>;
  verify(market: string): Promise<Run>;
  /** With a cluster that answers nobody. */
  install(from: string, name: string): Promise<Run>;
}

export async function startMirrorWorld(): Promise<MirrorWorld> {
  const key = await createKey();
  const publisher = createPublisher();
  publisher.write({
    'market.yaml': 'id: lab\nname: Lab\ncategories:\n  - name: basics\n    label: Basics\n',
    ...version('base/1.0.0', PACKAGE),
    ...version('base/1.1.0', PACKAGE),
    ...version('base/2.0.0', PACKAGE),
    ...version('top/1.0.0', needing('base', '[1.0.0,2.0.0)')),
    ...version('gone/1.0.0', `${PACKAGE}yanked: It was wrong.\n`),
    'packages/loose/1.0.0/package.yaml': PACKAGE,
    'packages/loose/1.0.0/license.txt': LICENSE,
    'packages/loose/1.0.0/job.yaml': JOB,
  });
  const files = { 'key.asc': key.secret, 'cert.asc': key.certificate, token: 'nobody' };
  publisher.write(files, '.');
  const market = publisher.path('market');
  const trust = ['--key', publisher.path('cert.asc')];
  const good = async (...argv: string[]) => {
    const { code, stderr } = await publisher.run(...argv);
    if (code !== 0) throw new Error(stderr);
  };
  const make = async () => {
    await good('build', publisher.path('source'), '--out', market);
    await good('sign', market, '--key', publisher.path('key.asc'));
  };
  await make();
  let copies = 0;
  const mirrorOf: MirrorWorld['mirrorOf'] = (from, to, ...words) =>
    publisher.run('mirror', from, ...words, '--to', to, ...trust);
  const cluster = ['--cluster', 'http://127.0.0.1:9/rest-server'];
  const user = ['--token-file', publisher.path('token'), '--user', 'ada', '--accept-license'];
  return {
    ...{ publisher, market, trust, mirrorOf },
    fresh: (name = 'copy') => publisher.path(`${name}-${++copies}`),
    async publish(name) {
      publisher.write(version(`${name}/1.0.0`, PACKAGE));
      await make();
    },
    mirror: (to, ...words) => mirrorOf(market, to, ...words),
    verify: (folder) => publisher.run('verify', folder, ...trust),
    install: (from, name) => publisher.run('install', from, name, ...trust, ...cluster, ...user),
  };
}

/** Digests by path. */
export function filesOf(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(join(folder, name)).isFile()).sort();
  const digest = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
  return new Map(files.map((name) => [name, digest(name)]));
}

/** Without the note, which the market itself has not. */
export function contentOf(folder: string): Map<string, string> {
  const files = filesOf(folder);
  files.delete('mirror.json');
  return files;
}

/** Takes the pins of specs out of an unsigned list. */
export function unpin(folder: string): void {
  const list = join(folder, 'packages.json');
  const rows = JSON.parse(readFileSync(list, 'utf8')) as { spec?: object }[];
  for (const row of rows) delete row.spec;
  writeFileSync(list, JSON.stringify(rows));
}
