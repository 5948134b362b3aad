/** The world in which all pages and states can be seen: the sample market, a CDAP, and whatever a state has wrong. */
import { sampleSource } from '../sample-source.ts';
import { startWorld } from '../rig.ts';

import type { MarketConfig, PluginConfig } from '#core/model/generated.ts';
import type { BrowserContext } from 'playwright-core';
import type { MarketBehaviour } from '../../../sandbox/market-server.ts';
import type { OpenedPage, OpenOptions, World } from '../rig.ts';

export interface StateWorld extends World {
  /** As the portal has it when nothing is wrong. */
  readonly config: PluginConfig;
  /** Opens the page in a world that is as told; the next one is told anew. */
  show(told: Told, open?: OpenOptions): Promise<OpenedPage>;
}

export interface Told {
  language?: 'en' | 'zh';
  /** Changes the plugin's configuration. */
  config?: ((config: PluginConfig) => PluginConfig) | undefined;
  behaviour?: MarketBehaviour | undefined;
}

export async function startStateWorld(): Promise<StateWorld> {
  const world = await startWorld({
    source: sampleSource(),
    config: (config) => ({ ...config, ...OWN }),
    sandbox: { cdap: { version: '5.1.0' } },
  });
  const [plugin] = world.sandbox.portal.settings.plugins;
  if (!plugin) throw new Error('the portal has no plugin');
  const config = plugin.config as PluginConfig;
  return {
    ...world,
    config,
    show({ language = 'en', config: change = (same) => same, behaviour = {} }, open = {}) {
      plugin.config = change(config);
      world.market.behaviour = behaviour;
      // As somebody has it who chose the language: it holds where the configuration cannot be read, too.
      const prepare = async (context: BrowserContext) => {
        await context.addInitScript((chosen) => {
          localStorage.setItem('pai-market:language', chosen);
        }, language);
        await open.prepare?.(context);
      };
      return world.open({ ...open, prepare });
    },
  };
}

const OWN = { id: 'sample-market', name: 'Sample market', trust: 'strict' } as const;

/** Beside the sample market one that nobody answers for. */
export function withDownMarket(config: PluginConfig): PluginConfig {
  const down: MarketConfig = {
    ...(config.markets[0] as MarketConfig),
    id: 'team-market',
    name: 'Team market',
    url: 'http://127.0.0.1:9/v1',
  };
  return { ...config, markets: [...config.markets, down] };
}

/** The same market, trusted as said. */
export function withTrust(trust: 'signatures' | 'off') {
  return (config: PluginConfig): PluginConfig => ({
    ...config,
    markets: config.markets.map((market) => ({ ...market, trust })),
  });
}
