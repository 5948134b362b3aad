/** Applications: made from an artifact, or from a jar that becomes one. */
import { digestOf, storeArtifact } from './artifacts.ts';
import { badRequest, CdapError, headerOf, isObject, notFound, readObject } from './call.ts';
import { jarVersion } from './jar.ts';
import { checkName, namespaceOf, nameOf } from './names.ts';
import { assertPipeline, isPipelineArtifact } from './pipelines.ts';

import type { CdapAnswer, CdapCall } from './call.ts';
import type { AppState, NamespaceState, Scope } from './state.ts';

export function listApps(call: CdapCall): CdapAnswer {
  const { namespace } = namespaceOf(call);
  return { status: 200, body: namespace.apps.map((app) => summaryOf(app)) };
}

export function getApp(call: CdapCall): CdapAnswer {
  const { configuration, ...app } = findApp(call);
  const empty = { streams: [], datasets: [], programs: [], plugins: [] };
  return { status: 200, body: { ...summaryOf(app), configuration, ...empty } };
}

/** Creates it, or gives an existing one another artifact and configuration: both are 200. */
export function putApp(call: CdapCall): CdapAnswer {
  const { id, namespace } = namespaceOf(call);
  const name = nameOf(call, 'app');
  const type = headerOf(call, 'content-type') ?? '';
  if (!type.startsWith('application/json')) {
    throw badRequest(
      "The header Content-Type must be 'application/json'; any other body is read as a jar.",
    );
  }
  const request = readObject(call, 'Request body is invalid json.');
  if (!isObject(request['artifact'])) throw badRequest('An artifact must be specified.');
  const artifact = resolveArtifact(call, namespace, request['artifact']);
  const configuration = configurationOf(request['config']);
  if (isPipelineArtifact(artifact)) assertPipeline(call, namespace, request['config']);
  const at = namespace.apps.findIndex((each) => each.name === name);
  const app: AppState = { name, artifact, configuration, description: descriptionOf(request) };
  if (at >= 0) namespace.apps[at] = app;
  else namespace.apps.push(app);
  call.changed(`${id}/app/${name}`, at >= 0 ? 'updated' : 'created');
  return { status: 200, body: 'Deploy Complete' };
}

/** Another artifact version or configuration for one that exists; what is absent stays. */
export function updateApp(call: CdapCall): CdapAnswer {
  const { id, namespace } = namespaceOf(call);
  const app = findApp(call);
  const request = readObject(call, 'Request body is invalid json.');
  if (isObject(request['artifact'])) {
    if (request['artifact']['name'] !== app.artifact.name) {
      throw badRequest(`Only artifacts with name '${app.artifact.name}' are allowed.`);
    }
    app.artifact = resolveArtifact(call, namespace, request['artifact']);
  }
  if ('config' in request) app.configuration = configurationOf(request['config']);
  call.changed(`${id}/app/${app.name}`, 'updated');
  return { status: 200, body: 'Update complete.' };
}

export function deleteApp(call: CdapCall): CdapAnswer {
  const { id, namespace } = namespaceOf(call);
  const app = findApp(call);
  namespace.apps.splice(namespace.apps.indexOf(app), 1);
  call.changed(`${id}/app/${app.name}`, 'removed');
  return { status: 200 };
}

/** A jar becomes an artifact and an application, which is named after it here: its code is not run. */
export async function deployJar(call: CdapCall): Promise<CdapAnswer> {
  const { id, namespace } = namespaceOf(call);
  const archive = headerOf(call, 'x-archive-name');
  if (!archive) {
    throw badRequest(
      'X-Archive-Name header not present. Please include the header and set its value to the jar name.',
    );
  }
  const { name, version } = readArchiveName(archive);
  const configuration = headerOf(call, 'x-app-config') ?? '';
  if (configuration !== '') parseConfig(configuration);
  await jarVersion(call.exchange.body, version);
  try {
    const parts = { parents: [], plugins: [], properties: {} };
    storeArtifact(call, namespace, { name, version, ...parts, ...digestOf(call.exchange.body) });
  } catch (error) {
    if (!(error instanceof CdapError)) throw error;
    throw new CdapError(
      409,
      `Artifact '${name}' already exists. Please use the API that creates an application from an existing artifact. ` +
        'If you are trying to replace the artifact, please delete it and then try again.',
    );
  }
  const artifact = { name, version, scope: 'USER' as const };
  const at = namespace.apps.findIndex((each) => each.name === name);
  const app: AppState = { name, artifact, configuration, description: '' };
  if (at >= 0) namespace.apps[at] = app;
  else namespace.apps.push(app);
  call.changed(`${id}/app/${name}`, at >= 0 ? 'updated' : 'created');
  return { status: 200, body: `Successfully deployed app ${name}` };
}

function findApp(call: CdapCall): AppState {
  const { id, namespace } = namespaceOf(call);
  const name = nameOf(call, 'app');
  const found = namespace.apps.find((each) => each.name === name);
  if (!found) throw notFound(`application:${id}.${name}.-SNAPSHOT`);
  return found;
}

function summaryOf({ name, description, artifact }: Omit<AppState, 'configuration'>): object {
  const { version: artifactVersion } = artifact;
  return {
    ...{ name, appVersion: '-SNAPSHOT', version: artifactVersion, artifactVersion },
    ...{ description, artifact },
  };
}

function resolveArtifact(
  call: CdapCall,
  namespace: NamespaceState,
  artifact: Record<string, unknown>,
): AppState['artifact'] {
  const name = checkName('artifact', String(artifact['name'] ?? ''));
  const version = checkName('version', String(artifact['version'] ?? ''));
  const scope = String(artifact['scope'] ?? 'USER').toUpperCase() as Scope;
  if (scope !== 'USER' && scope !== 'SYSTEM') throw badRequest(`Invalid scope ${scope}`);
  const id = scope === 'SYSTEM' ? 'system' : (call.params['ns'] ?? '');
  const { artifacts } =
    scope === 'SYSTEM' ? (call.state.namespaces['system'] as NamespaceState) : namespace;
  if (!artifacts.some((each) => each.name === name && each.version === version)) {
    throw notFound(`artifact:${id}.${name}-${version}`);
  }
  return { name, version, scope };
}

/** The detail of an application gives its configuration as text, whatever it was sent as. */
function configurationOf(config: unknown): string {
  if (config === undefined || config === null) return '';
  return typeof config === 'string' ? config : JSON.stringify(config);
}

function descriptionOf(request: Record<string, unknown>): string {
  const config = request['config'];
  const description = isObject(config) ? config['description'] : undefined;
  return typeof description === 'string' ? description : '';
}

function parseConfig(text: string): void {
  try {
    JSON.parse(text);
  } catch (error) {
    throw badRequest(`X-App-Config is not JSON: ${(error as Error).message}`);
  }
}

function readArchiveName(archive: string): { name: string; version: string } {
  const [, name, version] = /^([.\w-]+?)-(\d+(?:\.[\w-]+)*)\.jar$/.exec(archive) ?? [];
  if (name !== undefined && version !== undefined) return { name, version };
  throw badRequest(
    `Invalid artifact file name '${archive}'. Must be of the form <artifact-name>-<artifact-version>.jar`,
  );
}
