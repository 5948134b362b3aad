/** Opens the place to publish to by its name: `s3://bucket/prefix`, or a folder. */
import { MarketError } from '#core/errors.ts';
import { createFolderTarget } from './folder-target.ts';
import { readEndpoint, readS3Address } from './s3-address.ts';

import type { PublishTarget, TargetOptions } from '#core/model/publish-target.ts';
import type { Clock } from '#core/ports.ts';

/** Nothing is asked yet. Throws `usage` for a name that is none. */
export async function openPublishTarget(
  name: string,
  options: TargetOptions,
  clock: Clock,
): Promise<PublishTarget> {
  if (/^s3:/i.test(name)) {
    const address = readS3Address(name);
    const endpoint = options.endpoint === undefined ? undefined : readEndpoint(options.endpoint);
    // The SDK is large: only who needs it waits for it.
    const { createS3Target } = await import('./s3-target.ts');
    return createS3Target(address, { ...options, endpoint, clock });
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(name)) {
    throw new MarketError(
      'usage',
      `Nothing can be published to "${name}": give a folder, or s3://bucket/prefix.`,
    );
  }
  return createFolderTarget(name, { clock });
}
