/** OpenPAI and CDAP behind one real web server that fails on wish, and an install of five steps that is run against them as often as a test likes. */
import { createCluster } from '#adapters/http/cluster.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { readClusterFacts } from '#flows/cluster-facts.ts';
import { prepareInstall } from '#flows/prepare-install.ts';
import { createRestServer } from '../../sandbox/cluster/rest-server.ts';
import { DEMO_USER } from '../../sandbox/cluster/seed.ts';
import { openState } from '../../sandbox/cluster/state.ts';
import { createCdapServer } from '../../sandbox/cdap/server.ts';
import { withFaults } from '../../sandbox/http/faults.ts';
import { listen } from '../../sandbox/http/server.ts';
import { loadHelloTree, SUBMIT } from '../fakes/loaded-package.ts';

import type { Limits } from '#core/limits.ts';
import type { InstallPlan, MarketConfig } from '#core/model/generated.ts';
import type { Answers } from '#core/model/install.ts';
import type { LoadedTree } from '#core/model/market.ts';
import type { Clusters } from '#core/ports.ts';
import type { RunInput } from '#flows/run-install.ts';
import type { CdapServer } from '../../sandbox/cdap/server.ts';
import type { ClusterState } from '../../sandbox/cluster/state.ts';
import type { FaultyHandler } from '../../sandbox/http/faults.ts';
import type { Exchange, Handler } from '../../sandbox/http/server.ts';

export const SECRET = 's3cret-"value"\n';
/** So short that it stands in many words. */
export const SHORT_SECRET = 'q7';

const CDAP_TOKEN = 'cdap-token-of-the-test';

const JOB = `protocolVersion: 2
name: hello
type: job
parameters:
  word: hi
secrets:
  token: none
  pin: none
prerequisites:
  - type: dockerimage
    name: image
    uri: openpai/standard
taskRoles:
  main:
    dockerImage: image
    resourcePerInstance: { cpu: 1, memoryMB: 1024, gpu: 1 }
    commands:
      - echo <% $parameters.word %>
defaults:
  virtualCluster: default
`;

/** An empty zip, which is a jar to CDAP where the version is given. */
const JAR = `PK\u0005\u0006${'\0'.repeat(18)}`;

const value = (name: string, given: unknown) => ({ name, value: given });

const ACTIONS = [
  SUBMIT,
  {
    type: 'create_artifact',
    arguments: [
      value('name', 'kit-lib'),
      value('version', '1.0.0'),
      value('jar', 'kit.jar'),
      value('config', 'kit.json'),
    ],
  },
  {
    type: 'create_app',
    arguments: [
      value('artifact', { scope: 'user', name: 'kit-lib', version: '1.0.0' }),
      value('name', 'kit-app'),
      value('config', 'app.json'),
    ],
  },
  {
    type: 'load_datapack',
    arguments: [value('name', 'purchases'), value('files', ['events.csv'])],
  },
  {
    type: 'create_dataset',
    arguments: [
      value('name', 'totals'),
      value('type', 'co.cask.cdap.api.dataset.table.Table'),
      value('properties', { 'dataset.table.ttl': '3600' }),
    ],
  },
];

const FILES = {
  'job.yaml': JOB,
  'kit.jar': JAR,
  'kit.json': JSON.stringify({
    parents: ['system:cdap-data-pipeline[5.0.0,6.0.0)'],
    plugins: [{ name: 'ä', type: 'jdbc', className: 'com.example.Driver' }],
    properties: { 'doc.kit': 'what it does' },
  }),
  'app.json': '{ "rate": 1.50, "names": ["a"] }',
  'events.csv': 'ada,1\nbob,2\n',
};

const ANSWERS: Answers = {
  1: { 'secrets.token': SECRET, 'secrets.pin': SHORT_SECRET, 'parameters.word': 'moin' },
};

/** One request as the servers saw it. */
export interface Seen {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: Buffer;
}

