/** Where the sandbox puts its CDAP: below the portal, as behind a reverse proxy, or on an origin of its own. */
import { listen } from '../http/server.ts';
import { createCdapServer } from './server.ts';

import type { CdapConfig } from '#core/model/generated.ts';
import type { Exchange, Handler, RunningServer } from '../http/server.ts';
import type { CdapServer, CdapServerOptions } from './server.ts';

/** Path on the portal's origin. */
const CDAP_MOUNT = '/cdap';

export interface SandboxCdap extends Omit<CdapServerOptions, 'file' | 'mount'> {
  /** `portal` if absent. Browsers read nothing of `own`: CDAP answers without CORS headers. */
  origin?: 'portal' | 'own' | undefined;
  /** Namespace of the plugin's configuration; `default` if absent. */
  namespace?: string | undefined;
}

/** Its state is kept in `file`. */
export function openCdap(cdap: SandboxCdap | undefined, file: string): CdapServer | undefined {
  if (!cdap) return undefined;
  return createCdapServer({ ...cdap, mount: isOwn(cdap) ? undefined : CDAP_MOUNT, file });
}

/** What the portal mounts. Its proxy takes the portal's cookies off, as CDAP must never see the token of the cluster in them. */
export function cdapMounts(
  cdap: SandboxCdap | undefined,
  handler: Handler,
): Record<string, Handler> {
  if (!cdap || isOwn(cdap)) return {};
  const proxied = (exchange: Exchange) => {
    delete exchange.request.headers.cookie;
    return handler(exchange);
  };
  return { [CDAP_MOUNT]: Object.assign(proxied, { begin: handler.begin }) };
}

/** `cdap` of the plugin's configuration; starts the server of an origin of its own. */
export async function configureCdap(
  cdap: SandboxCdap | undefined,
  handler: Handler,
  started: RunningServer[],
): Promise<(CdapConfig & { url: string }) | undefined> {
  if (!cdap) return undefined;
  const namespace = cdap.namespace ?? 'default';
  // The mount takes cookies off, so uploads may tell how far they came.
  if (!isOwn(cdap)) return { url: CDAP_MOUNT, namespace, uploadProgress: true };
  const server = await listen(handler);
  started.push(server);
  return { url: server.origin, namespace };
}

function isOwn({ origin }: SandboxCdap): boolean {
  return origin === 'own';
}
