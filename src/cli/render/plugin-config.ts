/** What an administrator puts into the configuration of the plugin to show a market. */
import { stringify } from 'yaml';

export interface MarketEntry {
  id: string;
  url: string;
  /** Armored certificates. */
  keys: readonly string[];
  /** Full, of their primary keys. */
  fingerprints: readonly string[];
}

export interface PluginConfig {
  markets: (Omit<MarketEntry, 'keys' | 'fingerprints'> & {
    keys?: readonly string[];
    fingerprints?: readonly string[];
    trust?: 'strict';
  })[];
}

/** The keys `config` of docs/administration.md; without certificates the reader has to add them. */
export function pluginConfig({ id, url, keys, fingerprints }: MarketEntry): PluginConfig {
  const trusted = keys.length > 0 ? ({ keys, fingerprints, trust: 'strict' } as const) : {};
  return { markets: [{ id, url, ...trusted }] };
}

export function pluginConfigText(config: PluginConfig): string {
  return stringify({ config }, { lineWidth: 0 });
}
