/** What the pipeline applications check of a configuration when they are deployed. */
import { badRequest, isObject } from './call.ts';

import type { CdapCall } from './call.ts';
import type { NamespaceState } from './state.ts';

const PIPELINES = ['cdap-data-pipeline', 'cdap-data-streams'];

export function isPipelineArtifact({ name }: { name: string }): boolean {
  return PIPELINES.includes(name);
}

/** Throws 400 when stages, connections or the artifacts of plugins do not fit together. */
export function assertPipeline(call: CdapCall, namespace: NamespaceState, config: unknown): void {
  const { stages, connections } = isObject(config) ? config : {};
  if (!Array.isArray(stages) || stages.length === 0) {
    throw badRequest('A pipeline must contain at least one stage.');
  }
  const names = stages.map((stage: unknown) => (isObject(stage) ? stage['name'] : undefined));
  for (const connection of Array.isArray(connections) ? connections : []) {
    const { from, to } = isObject(connection) ? connection : {};
    for (const end of [from, to]) {
      if (!names.includes(end))
        throw badRequest(
          `Invalid connection ${String(from)} -> ${String(to)}: stage ${String(end)} does not exist.`,
        );
    }
  }
  for (const stage of stages) assertPlugin(call, namespace, isObject(stage) ? stage : {});
}

/** Only plugins that say which artifact they are of; others come from whichever has them. */
function assertPlugin(
  call: CdapCall,
  namespace: NamespaceState,
  stage: Record<string, unknown>,
): void {
  const plugin = isObject(stage['plugin']) ? stage['plugin'] : undefined;
  if (!plugin || typeof plugin['name'] !== 'string' || typeof plugin['type'] !== 'string') {
    throw badRequest(`Stage ${String(stage['name'])} has no plugin.`);
  }
  const { artifact } = plugin;
  if (!isObject(artifact)) return;
  const system = String(artifact['scope'] ?? 'USER').toUpperCase() === 'SYSTEM';
  const { artifacts } = system ? (call.state.namespaces['system'] as NamespaceState) : namespace;
  if (artifacts.some((each) => each.name === artifact['name'])) return;
  throw badRequest(
    `No such plugin: type '${plugin['type']}', name '${plugin['name']}' of artifact ${String(artifact['name'])}.`,
  );
}
