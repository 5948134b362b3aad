/** Serves the plugin's build from an origin of its own, as well or as badly as an administrator may host it. */
import { sendFile, sendStatus } from '../http/files.ts';
import { createRequestLog } from '../http/request-log.ts';
import { listen } from '../http/server.ts';

import type { RequestLog } from '../http/request-log.ts';
import type { RunningServer } from '../http/server.ts';

export interface PluginServerOptions {
  folder: string;
  /** Whether CORS headers are sent; false if absent, as a plain file server does. */
  cors?: boolean | undefined;
  /** Media type of every file, such as `application/octet-stream`; the right ones if absent. */
  type?: string | undefined;
}

export interface PluginServer extends RunningServer {
  readonly log: RequestLog;
}

/** Starts the server on loopback, at any free port. */
export async function startPluginServer(options: PluginServerOptions): Promise<PluginServer> {
  const log = createRequestLog();
  const headers: Record<string, string> = options.cors
    ? { 'Access-Control-Allow-Origin': '*' }
    : {};
  const server = await listen(
    (exchange) => {
      if (exchange.method !== 'GET') return sendStatus(exchange, 405);
      const path = exchange.path.slice(1);
      return sendFile(exchange, { folder: options.folder, path, headers, type: options.type });
    },
    { log },
  );
  // Under another name than the portal's 127.0.0.1: cookies do not know ports, so its token would come along.
  return { ...server, origin: `http://localhost:${server.port}`, log };
}
