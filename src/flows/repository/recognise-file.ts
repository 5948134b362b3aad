/** Says what a file of a repository is: a component, a package, or none of ours; and why a broken one is broken. */
import { MarketError } from '#core/errors.ts';
import { parseComponent, parseYaml } from '#core/protocol/index.ts';
import { decodeText, parsePackageSource } from '#core/read/index.ts';
import {
  claimsComponent,
  componentType,
  isPackageFile,
  mayBeComponent,
  textOf,
} from '#core/repository/index.ts';
import { lacksOnlyComponents } from './lacking.ts';

import type { Limits } from '#core/limits.ts';
import type { ProtocolFinding } from '#core/protocol/index.ts';
import type { ListedFile } from '#core/repository/index.ts';

export type Recognised = Pick<ListedFile, 'type' | 'name' | 'version' | 'invalid' | 'lacks'>;

const NONE: Recognised = { name: '', version: '' };

/** `former` is what the file at this path was before: a component that broke stays one. */
export function recogniseFile(
  path: string,
  bytes: Uint8Array,
  { limits, former }: { limits: Limits; former: Recognised | undefined },
): Recognised {
  if (isPackageFile(path)) return recognisePackage(path, bytes, limits);
  let text: string;
  try {
    text = decodeText(bytes, path);
  } catch (thrown) {
    return former?.type ? broken(former, thrown) : NONE;
  }
  if (!former?.type && !mayBeComponent(text)) return NONE;
  const parsed = parseComponent(text, limits);
  if (parsed.ok) return describe(parsed.component) ?? NONE;
  return recogniseBroken(text, { errors: parsed.errors, former, limits });
}

/** For a file that cannot be read as a whole: what it was before, broken. */
export function unreadable(former: Recognised | undefined, thrown: unknown): Recognised {
  return former?.type ? broken(former, thrown) : NONE;
}

function recognisePackage(path: string, bytes: Uint8Array, limits: Limits): Recognised {
  let value: unknown;
  try {
    value = parseYaml(decodeText(bytes, path), limits);
    parsePackageSource(value, path);
    return { ...namesOf(value), type: 'package' };
  } catch (thrown) {
    return broken({ ...namesOf(value), type: 'package' }, thrown);
  }
}

function recogniseBroken(
  text: string,
  {
    errors,
    former,
    limits,
  }: {
    errors: readonly ProtocolFinding[];
    former: Recognised | undefined;
    limits: Limits;
  },
): Recognised {
  const invalid = toSentence(errors);
  try {
    const value = parseYaml(text, limits);
    const known = describe(value);
    // Of what can be read and is something else nothing is left.
    if (!known) return NONE;
    const lacks = known.type === 'job' && lacksOnlyComponents(value, limits);
    return { ...known, invalid, ...(lacks && { lacks }) };
  } catch (thrown) {
    if (!(thrown instanceof MarketError)) throw thrown;
    if (former?.type) return { ...namesOf(former), type: former.type, invalid };
    return claimsComponent(text) ? { ...NONE, type: 'job', invalid } : NONE;
  }
}

/** Undefined for data of any other kind. A component that is not valid may have a name all the same. */
function describe(value: unknown): Recognised | undefined {
  const type = componentType(value);
  return type && { type, name: textOf(value, 'name'), version: '' };
}

function namesOf(value: unknown): Pick<Recognised, 'name' | 'version'> {
  return { name: textOf(value, 'name'), version: textOf(value, 'version') };
}

function broken(former: Recognised, thrown: unknown): Recognised {
  if (!(thrown instanceof MarketError)) throw thrown;
  const { type, name, version } = former;
  return { type, name, version, invalid: thrown.message };
}

function toSentence([first, ...rest]: readonly ProtocolFinding[]): string {
  if (!first) return 'It is not valid.';
  const more = rest.length > 0 ? ` (and ${rest.length} more)` : '';
  return `${first.path ? `${first.path}: ` : ''}${first.message}${more}`;
}
