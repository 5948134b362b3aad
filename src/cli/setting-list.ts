/** All settings that the commands declare, each with the value that counts now. */
import { toMarketError } from '#core/errors.ts';
import { resolveSetting, variableOf } from './settings.ts';

import type { Command, OptionSpec } from './command.ts';
import type { Resolved, Settings } from './settings.ts';

export interface ListedSetting {
  setting: string;
  /** The commands that have the option, such as `pai-market sign`, by their names. */
  commands: string[];
  option: string;
  variable: string;
  summary: string;
  /** The repository's file cannot set it. */
  userOnly: boolean;
  /** Null where nothing says it. */
  value: Resolved['value'] | null;
  from: Resolved['from'] | 'default';
  /** The variable, or file and line; null for a default. */
  place: string | null;
  /** Why what is set cannot be the value. */
  problem?: string;
}

/** By name; a setting that several commands share stands there once. */
export function listSettings(commands: readonly Command[], settings: Settings): ListedSetting[] {
  const listed = new Map<string, ListedSetting>();
  for (const { name, options } of commands) {
    for (const [option, spec] of Object.entries(options)) {
      if (spec.setting === undefined) continue;
      const known = listed.get(spec.setting);
      if (known) known.commands.push(name);
      else
        listed.set(spec.setting, { ...describe(option, spec, name), ...valueOf(spec, settings) });
    }
  }
  return [...listed.values()].sort((a, b) => (a.setting < b.setting ? -1 : 1));
}

function describe(option: string, spec: OptionSpec, command: string) {
  const { setting = '', summary, userOnly = false } = spec;
  const variable = variableOf(setting);
  return { setting, commands: [command], option: `--${option}`, variable, summary, userOnly };
}

function valueOf(
  spec: OptionSpec,
  settings: Settings,
): Pick<ListedSetting, 'value' | 'from' | 'place' | 'problem'> {
  const otherwise = { value: spec.default ?? null, from: 'default', place: null } as const;
  try {
    return resolveSetting(spec, settings) ?? otherwise;
  } catch (thrown) {
    return { ...otherwise, problem: toMarketError(thrown).message };
  }
}
