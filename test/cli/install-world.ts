/** A signed market with a package that needs another one, CDAP's stand-in and a cluster, both of which fail where a test says so. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { createCdapServer } from '../../sandbox/cdap/server.ts';
import { withFaults } from '../../sandbox/http/faults.ts';
import { listen } from '../../sandbox/http/server.ts';
import { startFakeCluster } from '../fakes/cluster.ts';
import { JOB_YAML } from '../fakes/loaded-package.ts';
import { createKey, createPublisher } from '../fakes/publisher.ts';
import { makeJar } from '../sandbox/cdap-world.ts';

import type { CdapServer } from '../../sandbox/cdap/server.ts';
import type { Fault } from '../../sandbox/http/faults.ts';
import type { FakeCluster } from '../fakes/cluster.ts';
import type { Publisher, Run, SourceFiles } from '../fakes/publisher.ts';

const MARKET = 'id: lab\nname: Lab\ncategories:\n  - name: basics\n    label: Basics\n';

const action = (type: string, args: Record<string, unknown>): object => ({
  type,
  arguments: Object.entries(args).map(([name, value]) => ({ name, value })),
});

const yaml = (given: object): string =>
  JSON.stringify({
    label: 'A package',
    description: 'For tests.',
    author: 'Somebody',
    created: 1763769600,
    categories: ['basics'],
    ...given,
  });

/** `solution` makes a dataset, adds its own jar and submits a job with a secret; `driver`, which it needs, adds a jar that the user brings. */
async function sources(): Promise<SourceFiles> {
  return {
    'market.yaml': MARKET,
    'packages/driver/1.0.0/package.yaml': yaml({
      label: 'A driver',
      license: 'license.txt',
      actions: [action('create_driver_artifact', { name: 'driver', version: '1.0.0' })],
    }),
    'packages/driver/1.0.0/license.txt': 'For drivers.\n',
    'packages/solution/1.0.0/package.yaml': yaml({
      license: 'license.txt',
      dependencies: { packages: [{ name: 'driver', version: '[1.0.0,2.0.0)' }] },
      actions: [
        action('create_dataset', { name: 'numbers', type: 'table' }),
        action('create_artifact', { name: 'tool', version: '1.0.0', jar: 'tool.jar' }),
        action('submit_job', { protocol: 'job.yaml' }),
      ],
    }),
    'packages/solution/1.0.0/license.txt': 'For solutions.\n',
    'packages/solution/1.0.0/archive/tool.jar': await makeJar(),
    'packages/solution/1.0.0/archive/job.yaml': JOB_YAML,
  };
}

const DRIVER_ANSWERS = '1:\n  jar: ./jars/driver.jar\n';
const ANSWERS = `${DRIVER_ANSWERS}4:\n  name: from-cli\n  token: s3cret-value\n`;

export interface InstallWorld {
  publisher: Publisher;
  fingerprint: string;
  cdap: CdapServer;
  cdapUrl: string;
  /** Of CDAP; may be changed at any time. */
  faults(next: Fault[]): void;
  pai: FakeCluster;
  /** `install MARKET PACKAGE` with keys and both clusters. */
  install(name: string, ...more: string[]): Promise<Run>;
  /** `undo` with both clusters. */
  undo(receipt: string, ...more: string[]): Promise<Run>;
  close(): Promise<void>;
}

export async function startInstallWorld({ cdapToken = '' } = {}): Promise<InstallWorld> {
  const key = await createKey();
  const publisher = createPublisher();
  const pai = await startFakeCluster({ pace: { waitingMs: 0, runningMs: 0 } });
  const cdap = createCdapServer(cdapToken === '' ? {} : { auth: { token: cdapToken } });
  const faulty = withFaults(cdap.handle);
  const web = await listen(faulty);
  publisher.write(await sources());
  publisher.write(
    {
      'key.asc': key.secret,
      'cert.asc': key.certificate,
      token: pai.token,
      'answers.yaml': ANSWERS,
      'driver.yaml': DRIVER_ANSWERS,
    },
    '.',
  );
  const jar = publisher.path('jars/driver.jar');
  mkdirSync(dirname(jar), { recursive: true });
  writeFileSync(jar, await makeJar(['Bundle-Version: 1.0.0']));
  const market = publisher.path('lab');
  const built = await publisher.run('build', publisher.path('source'), '--out', market);
  if (built.code !== 0) throw new Error(built.stderr + built.stdout);
  await publisher.run('sign', market, '--key', publisher.path('key.asc'));
  const clusters = [
    ...['--cluster', pai.url, '--token-file', publisher.path('token')],
    ...['--cdap', web.origin],
  ];
  return {
    ...{ publisher, cdap, pai, cdapUrl: web.origin, fingerprint: key.fingerprint },
    faults: (next) => {
      faulty.faults = next;
    },
    install: (name, ...more) =>
      publisher.run(
        ...['install', market, name, '--key', publisher.path('cert.asc'), '--user', pai.user],
        ...clusters,
        ...more,
      ),
    undo: (receipt, ...more) => publisher.run('undo', receipt, ...clusters, ...more),
    async close() {
      await web.close();
      await pai.close();
      publisher.remove();
    },
  };
}
