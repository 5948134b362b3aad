/** Reads what stands beside a verified spec: licence, README, changelog and icon, each held against its pinned digest. */
import { MarketError } from '#core/errors.ts';
import { digest } from '#core/digest.ts';
import { decodeText, isFileName, readIcon } from '#core/read/index.ts';
import { isAbsent, mayBeAbsent, readBounded, readPinned } from './market-files.ts';

import type { FilePin, PackageRow, PackageSpec } from '#core/model/generated.ts';
import type { Notice, OpenPackage } from '#core/model/market.ts';
import type { FileRequest, FileTrust, PackagePlace } from './market-files.ts';

export interface TextsOf {
  spec: PackageSpec;
  row: PackageRow;
  level: FileTrust['level'];
}

export interface PackageTexts {
  found: Pick<OpenPackage, 'license' | 'readme' | 'changelog' | 'icon'>;
  notices: Notice[];
}

/** Throws `license-digest`, `file-digest`, `file-encoding` for the licence, and net-* for a licence that cannot be read. */
export async function readTexts(place: PackagePlace, of: TextsOf): Promise<PackageTexts> {
  const notices: Notice[] = [];
  const [license, readme, changelog, icon] = await Promise.all([
    readLicense(place, of, notices),
    readOptionalText(place, { of, notices, file: 'README.md' }),
    readOptionalText(place, { of, notices, file: 'CHANGELOG.md' }),
    readPackageIcon(place, of, notices),
  ]);
  return {
    found: {
      ...(license ? { license } : {}),
      ...(readme === undefined ? {} : { readme }),
      ...(changelog === undefined ? {} : { changelog }),
      ...(icon ? { icon } : {}),
    },
    notices,
  };
}

/**
 * I23: the text shown is the one that the signed spec pins; a licence that cannot be read stops the package. Below
 * `strict` one that is not pinned is shown with a notice.
 */
async function readLicense(
  place: PackagePlace,
  of: TextsOf,
  notices: Notice[],
): Promise<OpenPackage['license']> {
  const named = of.spec.license ?? of.row.license;
  const limit = place.limits.licenseBytes;
  for (const file of licenseFiles(named, of)) {
    const pinned = isPinned(of.spec, file);
    const bytes = await readBeside(place, of, { file, limit, digestCode: 'license-digest' });
    if (bytes) {
      if (!pinned && of.level !== 'off') notices.push(unsignedLicense(file));
      return { text: decodeText(bytes, file), sha256: await digest(bytes) };
    }
    if (pinned) {
      throw new MarketError(
        'license-digest',
        `${file} belongs to the package, as its signed spec says, but the market does not have it.`,
        { details: { file } },
      );
    }
  }
  if (named !== undefined) notices.push(missing(`The licence ${named} is not in the market.`));
  return undefined;
}

/** Names to try in this order: what the signed spec pins is the licence, and no name from an unsigned list puts another text in its place. */
function licenseFiles(named: string | undefined, { spec, level }: TextsOf): string[] {
  const files = [...new Set([named ?? 'license.txt', 'license.txt'])].filter(isFileName);
  if (level !== 'strict') {
    return files.sort((a, b) => Number(isPinned(spec, b)) - Number(isPinned(spec, a)));
  }
  if (named === undefined) return files.filter((file) => isPinned(spec, file));
  if (isFileName(named) && isPinned(spec, named)) return [named];
  throw new MarketError(
    'license-digest',
    `The spec names the licence ${named} but does not pin its bytes, so that nothing proves which text you would accept. The publisher must build the package again.`,
    { details: { file: named } },
  );
}

async function readOptionalText(
  place: PackagePlace,
  { of, notices, file }: { of: TextsOf; notices: Notice[]; file: string },
): Promise<string | undefined> {
  const request = { file, limit: place.limits.readmeBytes, digestCode: 'file-digest' } as const;
  if (!isWanted(of, file)) return undefined;
  try {
    const bytes = await readBeside(place, of, request);
    if (bytes) return decodeText(bytes, file);
    if (pinOf(of.spec, file)) notices.push(missing(`${file} is not in the market.`));
  } catch (error) {
    if (!(error instanceof MarketError) || !isMinor(error)) throw error;
    notices.push(missing(`${file} is not shown: ${error.message}`));
  }
  return undefined;
}

async function readPackageIcon(
  place: PackagePlace,
  of: TextsOf,
  notices: Notice[],
): Promise<OpenPackage['icon']> {
  const names = ['icon.png', 'icon.jpg'].filter((file) => isWanted(of, file));
  const pinned = names.filter((file) => pinOf(of.spec, file));
  const limit = place.limits.iconBytes;
  try {
    for (const file of pinned.length > 0 ? pinned : names) {
      const bytes = await readBeside(place, of, { file, limit, digestCode: 'icon-invalid' });
      if (bytes) return readIcon(bytes, place.limits);
    }
    if (pinned.length > 0) notices.push(missing(`${pinned[0]} is not in the market.`));
  } catch (error) {
    if (!(error instanceof MarketError) || error.code === 'cancelled') throw error;
    notices.push({ code: 'icon-invalid', text: `A generic icon is shown. ${error.message}` });
  }
  return undefined;
}

/** The bytes of a file beside the spec, held against its pin where it has one; undefined when the market says that there is none. */
export async function readBeside(
  place: PackagePlace,
  { spec, level }: Pick<TextsOf, 'spec' | 'level'>,
  request: FileRequest,
): Promise<Uint8Array | undefined> {
  const pin = pinOf(spec, request.file);
  try {
    if (!pin) return await readBounded(place, request);
    return (await readPinned(place, { ...request, pin }, level)).bytes;
  } catch (error) {
    if (pin ? isAbsent(error) : mayBeAbsent(error)) return undefined;
    throw error;
  }
}

function pinOf(spec: PackageSpec, file: string): FilePin | undefined {
  return spec.files && Object.hasOwn(spec.files, file) ? spec.files[file] : undefined;
}

function isPinned(spec: PackageSpec, file: string): boolean {
  return pinOf(spec, file) !== undefined;
}

/** At `strict` nothing is shown that nothing signed vouches for, nor asked for. */
export function isWanted({ spec, level }: Pick<TextsOf, 'spec' | 'level'>, file: string): boolean {
  return level !== 'strict' || isPinned(spec, file);
}

/** A page can do without README and changelog, unless they are not what was signed. */
function isMinor({ code }: MarketError): boolean {
  return code === 'file-encoding' || code.startsWith('net-');
}

function missing(text: string): Notice {
  return { code: 'file-missing', text };
}

function unsignedLicense(file: string): Notice {
  return {
    code: 'license-unsigned',
    text: `${file} is not covered by a signature; nothing proves that it is the publisher's text.`,
  };
}
