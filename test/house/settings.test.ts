/** Every setting of a command stands in the schema and the other way round; what must not come from a repository does not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

import { COMMANDS } from '#cli/program.ts';
import { SETTING_KEYS } from '#cli/settings-file.ts';

import type { OptionSpec } from '#cli/command.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
const options = commands.flatMap(({ command }) =>
  Object.entries(command.options).map(([option, spec]) => ({
    command: command.name,
    option,
    spec,
  })),
);

it('has the settings of all commands in the schema, and no other', () => {
  const declared = new Set(options.flatMap(({ spec }) => spec.setting ?? []));
  expect([...SETTING_KEYS].sort()).toEqual([...declared].sort());
});

it('has one meaning for each setting', () => {
  const meanings = new Map<string, OptionSpec>();
  for (const { spec } of options) {
    if (spec.setting === undefined) continue;
    const { type, userOnly, completes } = meanings.get(spec.setting) ?? spec;
    expect(spec).toMatchObject({
      type,
      ...(userOnly && { userOnly }),
      ...(completes && { completes }),
    });
    meanings.set(spec.setting, spec);
  }
});

/** Whom to trust, and where a token or passphrase of the user is sent or read from. */
const DANGEROUS =
  /^(?:key|fingerprint|trust|threshold|external-origin|host|.*token.*|.*passphrase.*|cluster|cdap|gpg)$/;

it('takes nothing from a repository that says whom to trust or what to ask with secrets', () => {
  const open = options.filter(
    ({ option, spec }) => spec.setting !== undefined && DANGEROUS.test(option) && !spec.userOnly,
  );
  expect(open.map(({ command, option }) => `${command} --${option}`)).toEqual([]);
});

it('has a secret in no option and no setting', () => {
  const secret = options.filter(({ option }) =>
    /^(?:passphrase|token|password|secret)$/.test(option),
  );
  expect(secret.map(({ command, option }) => `${command} --${option}`)).toEqual([]);
});

it('takes the settings that the manual shows', () => {
  const validate = new Ajv({ strict: false }).compile(
    JSON.parse(read('schemas/settings/settings.schema.json')) as object,
  );
  const shown = [...read('docs/cli.md').matchAll(/```yaml\n# [^\n]*config\.yaml\n([^`]*)```/g)];
  expect(shown.length).toBeGreaterThan(0);
  for (const [, text] of shown) {
    validate(parse(text as string));
    expect(validate.errors).toBeNull();
  }
});
