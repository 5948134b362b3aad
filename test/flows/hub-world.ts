/** A market of loose resources as the real hub publishes them, a CDAP to install on, and installs that are compared with what CDAP saw. */
import { createHash } from 'node:crypto';
import { expect } from 'vitest';

import { createCluster } from '#adapters/http/cluster.ts';
import { createFetchSources } from '#adapters/http/fetch-source.ts';
import { createPageMemory } from '#adapters/http/page-memory.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { neededFacts } from '#core/plan/index.ts';
import { readClusterFacts } from '#flows/cluster-facts.ts';
import { createJournals } from '#flows/install-journal.ts';
import { loadTree } from '#flows/load-tree.ts';
import { openMarket } from '#flows/open-market.ts';
import { openPackage } from '#flows/open-package.ts';
import { resolveTree } from '#flows/package-tree.ts';
import { prepareInstall } from '#flows/prepare-install.ts';
import { runInstall } from '#flows/run-install.ts';
import { undoInstall } from '#flows/undo-install.ts';
import { startCdap } from '../../sandbox/cdap/server.ts';
import { withFaults } from '../../sandbox/http/faults.ts';
import { createRequestLog } from '../../sandbox/http/request-log.ts';
import { createKey, signBytes } from '../fakes/market.ts';
import { serveFiles } from '../fakes/web.ts';

import type {
  BytesBody,
  InstallPlan,
  MarketConfig,
  PlannedRequest,
  Receipt,
} from '#core/model/generated.ts';
import type {
  Answers,
  Decisions,
  FileValue,
  InstallEvent,
  UndoEvent,
} from '#core/model/install.ts';
import type { LoadedTree, OpenMarket, OpenPackage } from '#core/model/market.ts';
import type { Clusters } from '#core/ports.ts';
import type { Wizard } from '#core/plan/index.ts';
import type { CdapServerOptions, RunningCdap } from '../../sandbox/cdap/server.ts';
import type { FaultyHandler } from '../../sandbox/http/faults.ts';
import type { LoggedRequest } from '../../sandbox/http/request-log.ts';
import type { Exchange } from '../../sandbox/http/server.ts';
import type { MarketKey } from '../fakes/market.ts';
import type { Web } from '../fakes/web.ts';

export interface HubPackage {
  name: string;
  version: string;
  /** spec.json, as text or to be made one. */
  spec: object | string;
  /** Beside the spec. */
  files?: Record<string, Uint8Array | string>;
}

export interface HubOptions {
  /** `off` if absent, as for the real hub; `signatures` signs spec and files. */
  trust?: 'off' | 'signatures';
  cdap?: CdapServerOptions;
  config?: Partial<MarketConfig>;
}

export interface InstallOptions {
  version?: string;
  answers?: Answers;
  /** Files of the user's by step and field. */
  files?: Record<string, Record<string, { name: string; bytes: Uint8Array }>>;
  decisions?: Decisions;
  /** Receipts of installs before. */
  known?: Receipt[];
}

export interface Prepared {
  opened: OpenPackage;
  loaded: LoadedTree;
  wizard: Wizard;
  /** Steps' answers with the user's files. */
  answers: Answers;
}

export interface Installed extends Prepared {
  plan: InstallPlan;
  events: InstallEvent[];
  /** What came to CDAP of this run, facts left out; also what a fault answered. */
  seen: LoggedRequest[];
  /** Of the last event. */
  receipt: Receipt;
}

export interface HubWorld {
  market: OpenMarket;
  web: Web;
  running: RunningCdap;
  /** Of CDAP's server. */
  faults: FaultyHandler;
  clusters: Clusters;
  open(name: string, version?: string): Promise<OpenPackage>;
  prepare(name: string, options?: InstallOptions): Promise<Prepared>;
  /** Runs it and expects that CDAP saw what the plan says, byte for byte. */
  install(name: string, options?: InstallOptions): Promise<Installed>;
  undo(receipt: Receipt): Promise<UndoEvent[]>;
  close(): Promise<void>;
}

const USER = 'ada';
const NOW = Date.parse('2026-12-01T12:00:00Z');

