/** Steps that need what a later step brings. */
import { own } from '../fields.ts';
import { textValue, valueOf } from '../ask.ts';

import type { ActionSource, Check } from '../model.ts';

const BRINGS = new Set([
  'create_artifact',
  'one_step_deploy_plugin',
  'create_plugin_artifact',
  'create_driver_artifact',
]);

export const actionOrder: Check = {
  name: 'action-order',
  title: 'A step needs what a later step makes',
  severity: 'warning',
  async package({ document, actions, files: named }, tell, { files }) {
    for (const [at, action] of actions.entries()) {
      const needs = await needsOf(action, async (file) => {
        const entry = named.get(file);
        return entry && (await files.data(entry.path))?.value;
      });
      const before = actions.slice(0, at).map(bringsOf);
      for (const later of actions.slice(at + 1)) {
        const brought = bringsOf(later);
        if (brought === undefined || !needs.has(brought) || before.includes(brought)) continue;
        const [kind, name] = brought.split(':');
        const message = `Step ${action.number} (${action.type}) needs the ${kind} "${name}", which step ${later.number} makes. Users install in this order: move step ${later.number} up.`;
        tell(document, { message, path: action.path });
      }
    }
  },
};

function bringsOf(action: ActionSource): string | undefined {
  const name = textValue(action, 'name');
  if (name === undefined) return undefined;
  if (action.type === 'create_stream') return `stream:${name}`;
  return BRINGS.has(action.type) ? `artifact:${name}` : undefined;
}

async function needsOf(
  action: ActionSource,
  read: (file: string) => Promise<unknown>,
): Promise<ReadonlySet<string>> {
  const { type } = action;
  if (type === 'load_datapack') return new Set([`stream:${textValue(action, 'name') ?? ''}`]);
  if (!['create_app', 'create_pipeline', 'create_pipeline_draft'].includes(type)) return new Set();
  const artifact = own(valueOf(action, 'artifact'), 'name');
  const config = textValue(action, 'config');
  const stages = config === undefined ? undefined : own(await read(config), 'stages');
  return new Set([
    `artifact:${String(artifact)}`,
    ...pluginArtifacts(stages).map(({ name }) => `artifact:${name}`),
  ]);
}

/** Artifacts of the user's own scope that the stages of a pipeline take their plugins from. */
export function pluginArtifacts(stages: unknown): { name: string; at: number }[] {
  if (!Array.isArray(stages)) return [];
  return stages.flatMap((stage: unknown, at) => {
    const artifact = own(own(stage, 'plugin'), 'artifact');
    const [name, scope] = [own(artifact, 'name'), own(artifact, 'scope')];
    const isUser = typeof scope === 'string' && scope.toUpperCase() === 'USER';
    return typeof name === 'string' && isUser ? [{ name, at }] : [];
  });
}
