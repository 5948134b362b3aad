/** The artifact that an application or pipeline is made from: named exactly, or by a range that is resolved against the cluster. */
import { isObject, own } from '../json.ts';
import { jsonField } from './fields.ts';
import { isName } from './names.ts';
import { looksLikeRange, newestVersion, parseArtifactRange } from './versions.ts';

import type { CdapArtifact } from '../../model/install.ts';
import type { Json } from '../json.ts';
import type { CdapStep } from './cdap-step.ts';
import type { ArgumentField, Taken } from './fields.ts';

/** As the `artifact` argument gives it. */
interface AskedArtifact {
  name: string;
  /** Exact, a range, or absent for the newest. */
  version: string | undefined;
  scope: CdapArtifact['scope'] | undefined;
}

/** Throws `action-argument`, and `cluster-lacks` where the cluster has no such artifact and no step can bring it. */
export function artifactField(step: CdapStep): ArgumentField<CdapArtifact> {
  return jsonField(step, {
    argument: 'artifact',
    required: true,
    help: 'The artifact that it is made from, such as {"scope": "system", "name": "cdap-data-pipeline", "version": "6.1.1"}.',
    take: (value) => takeArtifact(step.cdap.artifacts, value),
    show: (artifact) => `${artifact.name} ${artifact.version} (${artifact.scope.toLowerCase()})`,
  });
}

function takeArtifact(artifacts: readonly CdapArtifact[], value: Json): Taken<CdapArtifact> {
  const asked = readAsked(value);
  if (typeof asked === 'string') return { ok: false, reason: asked };
  const { name, version, scope } = asked;
  const known = artifacts.filter(
    (each) => each.name === name && (scope === undefined || each.scope === scope),
  );
  if (version !== undefined && !looksLikeRange(version)) return takeExact(asked, version, known);
  const range = version === undefined ? undefined : parseArtifactRange(version);
  const inRange = known.filter((each) => range === undefined || range.includes(each.version));
  const newest = newestVersion(inRange.map((each) => each.version));
  const found = inRange.find((each) => each.version === newest);
  return found ? { ok: true, value: toArtifact(found) } : lacking(asked, known);
}

/** One of the user's scope may come from an earlier step; one of the system's cannot. */
function takeExact(
  asked: AskedArtifact,
  version: string,
  known: readonly CdapArtifact[],
): Taken<CdapArtifact> {
  const found = known.find((each) => each.version === version);
  if (!found && asked.scope === 'SYSTEM') return lacking(asked, known);
  const scope = asked.scope ?? found?.scope ?? 'USER';
  return { ok: true, value: { name: asked.name, version, scope } };
}

function lacking(
  { name, version, scope }: AskedArtifact,
  known: readonly CdapArtifact[],
): Taken<CdapArtifact> {
  const versions = known.map((each) => each.version).slice(0, 8);
  const has = versions.length > 0 ? versions.join(', ') : 'none';
  const kind = scope === 'SYSTEM' ? 'system artifact' : 'artifact';
  const reason = `names the ${kind} ${name} ${version ?? 'without a version'}, of which the cluster has ${has}`;
  return { ok: false, reason, lacking: true };
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