export async function startHub(
  packages: HubPackage[],
  options: HubOptions = {},
): Promise<HubWorld> {
  const key = options.trust === 'signatures' ? await createKey() : undefined;
  const web = await serveFiles(await marketFiles(packages, key));
  const holder: { faulty?: FaultyHandler } = {};
  const log = createRequestLog();
  const running = await startCdap({ now: () => NOW, ...options.cdap }, (handler) => {
    const faulty = withFaults(handler);
    holder.faulty = faulty;
    const logged = (exchange: Exchange) => {
      log.record(exchange.request, exchange.body, exchange.response);
      return faulty(exchange);
    };
    return Object.assign(logged, { begin: faulty.begin });
  });
  const clock = { now: () => NOW, sleep: () => Promise.resolve() };
  const limits = { ...DEFAULT_LIMITS, connectMs: 2_000 };
  const memory = createPageMemory();
  const deps = { sources: createFetchSources({ limits, waits: [] }), clock, limits, memory };
  const config: MarketConfig = {
    ...{ id: 'hub', name: 'Hub', url: web.url, trust: options.trust ?? 'off' },
    ...(key ? { keys: [key.certificate], fingerprints: [key.fingerprint] } : {}),
    ...options.config,
  };
  const market = await openMarket(config, deps);
  const token = () => options.cdap?.auth?.token;
  const cdap = createCluster({ name: 'cdap', base: running.url, token, limits });
  const clusters: Clusters = { cdap };
  let ids = 0;
  const newId = () => (++ids).toString(16).padStart(32, '0');
  const tabs = { ask: () => Promise.resolve(false), answer: () => () => undefined };
  const receipts: Receipt[] = [];
  const journals = createJournals({
    ...{ memory, clock, newId, tabs },
    receipts: { keep: (receipt) => Promise.resolve(receipts.push(receipt)) },
  });

  async function open(name: string, version?: string): Promise<OpenPackage> {
    const ref = { market: config.id, name, ...(version === undefined ? {} : { version }) };
    return openPackage(market, ref, deps);
  }

  async function prepare(name: string, given: InstallOptions = {}): Promise<Prepared> {
    const opened = await open(name, given.version);
    const tree = await resolveTree(opened, { ...deps, market });
    const ownOrigins = [new URL(running.url).origin];
    const loaded = await loadTree(tree, { ...deps, ownOrigins });
    const actions = loaded.packages.flatMap((each) => each.package.spec.actions);
    const needs = neededFacts(actions);
    const facts = await readClusterFacts({ clusters, user: USER, needs });
    const wizard = await prepareInstall(loaded, facts);
    return { opened, loaded, wizard, answers: withFiles(given) };
  }

  async function install(name: string, given: InstallOptions = {}): Promise<Installed> {
    const prepared = await prepare(name, given);
    const { wizard, loaded } = prepared;
    const result = wizard.plan(prepared.answers);
    if (!result.ok) throw new Error(`no plan: ${JSON.stringify(result.errors)}`);
    const { plan } = result;
    const bodies = bytesFinder(loaded, given);
    log.clear();
    const events: InstallEvent[] = [];
    const run = runInstall({
      ...{ plan, clusters, bodies, journals, clock, newId },
      ...wizard.split(prepared.answers),
      ...{ decisions: given.decisions ?? {}, known: given.known ?? [] },
      ...{ packages: loaded.packages, market: config },
    });
    for await (const event of run) events.push(event);
    const seen = [...log.entries];
    const last = events.at(-1);
    if (last?.type !== 'done' && last?.type !== 'failed') throw new Error('the run did not end');
    await expectAsPlanned({ plan, bodies, seen, events });
    return { ...prepared, plan, events, seen, receipt: last.receipt };
  }

  async function undo(receipt: Receipt): Promise<UndoEvent[]> {
    const events: UndoEvent[] = [];
    const kept = { keep: () => Promise.resolve() };
    for await (const event of undoInstall({ receipt, clusters, clock, journals, receipts: kept })) {
      events.push(event);
    }
    return events;
  }

  const close = async () => {
    await running.close();
    await web.close();
  };
  const faults = holder.faulty as FaultyHandler;
  return { market, web, running, faults, clusters, open, prepare, install, undo, close };
}

