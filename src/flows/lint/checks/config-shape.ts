/** JSON files of artifacts and pipelines that CDAP or its page cannot use. */
import { isName, parseArtifactRange } from '#core/plan/index.ts';
import { filesOf } from '../ask.ts';
import { asObject, own, textOf } from '../fields.ts';

import type { ActionSource, Check, SourceDocument, Tell } from '../model.ts';

const ARTIFACTS = new Set([
  'create_artifact',
  'one_step_deploy_plugin',
  'create_plugin_artifact',
  'create_driver_artifact',
]);
const PARENT = /^(?:([A-Za-z0-9_]{1,64}):)?([^[(:]{1,255})([[(].{1,200})$/;

export const configShape: Check = {
  name: 'config-shape',
  title: 'A configuration file is not as CDAP takes it',
  severity: 'error',
  async package(item, tell, { files }) {
    for (const action of item.actions) {
      for (const { argument, file } of filesOf(action)) {
        const entry = argument === 'config' ? item.files.get(file) : undefined;
        const document = entry && (await files.data(entry.path));
        if (document?.value !== undefined) judge(document, action, tell);
      }
    }
  },
};

function judge(document: SourceDocument, { type }: ActionSource, tell: Tell): void {
  const { value } = document;
  if (!asObject(value)) {
    tell(document, { message: `${document.file} must be a JSON object.`, path: [] });
  } else if (ARTIFACTS.has(type)) {
    judgeParents(document, tell);
    judgePlugins(document, type, tell);
    judgeProperties(document, tell);
  } else if (own(value, 'stages') === undefined && asObject(own(value, 'config'))) {
    const message = `${document.file} is a whole exported pipeline; what is sent is what stands below its "config".`;
    tell(document, { message, path: ['config'], part: 'key', severity: 'warning' });
  }
}

function judgeParents(document: SourceDocument, tell: Tell): void {
  const parents = own(document.value, 'parents');
  if (parents === undefined) return;
  if (!Array.isArray(parents)) {
    return tell(document, { message: '"parents" must be a list.', path: ['parents'] });
  }
  if (parents.length === 0) {
    const message =
      '"parents" is empty: the plugin can be used nowhere, and CDAP\'s own page fails at it. Name the parents or leave it out.';
    tell(document, { message, path: ['parents'], severity: 'warning' });
  }
  for (const [at, text] of parents.entries()) {
    const [, , name = '', range = ''] =
      typeof text === 'string' ? (PARENT.exec(text.trim()) ?? []) : [];
    if (isName('artifact', name) && parseArtifactRange(range)) continue;
    const message = `${JSON.stringify(text).slice(0, 80)} is no parent such as system:cdap-data-pipeline[6.1.0,7.0.0-SNAPSHOT).`;
    tell(document, { message, path: ['parents', at] });
  }
}

function judgePlugins(document: SourceDocument, type: string, tell: Tell): void {
  const plugins = own(document.value, 'plugins');
  if (plugins === undefined) {
    if (type !== 'create_driver_artifact') return;
    const message =
      'A driver needs "plugins" with its name, type and className, which CDAP cannot see in the jar.';
    return tell(document, { message, path: [], severity: 'warning' });
  }
  if (!Array.isArray(plugins)) {
    return tell(document, { message: '"plugins" must be a list.', path: ['plugins'] });
  }
  for (const [at, plugin] of plugins.entries()) {
    const lacks = ['name', 'type', 'className'].filter((key) => !textOf(plugin, key));
    if (lacks.length === 0) continue;
    tell(document, { message: `This plugin lacks ${lacks.join(', ')}.`, path: ['plugins', at] });
  }
  if (type === 'create_driver_artifact' && plugins.length > 1) {
    const message = `CDAP's own page takes only the first of these ${plugins.length} plugins; this marketplace takes all.`;
    tell(document, { message, path: ['plugins'], part: 'key', severity: 'info' });
  }
}

function judgeProperties(document: SourceDocument, tell: Tell): void {
  const properties = own(document.value, 'properties');
  if (properties === undefined) return;
  if (!asObject(properties)) {
    return tell(document, { message: '"properties" must be an object.', path: ['properties'] });
  }
  for (const key of Object.keys(properties as object)) {
    if (typeof own(properties, key) === 'string') continue;
    const message = `The property "${key.slice(0, 64)}" must be text: CDAP takes texts only, JSON among them as text.`;
    tell(document, { message, path: ['properties', key] });
  }
}
