/** Serves a made market, for somebody who wants to look at it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { startMarketServer } from '../market-server.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { MarketServer } from '../market-server.ts';

export interface ServedMarket {
  server: MarketServer;
  /** As the plugin's configuration has it. */
  config: MarketConfig;
}

/** `out` as `makeLargeMarket` filled it. Throws when it did not, or when no port is free. */
export async function serveLargeMarket(out: string, port?: number): Promise<ServedMarket> {
  const config = JSON.parse(readFileSync(join(out, 'config.json'), 'utf8')) as MarketConfig;
  const server = await startMarketServer({ folder: join(out, 'market'), port });
  return { server, config: { ...config, url: server.url } };
}
