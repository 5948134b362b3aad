/** Reads a picture that lies beside a verified spec: a screenshot, or one that the README shows. */
import { MarketError } from '#core/errors.ts';
import { isFileName, readPackagePicture } from '#core/read/index.ts';
import { assertTrustSupported } from './market-trust.ts';
import { isWanted, readBeside } from './package-texts.ts';

import type { OpenPackage, PackageIcon } from '#core/model/market.ts';
import type { PackagePlace } from './market-files.ts';
import type { MarketDeps } from './market-keys.ts';

/**
 * Held against the digest in the spec; at `strict` one that the spec does not pin is not even asked for. Throws `file-digest`, `icon-invalid` for what is no still picture
 * within the limits or is not there, and net-*.
 */
export async function readPicture(
  opened: OpenPackage,
  file: string,
  deps: MarketDeps,
): Promise<PackageIcon> {
  const { market, name, version, spec } = opened;
  const of = { spec, level: assertTrustSupported(market) };
  const short = file.slice(0, 128);
  if (!isFileName(file)) throw absent(short, 'it is no name of a file beside the spec');
  if (!isWanted(of, file)) throw absent(short, 'the signed spec does not pin it');
  const place: PackagePlace = { ...deps, source: deps.sources.open(market.url), name, version };
  const limit = deps.limits.pictureBytes;
  const bytes = await readBeside(place, of, { file, limit, digestCode: 'file-digest' });
  if (!bytes) throw absent(short, 'the market does not have it');
  return readPackagePicture(bytes, file, deps.limits);
}

function absent(file: string, reason: string): MarketError {
  return new MarketError('icon-invalid', `The picture ${file} is not shown: ${reason}.`, {
    details: { file },
  });
}
