/** Parts of specs as the real hub writes them, with names and data of our own. */

export const argument = (name: string, value: unknown, more: object = {}) => ({
  name,
  value,
  ...more,
});
export const fixed = (name: string, value: unknown) => argument(name, value, { canModify: false });

export function spec(actions: object[], more: object = {}): object {
  const about = { label: 'A package', description: 'For tests', author: 'A', org: 'B' };
  return {
    specVersion: '1.0',
    ...about,
    created: 1_500_000_000,
    categories: ['x'],
    ...more,
    actions,
  };
}

export const STREAM = {
  type: 'create_stream',
  label: 'Create Log Stream',
  arguments: [fixed('name', 'logs'), fixed('description', 'Events'), fixed('loadfiles', ['a.log'])],
};
export const LOAD = {
  type: 'load_datapack',
  label: 'Load Sample',
  arguments: [fixed('name', 'logs'), fixed('files', ['a.log'])],
};
export const READ = {
  type: 'informational',
  label: 'Download',
  arguments: [argument('steps', ['Go', 'Get'])],
};

export const PLUGIN_CONFIG = {
  parents: ['system:cdap-data-pipeline[4.0.0,7.0.0-SNAPSHOT)'],
  properties: { 'doc.Fancy-transform': '# Fancy – größer', 'widgets.Fancy-transform': '{"a":1}' },
};
export const DRIVER_CONFIG = {
  plugins: [
    { name: 'sample', type: 'jdbc', className: 'com.example.Plugin', description: 'größer' },
  ],
};
export const PIPELINE_CONFIG = `{ "stages": [
  { "name": "in", "plugin": { "name": "Stream", "type": "batchsource" } },
  { "name": "out", "plugin": { "name": "Table", "type": "batchsink" } } ],
  "connections": [ {"from": "in", "to": "out"} ], "limit": 1.0, "unit": "gr\\u00f6\\u00dfer" }`;

export const artifactArguments = (name: string) => [
  ...[fixed('name', name), fixed('version', '1.0.0'), fixed('scope', 'user')],
  ...[fixed('config', `${name}.json`), fixed('jar', `${name}-1.0.0.jar`)],
];
export const PIPELINE = {
  type: 'create_pipeline',
  label: 'Create Pipeline',
  arguments: [
    fixed('artifact', {
      scope: 'system',
      name: 'cdap-data-pipeline',
      version: '[4.0.0-SNAPSHOT, 7.0.0-SNAPSHOT)',
    }),
    argument('name', 'SampleTrainer', { canModify: true }),
    fixed('config', 'pipeline.json'),
  ],
};
