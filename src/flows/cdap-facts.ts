/** What CDAP says of itself: its version and the artifacts that the configured namespace sees. */
import { MarketError } from '#core/errors.ts';
import { clusterRefusal } from './cluster-answers.ts';

import type { CdapConfig } from '#core/model/generated.ts';
import type { CdapArtifact, CdapFacts } from '#core/model/install.ts';
import type { Cluster, ClusterResponse } from '#core/ports.ts';

const NAMESPACE = 'default';
/** Such as 6.1.1 or 6.2.0-SNAPSHOT; what else answers is not CDAP. */
const VERSION = /^\d{1,4}(?:\.[0-9A-Za-z-]{1,64}){0,7}$/;
/** As CDAP takes them; what else stands in its list can be no part of a plan. */
const ARTIFACT = /^(?!\.+$)[A-Za-z0-9._-]{1,255}$/;
const ARTIFACT_VERSION = /^\d[A-Za-z0-9._-]{0,127}$/;

/**
 * Only reads. Throws `cdap-missing` where no CDAP is configured or has no such namespace, `cdap-auth` (401),
 * `cluster-forbidden` (403), `cluster-rate-limited`, `cluster-error`, and what the port throws where nothing answers.
 */
export async function readCdapFacts(
  cluster: Cluster | undefined,
  config: CdapConfig = {},
  signal?: AbortSignal,
): Promise<CdapFacts> {
  if (!cluster) {
    throw new MarketError(
      'cdap-missing',
      'This package is for CDAP, and no CDAP is configured here. Ask your administrator to set "cdap" in the configuration of the plugin.',
      { details: { key: 'cdap.url' } },
    );
  }
  const namespace = config.namespace ?? NAMESPACE;
  const version = await readCdapVersion(cluster, signal);
  const path = `namespaces/${encodeURIComponent(namespace)}/artifacts`;
  return {
    base: cluster.base,
    namespace,
    version,
    artifacts: readArtifacts(await get(cluster, path, signal), namespace),
    systemScope: config.systemScope === true,
  };
}

/** Throws as `readCdapFacts`. */
export async function readCdapVersion(cluster: Cluster, signal?: AbortSignal): Promise<string> {
  return readVersion(await get(cluster, 'version', signal), cluster);
}

function get(cluster: Cluster, path: string, signal?: AbortSignal): Promise<ClusterResponse> {
  return cluster.send({ method: 'GET', url: `${cluster.base}v3/${path}`, signal });
}

function readVersion(response: ClusterResponse, { base }: Cluster): string {
  const doing = 'Asking CDAP for its version';
  // CDAP always has this address.
  if (response.status !== 404) assertAnswer(response, doing);
  const version = member(parse(response.text), 'version');
  if (typeof version === 'string' && VERSION.test(version)) return version;
  throw new MarketError(
    'cluster-error',
    `${doing} failed: what answers at ${base} is not CDAP. Ask your administrator to correct "cdap.url": it is the address below which CDAP has v3/version.`,
    { details: { status: response.status, found: response.text.slice(0, 200) } },
  );
}

function readArtifacts(response: ClusterResponse, namespace: string): CdapArtifact[] {
  const doing = `Asking CDAP for the artifacts of its namespace ${namespace}`;
  if (response.status === 404) {
    throw new MarketError(
      'cdap-missing',
      `CDAP has no namespace "${namespace}". Ask your administrator to make it, or to set "cdap.namespace" to one that exists.`,
      { details: { status: 404, key: 'cdap.namespace', found: namespace } },
    );
  }
  assertAnswer(response, doing);
  const list = parse(response.text);
  if (!Array.isArray(list)) {
    throw new MarketError('cluster-error', `${doing} failed: the answer is no list.`, {
      details: { status: response.status, found: response.text.slice(0, 200) },
    });
  }
  return list.flatMap(toArtifact);
}

/** What does not look like an artifact is passed over: nothing can be installed upon it. */
function toArtifact(value: unknown): CdapArtifact[] {
  const [name, version, scope] = ['name', 'version', 'scope'].map((key) => member(value, key));
  const isText = [name, version, scope].every((text) => typeof text === 'string');
  if (!isText || !ARTIFACT.test(String(name)) || !ARTIFACT_VERSION.test(String(version))) return [];
  const upper = String(scope).toUpperCase();
  if (upper !== 'USER' && upper !== 'SYSTEM') return [];
  return [{ name: String(name), version: String(version), scope: upper }];
}

function assertAnswer(response: ClusterResponse, doing: string): void {
  if (response.status !== 200) throw clusterRefusal(response, doing, { target: 'cdap' });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON: a proxy's page, say. The caller says what it is.
    return undefined;
  }
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}
