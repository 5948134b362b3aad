/** A place to publish to, read as a market. */
import { MarketError } from '#core/errors.ts';

import type { PublishTarget } from '#core/model/publish-target.ts';
import type { Source } from '#core/ports.ts';

export interface TargetSource extends Source {
  /** Versions of the files that were read, for writing only where they are still the same. */
  readonly versions: ReadonlyMap<string, string>;
}

export function createTargetSource(target: PublishTarget): TargetSource {
  const versions = new Map<string, string>();
  return {
    base: target.base,
    versions,
    async read(path, { limit, signal }) {
      const found = await target.read(path, { limit, signal });
      if (found) {
        versions.set(path, found.version);
        return found.bytes;
      }
      versions.delete(path);
      throw new MarketError('net-status', `${path} is not at ${target.base}.`, {
        details: { file: path, status: 404 },
      });
    },
  };
}
