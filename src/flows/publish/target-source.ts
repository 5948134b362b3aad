/** A place to publish to, read as a market. */
import { MarketError } from '#core/errors.ts';

import type { PublishTarget, TargetFile } from '#core/model/publish-target.ts';
import type { Source } from '#core/ports.ts';

export interface TargetSource extends Source {
  /** Versions of the files that were read, for writing only where they are still the same. */
  readonly versions: ReadonlyMap<string, string>;
}

export function createTargetSource(target: PublishTarget): TargetSource {
  const versions = new Map<string, string>();
  // Asked for by the reader and once more to compare: of one look it must be one answer.
  const kept = new Map<string, Promise<TargetFile | undefined>>();
  return {
    base: target.base,
    versions,
    async read(path, { limit, signal }) {
      const reading = kept.get(path) ?? target.read(path, { limit, signal });
      if (/^market\.json(?:\.asc)?$/.test(path)) kept.set(path, reading);
      const found = await reading;
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
