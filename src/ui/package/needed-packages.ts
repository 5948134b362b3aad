/** Other packages that a package needs, as its spec names them. */
import type { Action, PackageSpec } from '#core/model/generated.ts';

export interface NeededPackage {
  name: string;
  /** Version or range; empty where the spec says none. */
  version: string;
  /** `first`: installed before; `step`: where `install_package` stands; `part`: a file of it becomes part of the job. */
  why: 'first' | 'step' | 'part';
}

/** Each once, in the order of the spec. What is no package name is left out: the install refuses it. */
export function listNeeded(spec: PackageSpec): NeededPackage[] {
  const first = (spec.dependencies?.packages ?? []).map(({ name, version }): NeededPackage => {
    return { name, version, why: 'first' };
  });
  const all = [...first, ...spec.actions.flatMap(neededBy)];
  const keys = all.map(keyOf);
  return all.filter((each, at) => keys.indexOf(keyOf(each)) === at);
}

export function keyOf({ name, version, why }: NeededPackage): string {
  return JSON.stringify([name, version, why]);
}

function neededBy(action: Action): NeededPackage[] {
  const given = new Map(
    (action.arguments ?? []).map(({ name, value, default: initial }): [string, unknown] => [
      name,
      value ?? initial,
    ]),
  );
  if (action.type === 'install_package') {
    return toNeeded(given.get('name'), given.get('version'), 'step');
  }
  const parts: unknown = given.get('prerequisites');
  if (!Array.isArray(parts)) return [];
  return parts.flatMap((part: unknown) =>
    typeof part === 'object' && part !== null && 'package' in part
      ? toNeeded(part.package, 'version' in part ? part.version : '', 'part')
      : [],
  );
}

function toNeeded(name: unknown, version: unknown, why: NeededPackage['why']): NeededPackage[] {
  if (typeof name !== 'string' || name === '') return [];
  return [{ name, version: typeof version === 'string' ? version : '', why }];
}
