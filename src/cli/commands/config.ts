/** `pai-market config`: every setting with its value and where that comes from, and what is wrong with the files. */
import { MarketError } from '#core/errors.ts';
import { defineCommand } from '../command.ts';
import { printJson } from '../render/json.ts';
import { REPOSITORY_OPTIONS } from '../repository-options.ts';
import { listSettings } from '../setting-list.ts';
import { readSettings, settingRemarks, userFile } from '../settings.ts';

import type { CommandIo } from '../command.ts';
import type { ListedSetting } from '../setting-list.ts';

export const command = defineCommand({
  name: 'config',
  summary: 'show every setting with its value, and where that value comes from',
  usage: 'config [SETTING] [--repository DIR] [--set] [--json]',
  help: `Options that are marked with a setting in --help can be set for good. What counts is, in this order: the
flag, the environment (PAI_MARKET_SERVE_PORT for serve.port), .pai-market/config.yaml of the repository that
one is in, pai-market/config.yaml in $XDG_CONFIG_HOME (~/.config if that is not set), the default.

With SETTING (serve.port, or serve for all of serve) only that is shown. The files are YAML: sections that are
named like commands, in them options without their dashes. Paths in the repository's file are relative to the
repository, those in the user's file to its folder. Some settings, such as those that say whom to trust, are
never taken from a repository, for others write it. Passphrases, tokens and keys of a storage are no
settings: they come from files or variables of their own.`,
  positionals: { min: 0, max: 1 },
  options: {
    ...REPOSITORY_OPTIONS,
    set: { type: 'flag', summary: 'only what is set, without defaults' },
  },
  exitCodes: { 1: 'a file says something that nobody reads, or that must not stand there' },
  examples: [
    ['See what counts here, and why', 'pai-market config'],
    ['See where one value comes from', 'pai-market config serve.port'],
  ],
  async run({ positionals: [wanted], values, json }, io) {
    const commands = await io.commands();
    const settings = await readSettings(io, values.repository);
    const known = listSettings(commands, settings).filter(({ setting }) =>
      isWanted(setting, wanted),
    );
    if (known.length === 0) {
      throw new MarketError(
        'usage',
        `There is no setting "${wanted}"; pai-market config lists them.`,
      );
    }
    const listed = known.filter(
      ({ from, problem }) => !values.set || problem !== undefined || from !== 'default',
    );
    const remarks = settingRemarks(
      settings,
      commands.flatMap(({ options }) => Object.values(options)),
    );
    const findings = [...remarks, ...listed.flatMap(({ problem }) => problem ?? [])];
    const files = settings.files.map(({ place, scope }) => ({ place, scope }));
    const code = findings.length === 0 ? null : 'config-invalid';
    if (json) {
      const verdict = code === null ? 'good' : 'refused';
      printJson(io, { verdict, code, files, settings: listed, findings });
    } else {
      for (const { place, scope } of files) io.stdout(`${scope} file: ${place}\n`);
      if (files.length === 0) io.stdout(noFiles(userFile(io)));
      for (const each of listed) io.stdout(settingLine(each, io));
      for (const finding of findings) io.stderr(`${finding}\n`);
    }
    return code === null ? 0 : 1;
  },
});

/** One setting by its whole name, or all of a section. */
function isWanted(setting: string, wanted: string | undefined): boolean {
  return wanted === undefined || setting === wanted || setting.startsWith(`${wanted}.`);
}

function noFiles(user: string | undefined): string {
  const own = user === undefined ? '' : `, nor of this user (${user})`;
  return `There is no file of settings of a repository${own}.\n`;
}

function settingLine(
  { setting, value, from, place }: ListedSetting,
  { style }: Pick<CommandIo, 'style'>,
): string {
  const text = value === null ? style('dim', 'not set') : [value].flat().join(', ');
  const where = place === null ? from : `${from}, ${place}`;
  return `${style('bold', setting)} = ${text}  ${style('dim', `(${where})`)}\n`;
}
