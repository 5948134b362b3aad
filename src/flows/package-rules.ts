/** Which packages of a market exist for this reader: the administrator's patterns, applied to rows and to names that are asked for. */
import { MarketError } from '#core/errors.ts';
import { matchesRange, parseRange } from '#core/find/index.ts';

import type { MarketConfig, PackageRow } from '#core/model/generated.ts';

export interface PackageRules {
  admits(row: Pick<PackageRow, 'name' | 'version'>): boolean;
  /** Whether the rules can be the reason that a package, or a version of it, is not there. */
  denies(name: string, version?: string): boolean;
}

/** One pattern, taken apart. */
interface Pattern {
  name: string;
  version: ((version: string) => boolean) | undefined;
}

const ALL: PackageRules = { admits: () => true, denies: () => false };

/** Throws `config-invalid` for a pattern that cannot be read: what shall be denied must not slip through by a typing error. */
export function packageRules({ id, packages }: MarketConfig): PackageRules {
  if (!packages) return ALL;
  const allow = packages.allow?.map((text) => toPattern(text, id, 'allow'));
  const deny = (packages.deny ?? []).map((text) => toPattern(text, id, 'deny'));
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
  if (!matchesName(pattern.name, name)) return false;
  return !pattern.version || version === undefined || pattern.version(version);
}

function toPattern(text: string, market: string, list: 'allow' | 'deny'): Pattern {
  const [, name = '', asked] = /^([^@]*)(?:@(.*))?$/s.exec(text.trim()) ?? [];
  const version = asked === undefined ? undefined : toTest(asked.trim());
  if (!/^[A-Za-z0-9*._-]+$/.test(name) || (asked !== undefined && !version)) {
    throw new MarketError(
      'config-invalid',
      `The configuration of the market ${market} has "${text.slice(0, 128)}" in packages.${list}, which is no pattern: a name in which * stands for any characters, and after @ a version or a range such as [1.0.0,2.0.0).`,
      { details: { market, key: `packages.${list}`, found: text.slice(0, 128) } },
    );
  }
  return { name, version };
}

/** Undefined for text that is neither a version nor a range. */
function toTest(asked: string): Pattern['version'] {
  if (/^[0-9A-Za-z][0-9A-Za-z.+~-]{0,63}$/.test(asked)) return (version) => version === asked;
  const range = parseRange(asked);
  return range && ((version) => matchesRange(range, version));
}

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
