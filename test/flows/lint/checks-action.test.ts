/** The steps of packages, and what they name. */
import { changed, checkCases } from './check-case.ts';
import { DEPLOY, HELLO, PACKAGE, PLUGIN } from './small-source.ts';

const hello = `${HELLO}package.yaml`;
const plugin = `${PLUGIN}package.yaml`;
const ARGUMENTS = '      - name: protocol\n        value: job.yaml\n';
const job = (from: string, to: string) => ({ [hello]: changed(PACKAGE, from, to) });
const deploy = (from: string, to: string) => ({ [plugin]: changed(DEPLOY, from, to) });
const HEAD = PACKAGE.slice(0, PACKAGE.indexOf('actions:'));
const steps = (...lines: string[]) => ({ [hello]: `${HEAD}actions:\n${lines.join('\n')}\n` });

checkCases([
  {
    check: 'action-unknown',
    mistake: 'a type with a slip of the hand',
    files: job('type: submit_job', 'type: "submit-job" # runs it'),
    at: `${hello}:11:11`,
    says: /Did you mean "submit_job"\?$/,
    fixed: '  - type: "submit_job" # runs it',
  },
  {
    check: 'action-unknown',
    mistake: 'a type of the future',
    files: job('type: submit_job', 'type: brew_coffee'),
    at: `${hello}:11:11`,
    says: /"brew_coffee", which this version cannot install\.$/,
  },
  {
    check: 'action-argument',
    mistake: 'an argument that is missing',
    files: job(ARGUMENTS, '      - name: name\n        value: hello\n'),
    at: `${hello}:11:5`,
    says: /its argument "protocol" is missing/,
  },
  {
    check: 'action-argument',
    mistake: 'an argument of another kind',
    files: job(ARGUMENTS, `${ARGUMENTS}      - name: parameters\n        value: [1]\n`),
    at: `${hello}:16:16`,
    says: /its argument "parameters" must be an object/,
  },
  {
    check: 'action-argument',
    mistake: 'a data pack without a stream, as the real hub had six',
    files: {
      ...steps(
        '  - type: load_datapack',
        '    arguments:',
        '      - name: files',
        '        value: [numbers.txt]',
      ),
      [`${HELLO}archive/numbers.txt`]: '1\n',
    },
    at: `${hello}:11:5`,
    says: /every user has to choose one/,
    severity: 'info',
  },
  {
    check: 'argument-unknown',
    mistake: 'an undocumented argument that does nothing',
    files: steps(
      '  - type: create_stream',
      '    arguments:',
      '      - {name: name, value: events}',
      '      - {name: loadfiles, value: [job.yaml]}',
    ),
    at: `${hello}:14:16`,
    says: /"loadfiles" is not known and does nothing\. It takes name, description/,
  },
  {
    check: 'argument-unknown',
    mistake: 'a slip of the hand that is refused',
    files: job(ARGUMENTS, `${ARGUMENTS}      - name: virtualcluster\n        value: default\n`),
    at: `${hello}:15:15`,
    says: /is refused\. Did you mean "virtualCluster"\?$/,
    severity: 'error',
    fixed: '      - name: virtualCluster',
  },
  {
    check: 'file-missing',
    mistake: 'a slip of the hand',
    files: job('value: job.yaml', 'value: jop.yaml # the job'),
    at: `${hello}:14:16`,
    says: /"protocol" names the file "jop\.yaml", which the package does not have\. Did you mean "job\.yaml"\?$/,
    fixed: '        value: job.yaml # the job',
  },
  {
    check: 'file-missing',
    mistake: 'a name without its ending, as the real hub had',
    files: deploy('value: clean-1.0.0.jar', "value: 'clean-1.0.0'"),
    at: `${plugin}:17:28`,
    says: /"jar" names the file "clean-1\.0\.0".* Did you mean "clean-1\.0\.0\.jar"\?$/,
    fixed: "      - {name: jar, value: 'clean-1.0.0.jar'}",
  },
  {
    check: 'file-missing',
    mistake: 'one file of a list',
    files: {
      ...steps(
        '  - type: load_datapack',
        '    arguments:',
        '      - {name: name, value: events}',
        '      - name: files',
        '        value: [numbers.txt, "letters.txt"]',
      ),
      [`${HELLO}archive/numbers.txt`]: '1\n',
    },
    at: `${hello}:15:30`,
    says: /names the file "letters\.txt"/,
  },
  {
    check: 'file-missing',
    mistake: 'a file that users are asked for',
    files: steps('  - type: deploy_app', '    arguments: [{name: jar, value: app-1.0.0.jar}]'),
    at: `${hello}:12:36`,
    says: /Users are asked for it\.$/,
    severity: 'warning',
  },
  {
    check: 'jar-kind',
    mistake: 'the page of a server in the place of a jar',
    files: { [`${PLUGIN}archive/clean-1.0.0.jar`]: '<html>404</html>' },
    at: `${PLUGIN}archive/clean-1.0.0.jar:1:1`,
    says: /is no jar.*looks like a page of a server/,
  },
  {
    check: 'action-order',
    mistake: 'data that is loaded before its stream is made',
    files: {
      ...steps(
        '  - type: load_datapack',
        '    label: Load',
        '    arguments:',
        '      - {name: name, value: events}',
        '      - {name: files, value: [job.yaml]}',
        '  - type: create_stream',
        '    label: Create',
        '    arguments: [{name: name, value: events}]',
      ),
    },
    at: `${hello}:11:5`,
    says: /needs the stream "events", which step 2 makes/,
  },
  {
    check: 'action-order',
    mistake: 'a pipeline before the plugin that its stages take',
    files: {
      [plugin]: (() => {
        const at = DEPLOY.indexOf('  - type: one_step');
        const next = DEPLOY.indexOf('  - type: create_pipeline');
        return DEPLOY.slice(0, at) + DEPLOY.slice(next) + DEPLOY.slice(at, next);
      })(),
    },
    at: `${plugin}:10:5`,
    says: /needs the artifact "clean", which step 2 makes/,
  },
  {
    check: 'action-label',
    mistake: 'a step without a label among several',
    files: deploy('    label: Create the pipeline\n', ''),
    at: `${plugin}:18:5`,
    says: /Step 2 \(create_pipeline\) has no label/,
  },
  {
    check: 'action-manual',
    mistake: 'a jar that users carry by hand',
    files: steps(
      '  - type: informational',
      '    label: Download',
      '    arguments:',
      '      - name: steps',
      '        value:',
      '          - Get https://example.org/app-1.0.0.jar',
      '  - type: deploy_app',
      '    label: Upload',
    ),
    at: `${hello}:16:13`,
    says: /Users download https:\/\/example\.org\/app-1\.0\.0\.jar .* use one_step_deploy_app/,
  },
  {
    check: 'text-html',
    mistake: 'HTML in the text of a step',
    files: steps(
      '  - type: informational',
      '    arguments:',
      '      - {name: text, value: "Click <a href=x>here</a>"}',
    ),
    at: `${hello}:13:29`,
    says: /holds the tag <a href=x>/,
  },
  {
    check: 'name-refused',
    mistake: "the example of the old market's own design",
    files: deploy('value: cleaning', "value: 'SFDC Lead Dump'"),
    at: `${plugin}:23:29`,
    says: /CDAP refuses "SFDC Lead Dump" as the name of an app/,
    fixed: "      - { name: name, value: 'SFDC_Lead_Dump' }"
      .replaceAll('{ ', '{')
      .replaceAll(' }', '}'),
  },
  {
    check: 'name-refused',
    mistake: 'a version that CDAP cannot read',
    files: deploy('{name: version, value: 1.0.0}', '{name: version, value: v1}'),
    at: `${plugin}:14:32`,
    says: /refuses "v1" as the version\. Use a number first/,
  },
  {
    check: 'name-refused',
    mistake: 'the name of a job',
    files: job(ARGUMENTS, `${ARGUMENTS}      - name: name\n        value: my job\n`),
    at: `${hello}:16:16`,
    says: /OpenPAI refuses "my job"/,
    fixed: '        value: my_job',
  },
  {
    check: 'version-argument',
    mistake: 'a jar of another version',
    files: deploy('{name: version, value: 1.0.0}', '{name: version, value: 1.2.0}'),
    at: `${plugin}:14:32`,
    says: /deploys version 1\.2\.0 from clean-1\.0\.0\.jar, which is named 1\.0\.0/,
  },
  {
    check: 'version-argument',
    mistake: 'files of another name',
    files: deploy('{name: name, value: clean}', '{name: name, value: cleaner}'),
    at: `${plugin}:13:29`,
    says: /deploys "cleaner", and its files are called "clean"/,
  },
  {
    check: 'version-argument',
    mistake: 'a package that was not raised with its artifact',
    files: {
      'packages/plugin/1.1.0/package.yaml': DEPLOY.slice(0, DEPLOY.indexOf('  - type: create_p')),
    },
    at: 'packages/plugin/1.1.0/package.yaml:14:32',
    says: /The package is version 1\.1\.0 .* an artifact of version 1\.0\.0/,
    severity: 'info',
  },
  {
    check: 'scope-system',
    mistake: 'an artifact for the system scope',
    files: deploy('{name: scope, value: user}', '{name: scope, value: SYSTEM}'),
    at: `${plugin}:15:30`,
    says: /writes into CDAP's system scope/,
    fixed: '      - {name: scope, value: user}',
  },
  {
    check: 'scope-system',
    mistake: 'a scope that there is none of',
    files: deploy('scope: SYSTEM', 'scope: global'),
    at: `${plugin}:22:24`,
    says: /"global" of its artifact is neither user nor system/,
    severity: 'error',
  },
]);
