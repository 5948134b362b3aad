/** The pages of `--help` as JSON. */
import { variableOf } from '../settings.ts';

import type { Command } from '../command.ts';

export function programDocument(commands: readonly Command[]): Record<string, unknown> {
  const listed = commands.map(({ name, summary, usage }) => ({ name, summary, usage }));
  return { verdict: 'good', code: null, commands: listed };
}

/** Options without `help` and `json`, which every command has. */
export function commandDocument({ name, summary, usage, options, ...more }: Command) {
  const listed = Object.entries(options).map(([option, spec]) => ({
    option: `--${option}`,
    type: spec.type,
    summary: spec.summary,
    required: spec.required === true,
    default: spec.default ?? null,
    setting: spec.setting ?? null,
    variable: spec.setting === undefined ? null : variableOf(spec.setting),
  }));
  const examples = (more.examples ?? []).map(([wish, line]) => ({ wish, line }));
  return { verdict: 'good', code: null, name, summary, usage, options: listed, examples };
}
