/** Which packages of a market exist for this reader: the administrator's patterns, applied to rows and to names that are asked for. */
import { MarketError } from '#core/errors.ts';
import { compareVersions, isEmptyRange, matchesRange, parseRange } from '#core/find/index.ts';

import type { MarketConfig, PackageRow } from '#core/model/generated.ts';

export interface PackageRules {
  admits(row: Pick<PackageRow, 'name' | 'version'>): boolean;
  /** Whether the rules can be the reason that a package, or a version of it, is not there. */
  denies(name: string, version?: string): boolean;
}

/** One pattern, taken apart. */
interface Pattern {
  fits: (name: string) => boolean;
  version: ((version: string) => boolean) | undefined;
}

const ALL: PackageRules = { admits: () => true, denies: () => false };

/** Throws `config-invalid` for a pattern that cannot be read: what shall be denied must not slip through by a typing error. */
export function packageRules({ id, packages }: MarketConfig): PackageRules {
  if (!packages) return ALL;
  const allow = packages.allow?.map((text) => toPattern(text, { market: id, list: 'allow' }));
  const deny = (packages.deny ?? []).map((text) => toPattern(text, { market: id, list: 'deny' }));
  return {
    admits: ({ name, version }) =>
      (allow?.some((each) => meets(each, name, version)) ?? true) &&
      !deny.some((each) => meets(each, name, version)),
    denies: (name, version) =>
      !(allow?.some((each) => meets(each, name, version)) ?? true) ||
      deny.some((each) => meets(each, name, version)),
  };
}

/** Without a version: whether the pattern is about any version of the package. */
function meets(pattern: Pattern, name: string, version: string | undefined): boolean {
  if (!pattern.fits(name)) return false;
  return !pattern.version || version === undefined || pattern.version(version);
}

interface PatternPlace {
  market: string;
  list: 'allow' | 'deny';
}

function toPattern(text: string, place: PatternPlace): Pattern {
  const [, name = '', asked] = /^([^@]*)(?:@(.*))?$/s.exec(text.trim()) ?? [];
  const version = asked === undefined ? undefined : toTest(asked.trim(), place);
  if (!/^[A-Za-z0-9*._-]+$/.test(name) || (asked !== undefined && !version)) {
    throw notAPattern(text.slice(0, 128), place);
  }
  if (place.list === 'allow') return { fits: (each) => matchesName(name, each), version };
  // What is denied does not come back by other letters.
  const lower = name.toLowerCase();
  return { fits: (each) => matchesName(lower, each.toLowerCase()), version };
}

function notAPattern(found: string, { market, list }: PatternPlace): MarketError {
  return new MarketError(
    'config-invalid',
    `The configuration of the market ${market} has "${found}" in packages.${list}, which is no pattern: a name in which * stands for any characters, and after @ a version or a range such as [1.0.0,2.0.0).`,
    { details: { market, key: `packages.${list}`, found } },
  );
}

/** Undefined for text that is neither a version nor a range in which a version can lie. */
function toTest(asked: string, { list }: PatternPlace): Pattern['version'] {
  if (/^[0-9A-Za-z][0-9A-Za-z.+~-]{0,63}$/.test(asked)) {
    if (list === 'allow') return (version) => version === asked;
    // 1.3, v1.3.0 and 1.3.0+2 are the same version by every order: one that is denied does not come back as another.
    return (version) => compareVersions(version, asked) === 0;
  }
  const range = parseRange(asked);
  const bounds = [range?.min, range?.max].flatMap((bound) => bound?.version ?? []);
  if (!range || isEmptyRange(range) || !bounds.every((bound) => BOUND.test(bound)))
    return undefined;
  return (version) => matchesRange(range, version);
}

/** Neither `1.x` nor `latest`, which the order of versions would take for something. */
const BOUND = /^v?\d+(?![0-9A-Za-z.+~-]*\.x\b)[0-9A-Za-z.+~-]*$/i;

/**
 * Whether a name fits a pattern with `*`. Each star is first taken for nothing, and for one character more whenever the rest does not
 * fit: never more steps than the product of both lengths, whatever the pattern.
 */
export function matchesName(pattern: string, name: string): boolean {
  let [at, star, tried] = [0, -1, 0];
  let next = 0;
  while (at < name.length) {
    if (pattern[next] === '*') {
      star = next;
      tried = at;
      next += 1;
    } else if (pattern[next] === name[at]) {
      next += 1;
      at += 1;
    } else if (star >= 0) {
      tried += 1;
      at = tried;
      next = star + 1;
    } else {
      return false;
    }
  }
  while (pattern[next] === '*') next += 1;
  return next === pattern.length;
}
