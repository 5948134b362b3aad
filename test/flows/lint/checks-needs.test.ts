/** What the files of steps say, and what packages need of others. */
import { changed, checkCases } from './check-case.ts';
import { CONFIG, DEPLOY, HELLO, PACKAGE, PIPELINE, PLUGIN } from './small-source.ts';

const hello = `${HELLO}package.yaml`;
const plugin = `${PLUGIN}package.yaml`;
const config = `${PLUGIN}archive/clean-1.0.0.json`;
const job = (from: string, to: string) => ({ [hello]: changed(PACKAGE, from, to) });
const configured = (value: unknown) => ({ [config]: JSON.stringify(value, undefined, 2) });
const HEAD = PACKAGE.slice(0, PACKAGE.indexOf('actions:'));
const steps = (...lines: string[]) => ({ [hello]: `${HEAD}actions:\n${lines.join('\n')}\n` });

checkCases([
  {
    check: 'config-shape',
    mistake: 'a parent without a range',
    files: configured({ ...CONFIG, parents: ['system:cdap-data-pipeline'] }),
    at: `${config}:3:5`,
    says: /"system:cdap-data-pipeline" is no parent/,
  },
  {
    check: 'config-shape',
    mistake: "an empty list, at which CDAP's own page fails",
    files: configured({ ...CONFIG, parents: [] }),
    at: `${config}:2:14`,
    says: /"parents" is empty/,
    severity: 'warning',
  },
  {
    check: 'config-shape',
    mistake: 'a property that is no text',
    files: configured({ ...CONFIG, properties: { width: 3 } }),
    at: `${config}:6:14`,
    says: /"width" must be text/,
  },
  {
    check: 'config-shape',
    mistake: 'a plugin without its class',
    files: configured({ ...CONFIG, plugins: [{ name: 'mysql', type: 'jdbc' }] }),
    at: `${config}:9:5`,
    says: /lacks className/,
  },
  {
    check: 'config-shape',
    mistake: 'a whole exported pipeline',
    files: { [`${PLUGIN}archive/pipeline.json`]: JSON.stringify({ name: 'x', config: PIPELINE }) },
    at: `${PLUGIN}archive/pipeline.json:1:13`,
    says: /whole exported pipeline/,
    severity: 'warning',
  },
  {
    check: 'artifact-unmet',
    mistake: 'a plugin that nothing brings',
    files: {
      [`${PLUGIN}archive/pipeline.json`]: JSON.stringify(PIPELINE).replace('"clean"', '"spam"'),
    },
    at: `${PLUGIN}archive/pipeline.json:1:68`,
    says: /the artifact "spam" of the user's own scope/,
  },
  {
    check: 'dependency-missing',
    mistake: 'a package that the market does not have',
    files: job(
      'actions:',
      "dependencies:\n  packages:\n    - {name: plugni, version: '1.0.0'}\nactions:",
    ),
    at: `${hello}:12:7`,
    says: /needs plugni 1\.0\.0.*it has none\. Did you mean "plugin"\?$/,
  },
  {
    check: 'dependency-missing',
    mistake: 'a version that the market does not have',
    files: job(
      'actions:',
      "dependencies:\n  packages:\n    - {name: plugin, version: '[2.0.0,)'}\nactions:",
    ),
    at: `${hello}:12:7`,
    says: /needs plugin \[2\.0\.0,\).*it has 1\.0\.0\.$/,
  },
  {
    check: 'dependency-missing',
    mistake: 'a range that cannot be read',
    files: job(
      'actions:',
      "dependencies:\n  packages:\n    - {name: plugin, version: '[2.0.0]'}\nactions:",
    ),
    at: `${hello}:12:7`,
    says: /\[2\.0\.0\]/,
    severity: 'error',
  },
  {
    check: 'dependency-cycle',
    mistake: 'packages that need each other',
    files: {
      [hello]: changed(
        PACKAGE,
        'actions:',
        "dependencies:\n  packages:\n    - {name: plugin, version: '1.0.0'}\nactions:",
      ),
      [plugin]: changed(
        DEPLOY,
        'actions:',
        "actions:\n  - type: install_package\n    arguments: [{name: name, value: hello}, {name: version, value: '1.0.0'}]",
      ),
    },
    at: `${hello}:12:7`,
    says: /^hello needs plugin needs hello: /,
  },
  {
    check: 'external-digest',
    mistake: 'a jar from elsewhere that nothing pins',
    files: steps(
      '  - type: create_artifact',
      '    arguments:',
      '      - {name: name, value: app}',
      '      - {name: version, value: 1.0.0}',
      '      - name: externalJar',
      '        value: https://example.org/app-1.0.0.jar',
    ),
    at: `${hello}:16:16`,
    says: /has neither "sha256" nor "size"/,
  },
]);
