/** `pai-market lint`: everything that is wrong with packages and component files, with places, repairs and reports. */
import { SEVERITIES } from '#core/lint/index.ts';
import { MarketError } from '#core/errors.ts';
import { CHECKS } from '#flows/lint/index.ts';
import { defineCommand } from '../command.ts';
import { lintPlace, readLintSettings, runLint, sourceLists } from '../lint-run.ts';
import { errorDocument } from '../render/json.ts';
import { checkList, FORMATS, printLint } from '../render/lint.ts';

import type { Severity } from '#core/lint/index.ts';
import type { LintFormat } from '../render/lint.ts';

export const command = defineCommand({
  name: 'lint',
  summary: 'find mistakes in packages and component files, and repair them',
  usage:
    'lint [SOURCE] [--fix [--dry-run]] [--format text|json|sarif|github] [--severity CHECK=LEVEL…] [--waive "CHECK PATTERN: REASON"…] [--fail-on LEVEL] [--against MARKET] [--online [--online-private]] [--list] [--json]',
  help: `Checks everything below SOURCE: market.yaml, packages in any layout, component files, the files that
packages name, and folders of older markets (spec.json, packages.json). SOURCE is the repository, or
the working folder, when it is left out. Each finding has its place, its severity (error, warning,
info) and a page, docs/problems/lint-CHECK.md.

--fix repairs what can be repaired without changing its meaning; comments and order stay, and it is
told what was changed. A finding that is meant to be stays silent by a comment on its line or the
one above it: "# pai-market-ignore CHECK: REASON", or for a whole file by
"# pai-market-ignore-file CHECK: REASON". JSON has no comments: there --waive does it.`,
  examples: [
    ['Check the repository of the working folder', 'pai-market lint'],
    [
      'See what would be repaired, then repair it',
      'pai-market lint --fix --dry-run && pai-market lint --fix',
    ],
    ['Fail on warnings too, for GitHub', 'pai-market lint --fail-on warning --format github'],
    [
      'Make one check graver and switch another one off',
      'pai-market lint --severity image-tag=error icon-missing=off',
    ],
    ['Ask whether addresses lead anywhere', 'pai-market lint --online'],
  ],
  exitCodes: { 1: 'there is a finding as grave as --fail-on' },
  seeAlso: ['validate', 'build', 'docs/problems/README.md'],
  completes: 'folder',
  positionals: { min: 0, max: 1 },
  options: {
    fix: { type: 'flag', summary: 'repair what can be repaired' },
    'dry-run': {
      type: 'flag',
      summary: 'with --fix: tell what would be repaired and write nothing',
    },
    format: {
      type: 'value',
      placeholder: 'FORMAT',
      default: 'text',
      completes: FORMATS,
      summary: 'text, json, sarif (SARIF 2.1.0) or github (annotations of a workflow)',
      setting: 'lint.format',
    },
    severity: {
      type: 'list',
      placeholder: 'CHECK=LEVEL',
      completes: CHECKS.map(({ name }) => `${name}=`),
      summary: 'error, warning, info or off for a check',
      setting: 'lint.severity',
    },
    waive: {
      type: 'list',
      placeholder: '"CHECK PATTERN: REASON"',
      summary: 'let findings of a check be in files that fit the pattern',
      setting: 'lint.waive',
    },
    'fail-on': {
      type: 'value',
      placeholder: 'LEVEL',
      default: 'error',
      completes: SEVERITIES,
      summary: 'least severity that makes the exit code 1',
      setting: 'lint.fail-on',
    },
    against: {
      type: 'value',
      placeholder: 'MARKET',
      completes: 'folder',
      summary:
        'published market, folder or address, that versions are compared with; left out, the signed market of the repository',
      setting: 'lint.against',
      userOnly: true,
    },
    online: { type: 'flag', summary: 'ask whether addresses lead anywhere' },
    'online-private': {
      type: 'flag',
      summary: 'with --online: ask servers of the own machine and network, too',
    },
    list: { type: 'flag', summary: 'list all checks with their severities, and check nothing' },
  },
  async run({ positionals, values, json }, io) {
    const format: LintFormat = json ? 'json' : oneOf('format', values.format, FORMATS);
    const least: Severity = oneOf('fail-on', values['fail-on'], SEVERITIES);
    if (values['dry-run'] && !values.fix) {
      throw new MarketError('usage', '--dry-run goes with --fix.');
    }
    if (values['online-private'] && !values.online) {
      throw new MarketError('usage', '--online-private goes with --online.');
    }
    if (values.list) {
      checkList(readLintSettings(values), { format, io });
      return 0;
    }
    const place = await lintPlace({ source: positionals[0], against: values.against }, io);
    const settings = readLintSettings(await sourceLists(place, values, io));
    const result = await runLint(place, { settings, ...pick(values) }, io);
    const failed = result.findings.some(
      ({ severity }) => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least),
    );
    printLint(result, { format, failed, dryRun: values['dry-run'], io });
    return failed ? 1 : 0;
  },
  errorJson: (error) => ({ ...errorDocument(error), findings: [], fixed: [] }),
});

function pick(values: {
  fix: boolean;
  'dry-run': boolean;
  online: boolean;
  'online-private': boolean;
}) {
  return {
    fix: values.fix,
    dryRun: values['dry-run'],
    online: values.online,
    onlinePrivate: values['online-private'],
  };
}

function oneOf<Word extends string>(name: string, value: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === value);
  if (found !== undefined) return found;
  throw new MarketError('usage', `--${name} ${value} is none of ${words.join(', ')}.`);
}
