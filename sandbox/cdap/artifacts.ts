/** Artifacts: listed, read, added with their jar, deleted. */
import { createHash } from 'node:crypto';

import { badRequest, CdapError, headerOf, isObject, notFound } from './call.ts';
import { jarVersion } from './jar.ts';
import { anyNamespaceOf, checkName, namespaceOf, nameOf, scopedNamespaceOf } from './names.ts';
import { isInRange, parseParent } from './versions.ts';

import type { CdapAnswer, CdapCall } from './call.ts';
import type { ArtifactPlugin, ArtifactState, NamespaceState } from './state.ts';
import type { ParentRange } from './versions.ts';

export function listArtifacts(call: CdapCall): CdapAnswer {
  const own = namespaceOf(call);
  const system = call.state.namespaces['system'] as NamespaceState;
  if (call.query.has('scope')) {
    const { id, namespace } = scopedNamespaceOf(call);
    return { status: 200, body: namespace.artifacts.map((each) => summaryOf(id, each)) };
  }
  return {
    status: 200,
    body: [
      ...own.namespace.artifacts.map((each) => summaryOf(own.id, each)),
      ...system.artifacts.map((each) => summaryOf('system', each)),
    ],
  };
}

export function listVersions(call: CdapCall): CdapAnswer {
  const { id, namespace } = scopedNamespaceOf(call);
  const name = nameOf(call, 'artifact');
  const found = namespace.artifacts.filter((each) => each.name === name);
  if (found.length === 0) throw notFound(`artifact:${id}.${name}`);
  return { status: 200, body: found.map((each) => summaryOf(id, each)) };
}

export function getArtifact(call: CdapCall): CdapAnswer {
  const { id, namespace } = scopedNamespaceOf(call);
  const artifact = findArtifact(call, id, namespace);
  const { plugins, properties, parents } = artifact;
  return {
    status: 200,
    body: {
      ...summaryOf(id, artifact),
      classes: { apps: [], plugins: plugins.map((each) => ({ ...each, properties: {} })) },
      properties,
      usableBy: parents,
    },
  };
}

export async function addArtifact(call: CdapCall): Promise<CdapAnswer> {
  const { id, namespace } = namespaceOf(call);
  const name = nameOf(call, 'artifact');
  const given = headerOf(call, 'artifact-version');
  if (given) checkName('version', given);
  const parents = readParents(id, headerOf(call, 'artifact-extends'));
  const plugins = readPlugins(headerOf(call, 'artifact-plugins'));
  const version = checkName('version', await jarVersion(call.exchange.body, given));
  assertParent(call, `${id}.${name}-${version}`, { parents, namespace });
  storeArtifact(call, namespace, {
    ...{ name, version, plugins, properties: {} },
    parents: parents.map(({ text }) => text),
    ...digestOf(call.exchange.body),
  });
  return { status: 200, body: 'Artifact added successfully' };
}

/** Puts a new artifact there; a snapshot replaces the one before. Throws 409. */
export function storeArtifact(
  call: CdapCall,
  namespace: NamespaceState,
  artifact: ArtifactState,
): void {
  const { name, version } = artifact;
  const id = call.params['ns'] ?? '';
  const at = namespace.artifacts.findIndex(
    (each) => each.name === name && each.version === version,
  );
  if (at >= 0 && !version.endsWith('-SNAPSHOT')) {
    throw new CdapError(409, `Artifact '${id}.${name}-${version}' already exists.`);
  }
  if (at >= 0) namespace.artifacts[at] = artifact;
  else namespace.artifacts.push(artifact);
  call.changed(`${id}/artifact/${name}@${version}`, at >= 0 ? 'updated' : 'created');
}

export function deleteArtifact(call: CdapCall): CdapAnswer {
  const { id, namespace } = anyNamespaceOf(call);
  const artifact = findArtifact(call, id, namespace);
  namespace.artifacts.splice(namespace.artifacts.indexOf(artifact), 1);
  call.changed(`${id}/artifact/${artifact.name}@${artifact.version}`, 'removed');
  return { status: 200 };
}

/** POST to the system namespace: the real server looks again at its folder of artifacts. */
export function refreshSystem(): CdapAnswer {
  return { status: 200 };
}

/** The artifact of the path. Throws 400, 404. */
export function findArtifact(call: CdapCall, id: string, namespace: NamespaceState): ArtifactState {
  const name = nameOf(call, 'artifact');
  const version = nameOf(call, 'version');
  const found = namespace.artifacts.find((each) => each.name === name && each.version === version);
  if (!found) throw notFound(`artifact:${id}.${name}-${version}`);
  return found;
}

export function digestOf(bytes: Buffer): { sha256: string; size: number } {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
}

function summaryOf(id: string, { name, version }: ArtifactState): object {
  return { name, version, scope: id === 'system' ? 'SYSTEM' : 'USER' };
}

interface Parent {
  text: string;
  range: ParentRange;
}

function readParents(id: string, header: string | undefined): Parent[] {
  if (header === undefined) return [];
  return header.split('/').map((part) => {
    const text = part.trim();
    const range = parseParent(text);
    if (range.namespace === undefined || ['system', id].includes(range.namespace)) {
      return { text, range };
    }
    throw badRequest(`Parent artifact ${text} must be in the same namespace or a system artifact.`);
  });
}

/** One parent that exists is enough. */
function assertParent(
  call: CdapCall,
  artifact: string,
  { parents, namespace }: { parents: Parent[]; namespace: NamespaceState },
): void {
  if (parents.length === 0) return;
  const system = call.state.namespaces['system'] as NamespaceState;
  const exists = parents.some(({ range }) =>
    (range.namespace === 'system' ? system : namespace).artifacts.some(
      ({ name, version }) => name === range.name && isInRange(range, version),
    ),
  );
  if (exists) return;
  const list = parents.map(({ text }) => text).join('/');
  throw new CdapError(404, `Artifact ${artifact} extends artifacts '${list}' that do not exist`);
}

function readPlugins(header: string | undefined): ArtifactPlugin[] {
  if (header === undefined) return [];
  let value: unknown;
  try {
    value = JSON.parse(header);
  } catch (error) {
    throw badPlugins(header, (error as Error).message);
  }
  if (!Array.isArray(value)) throw badPlugins(header, 'Expected an array');
  return value.map((each: unknown) => {
    const plugin = isObject(each) ? each : {};
    for (const key of ['name', 'type', 'className']) {
      if (typeof plugin[key] !== 'string') throw badPlugins(header, `Property '${key}' is missing`);
    }
    return plugin as unknown as ArtifactPlugin;
  });
}

function badPlugins(header: string, reason: string): CdapError {
  return badRequest(`Artifact-Plugins header '${header}' is invalid: ${reason}`);
}
