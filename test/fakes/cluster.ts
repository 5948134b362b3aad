/** The sandbox's cluster behind a real web server of its own, with a user and its token, and with answers that a test may put in the place of others. */
import { createCluster } from '#adapters/http/cluster.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { createRestServer } from '../../sandbox/cluster/rest-server.ts';
import { DEMO_USER } from '../../sandbox/cluster/seed.ts';
import { openState } from '../../sandbox/cluster/state.ts';
import { listen } from '../../sandbox/http/server.ts';

import type { Cluster } from '#core/ports.ts';
import type { Pace } from '../../sandbox/cluster/lifecycle.ts';
import type { ClusterState } from '../../sandbox/cluster/state.ts';
import type { LoggedRequest } from '../../sandbox/http/request-log.ts';

/** An answer of a proxy or of a server in trouble; a body that is no text is sent as JSON. */
export interface RawAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

export interface FakeCluster {
  /** As an administrator writes it, without a slash at its end. */
  url: string;
  user: string;
  token: string;
  /** Through the real adapter, with the user's token. */
  cluster: Cluster;
  state: ClusterState;
  /** What the cluster was asked, as `GET /jobs` with paths below the API. */
  calls(): string[];
  requests(): readonly LoggedRequest[];
  /** Answers in the cluster's place where it gives something. */
  instead: ((method: string, path: string) => RawAnswer | undefined) | undefined;
  close(): Promise<void>;
}

const MOUNT = '/rest-server';
const API = `${MOUNT}/api/v2`;

/** Milliseconds that the cluster's own clock shows come from `now`. */
export async function startFakeCluster(
  options: { now?: () => number; pace?: Partial<Pace> } = {},
): Promise<FakeCluster> {
  const store = openState();
  const rest = createRestServer({ store, ...options });
  const web = await listen((exchange) => {
    const { method, path, response } = exchange;
    const raw = fake.instead?.(method, path.slice(API.length));
    if (!raw) return rest.handle(exchange);
    rest.log.record(exchange.request, exchange.body, response);
    const { status, headers = {}, body = '' } = raw;
    response.writeHead(status, headers);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  const token = store.state.users.find(({ username }) => username === DEMO_USER)?.token ?? '';
  const url = `${web.origin}${MOUNT}`;
  const fake: FakeCluster = {
    url,
    user: DEMO_USER,
    token,
    cluster: createCluster({ base: url, token: () => token, limits: DEFAULT_LIMITS }),
    state: store.state,
    calls: () => rest.log.entries.map((entry) => `${entry.method} ${entry.url.slice(API.length)}`),
    requests: () => rest.log.entries,
    instead: undefined,
    close: () => web.close(),
  };
  return fake;
}
