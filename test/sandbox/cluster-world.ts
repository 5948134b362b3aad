/** A running cluster with a state file of its own and a clock that a test moves. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createRestServer } from '../../sandbox/cluster/rest-server.ts';
import { openState } from '../../sandbox/cluster/state.ts';
import { listen } from '../../sandbox/http/server.ts';

import type { RestServer, RestServerOptions } from '../../sandbox/cluster/rest-server.ts';

export interface ClusterWorld {
  cluster: RestServer;
  stateFile: string;
  /** Milliseconds; a test may change it. */
  clock: { now: number };
  tokenOf(user: string): string;
  /** A call below /rest-server/api/v2 as the user, or without a token. */
  call(method: string, path: string, options?: CallOptions): Promise<Answered>;
  /** Stops the server and starts another one over the same file. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface CallOptions {
  /** `demo` if absent, no Authorization header if null. */
  user?: string | null;
  headers?: Record<string, string>;
  body?: string;
}

export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body, if it is JSON. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each test knows its own answer
  json: any;
}

export async function startCluster(
  options: Omit<RestServerOptions, 'store' | 'now'> = {},
): Promise<ClusterWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'pai-cluster-'));
  const stateFile = join(folder, 'cluster.json');
  const clock = { now: Date.UTC(2026, 0, 1) };
  const make = () =>
    createRestServer({ ...options, store: openState(stateFile), now: () => clock.now });
  let cluster = make();
  let server = await listen((exchange) => cluster.handle(exchange));
  const tokenOf = (user: string) =>
    cluster.store.state.users.find((each) => each.username === user)?.token ?? '';
  return {
    get cluster() {
      return cluster;
    },
    stateFile,
    clock,
    tokenOf,
    async call(method, path, { user = 'demo', headers = {}, body } = {}) {
      const auth: Record<string, string> =
        user === null ? {} : { authorization: `Bearer ${tokenOf(user)}` };
      const response = await fetch(`${server.origin}/rest-server/api/v2${path}`, {
        method,
        headers: { ...auth, ...headers },
        body: body ?? null,
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.startsWith('application/json');
      const json: unknown = isJson ? JSON.parse(text) : undefined;
      return { status: response.status, headers: response.headers, text, json };
    },
    async restart() {
      await server.close();
      cluster = make();
      server = await listen((exchange) => cluster.handle(exchange));
    },
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A valid protocol, as text. */
export function jobText(name: string, changes: Record<string, unknown> = {}): string {
  return JSON.stringify({
    protocolVersion: 2,
    name,
    type: 'job',
    prerequisites: [
      { protocolVersion: 2, name: 'image', type: 'dockerimage', uri: 'python:3.11-slim' },
    ],
    taskRoles: {
      worker: {
        instances: 2,
        dockerImage: 'image',
        resourcePerInstance: { cpu: 2, memoryMB: 1024, gpu: 1 },
        commands: ['echo hello'],
      },
    },
    ...changes,
  });
}

/** Submits a job. */
export function submit(
  world: ClusterWorld,
  body: string,
  user: string | null = 'demo',
): Promise<Answered> {
  return world.call('POST', '/jobs', { user, body, headers: { 'content-type': 'text/yaml' } });
}