export interface InstallWorld {
  loaded: LoadedTree;
  market: MarketConfig;
  plan: InstallPlan;
  answers: Answers;
  secrets: RunInput['secrets'];
  clusters: Clusters;
  faulty: FaultyHandler;
  /** Milliseconds of silence that are borne, until `reset`; so long that a busy machine is never taken for silent, where not set. */
  patience: number;
  tokens: { openpai: string; cdap: string };
  readonly jobs: ClusterState['jobs'];
  readonly cdap: CdapServer;
  /** Requests that a server ran, or that a status was put in the place of. */
  readonly seen: readonly Seen[];
  /** As nothing had ever been installed: the same addresses, other servers. */
  reset(): void;
  /** All that counts of what the clusters hold. */
  snapshot(): unknown;
  /** How often each thing came into being. */
  created(): Record<string, number>;
  close(): Promise<void>;
}

export async function startInstallWorld(): Promise<InstallWorld> {
  let seen: Seen[] = [];
  let store = openState();
  let rest = createRestServer({ store });
  let cdap = createCdapServer({ mount: '/cdap', auth: { token: CDAP_TOKEN } });
  const dispatch: Handler = Object.assign(
    (exchange: Exchange) => {
      seen.push(toSeen(exchange, origin));
      return exchange.path.startsWith('/cdap/') ? cdap.handle(exchange) : rest.handle(exchange);
    },
    { begin: () => ({ bodyLimit: 4 * 1024 * 1024 }) },
  );
  const faulty = withFaults(dispatch);
  const server = await listen(faulty);
  const { origin } = server;
  const tokenNow = () =>
    store.state.users.find(({ username }) => username === DEMO_USER)?.token ?? '';
  const tokens = { openpai: tokenNow(), cdap: CDAP_TOKEN };
  const limits = { ...DEFAULT_LIMITS } as { -readonly [Name in keyof Limits]: number };
  const clusters: Clusters = {
    openpai: createCluster({ base: `${origin}/rest-server`, token: () => tokens.openpai, limits }),
    cdap: createCluster({ name: 'cdap', base: `${origin}/cdap`, token: () => tokens.cdap, limits }),
  };
  const loaded = await loadHelloTree([
    { name: 'hello', version: '1.0.0', archive: FILES, spec: { actions: ACTIONS } },
  ]);
  const wizard = await prepareInstall(
    loaded,
    await readClusterFacts({ clusters, user: DEMO_USER, needs: ['openpai', 'cdap'] }),
  );
  const made = wizard.plan(ANSWERS);
  if (!made.ok) throw new Error(JSON.stringify(made.errors));
  const market = loaded.packages[0]?.package.market;
  if (!market) throw new Error('no package');
  const world: InstallWorld = {
    loaded,
    market,
    plan: made.plan,
    ...wizard.split(ANSWERS),
    clusters,
    faulty,
    tokens,
    get patience() {
      return limits.idleMs;
    },
    set patience(ms) {
      limits.idleMs = ms;
    },
    get jobs() {
      return store.state.jobs;
    },
    get cdap() {
      return cdap;
    },
    get seen() {
      return seen;
    },
    reset() {
      store = openState();
      rest = createRestServer({ store });
      cdap = createCdapServer({ mount: '/cdap', auth: { token: CDAP_TOKEN } });
      tokens.openpai = tokenNow();
      tokens.cdap = CDAP_TOKEN;
      seen = [];
      limits.idleMs = DEFAULT_LIMITS.idleMs;
      faulty.faults = [];
      faulty.seen = 0;
      faulty.happened.splice(0);
    },
    snapshot: () => ({
      cdap: cdap.snapshot(),
      jobs: store.state.jobs.map(({ name, username, protocol, tags }) => ({
        name,
        username,
        protocol,
        tags,
      })),
    }),
    created: () => ({ ...cdap.state.created, jobs: store.state.jobs.length }),
    close: () => server.close(),
  };
  world.reset();
  return world;
}

function toSeen({ method, request, body }: Exchange, origin: string): Seen {
  const headers = Object.entries(request.headers).map(([name, text]) => [name, String(text)]);
  return {
    method,
    url: `${origin}${request.url ?? ''}`,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body,
  };
}
