/** What the installer needs of a browser: the clusters with their tokens, storage, the other tabs; it comes when it is first needed. */
import { createIdbMemory } from '#adapters/browser/idb-memory.ts';
import { createTabs } from '#adapters/browser/tabs.ts';
import { uploadInBrowser } from '#adapters/browser/upload.ts';
import { createCluster } from '#adapters/http/cluster.ts';
import { createInstallServices } from './install-services.ts';

import type { HostSession } from '#adapters/browser/host-session.ts';
import type { InstallServices, InstallWorld } from './install-services.ts';

export interface BrowserInstall
  extends Pick<InstallWorld, 'config' | 'limits' | 'markets' | 'clock' | 'newId' | 'store'> {
  host: HostSession;
  /** Typed by the user; undefined while it is not known. */
  cdapToken: () => string | undefined;
}

/** Throws `config-invalid` and `config-insecure-base` for the address of a cluster that cannot be used. */
export function createBrowserInstall({
  host,
  cdapToken,
  ...world
}: BrowserInstall): InstallServices {
  return createInstallServices({
    ...world,
    clusters: createClusters({ host, cdapToken, ...world }),
    memory: createIdbMemory(),
    tabs: createTabs(),
    portalVersion: host.portalVersion,
    user: host.token === undefined ? undefined : host.user,
  });
}

function createClusters({
  config: { cdap },
  limits,
  host,
  cdapToken,
}: BrowserInstall): InstallWorld['clusters'] {
  const openpai = createCluster({ base: host.cluster, token: () => host.token, limits });
  if (cdap?.url === undefined) return { openpai };
  // Cookies would come along, and the portal's hold OpenPAI's token: only behind a proxy that takes them off (decision 0012).
  const upload = cdap.uploadProgress === true ? uploadInBrowser : undefined;
  // Normally a path of the portal's own origin, where a proxy leads to CDAP: CDAP answers no preflight.
  const ofCdap = { name: 'cdap' as const, base: cdap.url, token: cdapToken };
  return { openpai, cdap: createCluster({ ...ofCdap, limits, upload }) };
}
