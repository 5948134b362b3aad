/** Other packages that a package needs, as its spec names them, each with the way to its page. */
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { formatHash, isExactVersion } from '../router.ts';

import type { Action, PackageSpec } from '#core/model/generated.ts';
import type { ReactNode } from 'react';

export interface Need {
  name: string;
  /** Version or range; empty where the spec says none. */
  version: string;
  /** What it is needed for, in words. */
  why: 'installed first' | 'installed as a step' | 'a part of the job';
}

/** Each once, in the order of the spec. What is no package name is left out: the install refuses it. */
export function listNeeds(spec: PackageSpec): Need[] {
  const first = (spec.dependencies?.packages ?? []).map(({ name, version }): Need => {
    return { name, version, why: 'installed first' };
  });
  const all = [...first, ...spec.actions.flatMap(needsOf)];
  const keys = all.map(({ name, version, why }) => JSON.stringify([name, version, why]));
  return all.filter((_, at) => keys.indexOf(keys[at] ?? '') === at);
}

export function NeedList({ market, needs }: { market: string; needs: Need[] }): ReactNode {
  return (
    <ul className="pm-needs">
      {needs.map(({ name, version, why }) => (
        <li key={`${name} ${version} ${why}`}>
          <a
            href={formatHash({
              page: 'package',
              market,
              name,
              ...(isExactVersion(version) ? { version } : {}),
            })}
          >
            {toLine(name, TEXT_LIMITS.label)}
          </a>{' '}
          {toLine(version, TEXT_LIMITS.label)} <span className="pm-soft">({why})</span>
        </li>
      ))}
    </ul>
  );
}

function needsOf(action: Action): Need[] {
  const given = new Map(
    (action.arguments ?? []).map(({ name, value, default: initial }): [string, unknown] => [
      name,
      value ?? initial,
    ]),
  );
  if (action.type === 'install_package') {
    return toNeed(given.get('name'), given.get('version'), 'installed as a step');
  }
  const parts: unknown = given.get('prerequisites');
  if (!Array.isArray(parts)) return [];
  return parts.flatMap((part: unknown) =>
    typeof part === 'object' && part !== null && 'package' in part
      ? toNeed(part.package, 'version' in part ? part.version : '', 'a part of the job')
      : [],
  );
}

function toNeed(name: unknown, version: unknown, why: Need['why']): Need[] {
  if (typeof name !== 'string' || name === '') return [];
  return [{ name, version: typeof version === 'string' ? version : '', why }];
}