/** Packages and their list, as files by path. */
async function marketFiles(
  packages: HubPackage[],
  key: MarketKey | undefined,
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const put = async (path: string, content: Uint8Array | string, signed = true) => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    files.set(path, bytes);
    if (key && signed) files.set(`${path}.asc`, Buffer.from(await signBytes(bytes, key)));
  };
  const rows: object[] = [];
  for (const { name, version, spec, files: beside = {} } of packages) {
    const text = typeof spec === 'string' ? spec : JSON.stringify(spec);
    const folder = `packages/${name}/${version}`;
    await put(`${folder}/spec.json`, text);
    for (const [file, content] of Object.entries(beside)) {
      await put(`${folder}/${file}`, content, file !== 'license.txt');
    }
    const { actions: _, specVersion: __, ...row } = JSON.parse(text) as Record<string, unknown>;
    rows.push({ name, version, ...row });
  }
  await put('packages.json', JSON.stringify(rows), false);
  const names = new Set(packages.flatMap(({ spec }) => categoriesOf(spec)));
  const categories = [...names].map((name) => ({ name, hasIcon: false }));
  await put('categories.json', JSON.stringify(categories), false);
  return files;
}

function categoriesOf(spec: HubPackage['spec']): string[] {
  const { categories = [] } = (typeof spec === 'string' ? JSON.parse(spec) : spec) as {
    categories?: string[];
  };
  return categories;
}

function withFiles({ answers = {}, files = {} }: InstallOptions): Answers {
  const all: Answers = structuredClone(answers);
  for (const [step, fields] of Object.entries(files)) {
    for (const [field, { name, bytes }] of Object.entries(fields)) {
      const value: FileValue = { name, size: bytes.length, sha256: sha256(bytes) };
      all[step] = { ...all[step], [field]: value };
    }
  }
  return all;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

type FindBytes = (body: BytesBody) => Promise<Uint8Array>;

function bytesFinder(loaded: LoadedTree, { files = {} }: InstallOptions): FindBytes {
  const given = Object.values(files).flatMap((fields) => Object.values(fields));
  return async ({ source, sha256: wanted }) => {
    if (source.from === 'user') {
      return given.find(({ bytes }) => sha256(bytes) === wanted)?.bytes ?? new Uint8Array();
    }
    const from = loaded.externals.find(({ url }) => url === source.url);
    if (source.from === 'external') return from ? from.read() : new Uint8Array();
    const owner = loaded.packages.find(
      ({ package: { name, version } }) => `${name}@${version}` === source.package,
    );
    return (await owner?.files.entries.get(source.file)?.read()) ?? new Uint8Array();
  };
}

interface Run {
  plan: InstallPlan;
  bodies: FindBytes;
  seen: readonly LoggedRequest[];
  events: readonly InstallEvent[];
}

/** What came is what the plan says of the requests that the run told of, in their order, with their headers and bytes; and no write came twice. */
async function expectAsPlanned({ plan, bodies, seen, events }: Run): Promise<void> {
  const planned = plan.steps.flatMap(({ requests }) => requests);
  const sent = events.flatMap((event) =>
    event.type === 'request-sent' ? planned.filter(({ id }) => id === event.request) : [],
  );
  expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual(
    sent.map(({ method, url }) => `${method} ${url.slice(new URL(url).origin.length)}`),
  );
  for (const [index, request] of sent.entries()) {
    const entry = seen[index] as LoggedRequest;
    for (const [name, value] of Object.entries(request.headers)) {
      expect(entry.headers[name.toLowerCase()], `${request.id} ${name}`).toBe(value);
    }
    expect(sha256(entry.bytes), request.id).toBe(sha256(await bytesOf(request, bodies)));
  }
  const writes = sent.filter(({ kind }) => kind === 'write').map(({ id }) => id);
  expect(new Set(writes).size).toBe(writes.length);
}

async function bytesOf({ body }: PlannedRequest, bodies: FindBytes): Promise<Uint8Array> {
  if (!body) return new Uint8Array();
  return body.kind === 'text' ? Buffer.from(body.text) : bodies(body);
}
