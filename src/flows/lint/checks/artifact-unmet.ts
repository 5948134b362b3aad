/** Pipelines whose plugins nobody brings. */
import { textValue } from '../ask.ts';
import { listOf, own } from '../fields.ts';
import { pluginArtifacts } from './action-order.ts';

import type { Check } from '../model.ts';

export const artifactUnmet: Check = {
  name: 'artifact-unmet',
  title: 'A pipeline needs a plugin that nothing brings',
  severity: 'warning',
  async package(item, tell, { files }) {
    // What other packages bring is not looked into.
    const helped = item.actions.some(({ type }) => type === 'install_package');
    if (helped || listOf(own(item.fields, 'dependencies'), 'packages').length > 0) return;
    const brought = new Set(item.actions.map((action) => textValue(action, 'name')));
    for (const action of item.actions) {
      if (!/^create_(?:app|pipeline|pipeline_draft)$/.test(action.type)) continue;
      const entry = item.files.get(textValue(action, 'config') ?? '');
      const document = entry && (await files.data(entry.path));
      if (!document) continue;
      const told = new Set<string>();
      for (const { name, at } of pluginArtifacts(own(document.value, 'stages'))) {
        if (brought.has(name) || told.has(name)) continue;
        told.add(name);
        const message = `The pipeline of step ${action.number} takes a plugin from the artifact "${name.slice(0, 128)}" of the user's own scope, which no step deploys and no dependency brings.`;
        tell(document, { message, path: ['stages', at, 'plugin', 'artifact', 'name'] });
      }
    }
  },
};
