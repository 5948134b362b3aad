/** Artifacts whose version, name and files contradict each other. */
import { readArchiveName } from '#core/plan/index.ts';
import { pathOfValue, textValue } from '../ask.ts';

import type { ActionSource, Check, LintPackage, Tell } from '../model.ts';

const ARTIFACTS = new Set([
  'create_artifact',
  'one_step_deploy_plugin',
  'create_plugin_artifact',
  'create_driver_artifact',
]);
const VERSION = /-(\d+(?:\.\d+)+(?:-[0-9A-Za-z.]+)?)\.json$/;

export const versionArgument: Check = {
  name: 'version-argument',
  title: 'The version of an artifact contradicts its files or its package',
  severity: 'warning',
  package(item, tell) {
    const artifacts = item.actions.filter(({ type }) => ARTIFACTS.has(type));
    for (const action of artifacts) filesAgree(action, item, tell);
    const others = item.actions.filter(({ type }) => type !== 'informational');
    const [only] = artifacts;
    const version = only && textValue(only, 'version');
    if (!only || others.length > 1 || version === undefined || version === item.version) return;
    const message = `The package is version ${item.version} and does nothing but deploy an artifact of version ${version}: one of them was not raised.`;
    tell(item.document, { message, path: pathOfValue(only, 'version'), severity: 'info' });
  },
};

function filesAgree(action: ActionSource, item: LintPackage, tell: Tell): void {
  const [name, version] = [textValue(action, 'name'), textValue(action, 'version')];
  const start = `Step ${action.number} (${action.type})`;
  const jar = textValue(action, 'jar');
  const archive = jar === undefined ? undefined : readArchiveName(jar.replace(/^.*\//, ''));
  const told = (argument: string, message: string) =>
    tell(item.document, { message, path: pathOfValue(action, argument) });
  if (archive && version !== undefined && archive.version !== version) {
    told(
      'version',
      `${start} deploys version ${version} from ${jar}, which is named ${archive.version}.`,
    );
  }
  const config = textValue(action, 'config');
  const found = config === undefined ? undefined : VERSION.exec(config)?.[1];
  if (found !== undefined && version !== undefined && found !== version) {
    told('config', `${start} deploys version ${version} with ${config}, which is named ${found}.`);
  }
  const stem = config
    ?.replace(/^.*\//, '')
    .replace(VERSION, '')
    .replace(/\.json$/, '');
  if (archive && name !== undefined && archive.name !== name && stem === archive.name) {
    told('name', `${start} deploys "${name}", and its files are called "${archive.name}".`);
  }
}
