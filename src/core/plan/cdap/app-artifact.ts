/** The artifact that an application or pipeline is made from: named exactly, or by a range that is resolved against the cluster. */
import { isObject, own } from '../json.ts';
import { lacks } from './cdap-step.ts';
import { jsonField } from './fields.ts';
import { isName } from './names.ts';
import { looksLikeRange, newestVersion, parseArtifactRange } from './versions.ts';

import type { CdapArtifact } from '../../model/install.ts';
import type { Json } from '../json.ts';
import type { CdapStep } from './cdap-step.ts';
import type { ArgumentField } from './fields.ts';

/** As the `artifact` argument gives it. */
interface AskedArtifact {
  name: string;
  /** Exact, a range, or absent for the newest. */
  version: string | undefined;
  scope: CdapArtifact['scope'] | undefined;
}

/** Throws `action-argument`, and `cluster-lacks` where the cluster has no such artifact and no step can bring it. */
export function artifactField(step: CdapStep): ArgumentField<CdapArtifact> {
  const resolved = (value: Json): ReturnType<typeof takeArtifact> => takeArtifact(step, value);
  const asked = jsonField(step, {
    argument: 'artifact',
    required: true,
    help: 'The artifact that it is made from, such as {"scope": "system", "name": "cdap-data-pipeline", "version": "6.1.1"}.',
    take: resolved,
    show: (artifact) => `${artifact.name} ${artifact.version} (${artifact.scope.toLowerCase()})`,
  });
  return asked;
}

type Taken = { ok: true; value: CdapArtifact } | { ok: false; reason: string };

function takeArtifact(step: CdapStep, value: Json): Taken {
  const asked = readAsked(value);
  if (typeof asked === 'string') return { ok: false, reason: asked };
  const { name, version } = asked;
  const known = step.cdap.artifacts.filter(
    (each) => each.name === name && (asked.scope === undefined || each.scope === asked.scope),
  );
  const exact = version !== undefined && !looksLikeRange(version);
  const range = version === undefined || exact ? undefined : parseArtifactRange(version);
  if (exact) return takeExact(step, { ...asked, version }, known);
  const inRange = known.filter((each) => range === undefined || range.includes(each.version));
  const newest = newestVersion(inRange.map((each) => each.version));
  const found = inRange.find((each) => each.version === newest);
  if (found) return { ok: true, value: toArtifact(found) };
  throw lacks(step, `needs an artifact ${name} ${version ?? 'of any version'}, ${has(known)}`);
}

/** One of the user's scope may come from an earlier step; one of the system's cannot. */
function takeExact(
  step: CdapStep,
  asked: AskedArtifact & { version: string },
  known: readonly CdapArtifact[],
): Taken {
  const found = known.find((each) => each.version === asked.version);
  const { name, version } = asked;
  if (!found && asked.scope === 'SYSTEM') {
    throw lacks(step, `needs the system artifact ${name} ${version}, ${has(known)}`);
  }
  return { ok: true, value: { name, version, scope: asked.scope ?? found?.scope ?? 'USER' } };
}

/** Scope is upper case on the wire: CDAP silently takes others for none. */
function readAsked(value: Json): AskedArtifact | string {
  if (!isObject(value)) return 'must be an object with name, version and scope';
  const name = own(value, 'name');
  const version = own(value, 'version');
  const scope = own(value, 'scope') ?? undefined;
  if (typeof name !== 'string' || !isName('artifact', name)) return 'names no artifact';
  if (version !== undefined && (typeof version !== 'string' || !isAskedVersion(version))) {
    return `names no version or range of versions of ${name}`;
  }
  const upper = typeof scope === 'string' ? scope.toUpperCase() : scope;
  if (upper !== undefined && upper !== 'USER' && upper !== 'SYSTEM') {
    return 'has a scope that is neither user nor system';
  }
  return { name, version, scope: upper };
}

function isAskedVersion(version: string): boolean {
  return looksLikeRange(version)
    ? parseArtifactRange(version) !== undefined
    : isName('version', version);
}

function toArtifact({ name, version, scope }: CdapArtifact): CdapArtifact {
  return { name, version, scope };
}

function has(known: readonly CdapArtifact[]): string {
  const versions = known.map((each) => each.version).slice(0, 8);
  return versions.length > 0
    ? `and the cluster has ${versions.join(', ')}`
    : 'and the cluster has none';
}
