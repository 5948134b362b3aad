/** What the installer needs of a browser: the clusters with their tokens, storage, the other tabs; it comes when it is first needed. */
import { createIdbMemory } from '#adapters/browser/idb-memory.ts';
import { createTabs } from '#adapters/browser/tabs.ts';
import { createClusters } from './browser-clusters.ts';
import { createInstallServices } from './install-services.ts';

import type { BrowserClusters } from './browser-clusters.ts';
import type { InstallServices, InstallWorld } from './install-services.ts';

export type BrowserInstall = BrowserClusters &
  Pick<InstallWorld, 'markets' | 'clock' | 'newId' | 'store'>;

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
