/** For which clusters a release is. */
import { changed, checkCases } from './check-case.ts';
import { CONFIG, DEPLOY, HELLO, PACKAGE, PLUGIN, soundFiles } from './small-source.ts';

const yaml = `${PLUGIN}package.yaml`;
const RANGE = "'[6.1.0,7.0.0-SNAPSHOT)'\nlicenseId";
const plugin = (range: string) => ({ [yaml]: changed(DEPLOY, RANGE, `${range}\nlicenseId`) });

checkCases([
  {
    check: 'range-invalid',
    mistake: 'a version alone',
    files: plugin("'6.1.0'"),
    at: `${yaml}:6:14`,
    says: /"6\.1\.0" is no range.*For this version alone write \[6\.1\.0,6\.1\.0\]\.$/,
    fixed: "cdapVersion: '[6.1.0,6.1.0]'",
  },
  {
    check: 'range-invalid',
    mistake: 'a range without its second end',
    files: plugin("'[6.1.0)'"),
    at: `${yaml}:6:14`,
    says: /"\[6\.1\.0\)" is no range/,
  },
  {
    check: 'range-invalid',
    mistake: 'a range for OpenPAI',
    files: { [`${HELLO}package.yaml`]: changed(PACKAGE, "'[1.0.0,2.0.0)'", "'>=1.0'") },
    at: `${HELLO}package.yaml:7:13`,
    says: /which OpenPAI clusters it fits/,
  },
  {
    check: 'range-empty',
    mistake: 'the old way to withdraw a version',
    files: plugin("'[6.1.2,6.1.2)'"),
    at: `${yaml}:6:14`,
    says: /No CDAP version lies in \[6\.1\.2,6\.1\.2\).*yanked/,
  },
  {
    check: 'range-empty',
    mistake: 'ends the wrong way round, in JSON',
    files: {
      'old/plugin/1.0.0/spec.json':
        '{\n  "label": "A",\n  "description": "B", "author": "C",\n  "cdapVersion": "[6.0.0,6.0.0-SNAPSHOT)",\n  "actions": []\n}\n',
    },
    at: 'old/plugin/1.0.0/spec.json:4:18',
    says: /No CDAP version lies in/,
  },
  {
    check: 'range-overlap',
    mistake: 'two versions for the same CDAP',
    files: Object.fromEntries(
      Object.entries(soundFiles())
        .filter(([path]) => path.startsWith(PLUGIN))
        .map(([path, content]) => [path.replace('1.0.0/', '1.1.0/'), content]),
    ),
    at: `${yaml}:6:14`,
    says: /plugin 1\.0\.0 is for .* which overlaps .* of version 1\.1\.0.*two packages/,
  },
  {
    check: 'range-overlap',
    mistake: 'two versions for the same OpenPAI, as a remark',
    files: {
      'packages/hello/1.1.0/package.yaml': changed(PACKAGE, '[1.0.0,2.0.0)', '(1.5.0,)'),
      'packages/hello/1.1.0/archive/job.yaml': '',
    },
    at: `${HELLO}package.yaml:7:13`,
    says: /overlaps \(1\.5\.0,\) of version 1\.1\.0/,
    severity: 'info',
  },
  {
    check: 'range-snapshot',
    mistake: 'an end that lets snapshots of the next release in',
    files: plugin("'[6.1.0, 7.0.0)' # all of 6"),
    at: `${yaml}:6:14`,
    says: /7\.0\.0-SNAPSHOT comes before it/,
    fixed: "cdapVersion: '[6.1.0, 7.0.0-SNAPSHOT)' # all of 6",
  },
  {
    check: 'range-parents',
    mistake: 'clusters that the plugin cannot extend',
    files: {
      ...plugin("'[6.0.0,7.0.0-SNAPSHOT)'"),
      [`${PLUGIN}archive/clean-1.0.0.json`]: JSON.stringify(CONFIG),
    },
    at: `${yaml}:6:14`,
    says: /extends only \[6\.1\.0,7\.0\.0-SNAPSHOT\): with 6\.0\.0 the plugin cannot be deployed/,
  },
]);
