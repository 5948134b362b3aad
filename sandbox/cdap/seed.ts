/** What a fresh CDAP of some version has: namespaces, and the artifacts that it comes with. */
import { compareVersions } from './versions.ts';

import type { ArtifactState, CdapState, NamespaceState } from './state.ts';

/** SHA-256 of nothing: these artifacts came with CDAP, not by a request. */
const NO_BYTES = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const PLUGINS = [
  'core-plugins',
  'database-plugins',
  'http-plugins',
  'spark-plugins',
  'transform-plugins',
];

/** From which version of CDAP on the plugins have which version. */
const PLUGIN_VERSIONS: readonly [string, string][] = [
  ['6.2.0-SNAPSHOT', '2.4.0'],
  ['6.0.0-SNAPSHOT', '2.2.0'],
  ['5.0.0-SNAPSHOT', '2.0.0'],
  ['4.3.0-SNAPSHOT', '1.8.0'],
  ['4.2.0-SNAPSHOT', '1.7.0'],
  ['4.1.0-SNAPSHOT', '1.6.0'],
];

export function seedCdap(cdapVersion: string, namespaces: readonly string[]): CdapState {
  const since = (version: string) => compareVersions(cdapVersion, version) >= 0;
  const plugins = PLUGIN_VERSIONS.find(([first]) => since(first))?.[1] ?? '1.5.0';
  const names = [
    ...['cdap-data-pipeline', 'cdap-data-streams'].map((name) => [name, cdapVersion]),
    ...(since('5.0.0-SNAPSHOT')
      ? []
      : [
          ['cdap-etl-batch', cdapVersion],
          ['cdap-etl-realtime', cdapVersion],
        ]),
    ...PLUGINS.map((name) => [name, plugins]),
    ...(since('6.0.0-SNAPSHOT')
      ? [['google-cloud', since('6.2.0-SNAPSHOT') ? '0.15.0' : '0.12.0']]
      : []),
  ];
  const system = {
    ...emptyNamespace(),
    artifacts: names.map(([name = '', version = '']) => systemArtifact(name, version)),
  };
  const own = namespaces.map((name) => [name, emptyNamespace()] as const);
  return {
    format: 1,
    cdapVersion,
    namespaces: { system, ...Object.fromEntries(own) },
    created: {},
    written: {},
  };
}

function emptyNamespace(): NamespaceState {
  return { artifacts: [], apps: [], streams: [], datasets: [], drafts: [] };
}

function systemArtifact(name: string, version: string): ArtifactState {
  const plugins = name.startsWith('cdap-') ? [] : ['system:cdap-data-pipeline[4.0.0,10.0.0)'];
  return {
    name,
    version,
    sha256: NO_BYTES,
    size: 0,
    parents: plugins,
    plugins: [],
    properties: {},
  };
}
