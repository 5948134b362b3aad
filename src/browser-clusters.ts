/** The clusters of this page with their tokens, and what pages ask them; it comes when it is first needed. */
import { uploadInBrowser } from '#adapters/browser/upload.ts';
import { createCluster } from '#adapters/http/cluster.ts';
import { createClusterServices } from './cluster-services.ts';

import type { HostSession } from '#adapters/browser/host-session.ts';
import type { Limits } from '#core/limits.ts';
import type { PluginConfig } from '#core/model/generated.ts';
import type { Cluster, Clusters } from '#core/ports.ts';
import type { ClusterServices } from './cluster-services.ts';

export interface BrowserClusters {
  config: PluginConfig;
  limits: Limits;
  host: HostSession;
  /** Typed by the user; undefined while it is not known. */
  cdapToken: () => string | undefined;
}

/** Throws `config-invalid` and `config-insecure-base` for the address of a cluster that cannot be used. */
export function createClusters({
  config: { cdap },
  limits,
  host,
  cdapToken,
}: BrowserClusters): Clusters & { openpai: Cluster } {
  const openpai = createCluster({ base: host.cluster, token: () => host.token, limits });
  if (cdap?.url === undefined) return { openpai };
  // Cookies would come along, and the portal's hold OpenPAI's token: only behind a proxy that takes them off (decision 0012).
  const upload = cdap.uploadProgress === true ? uploadInBrowser : undefined;
  // Normally a path of the portal's own origin, where a proxy leads to CDAP: CDAP answers no preflight.
  const ofCdap = { name: 'cdap' as const, base: cdap.url, token: cdapToken };
  return { openpai, cdap: createCluster({ ...ofCdap, limits, upload }) };
}

/** Throws as `createClusters`. */
export function createBrowserClusterServices(world: BrowserClusters): ClusterServices {
  const { host } = world;
  return createClusterServices({
    clusters: createClusters(world),
    portalVersion: host.portalVersion,
    user: host.token === undefined ? undefined : host.user,
  });
}
