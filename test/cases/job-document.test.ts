/** Every shared OpenPAI protocol that the server takes can be shown as YAML beside the form, edited and planned without loss. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { safeLoad } from 'js-yaml-3';
import { describe, expect, it } from 'vitest';

import { dumpProtocol, parseProtocol } from '#core/protocol/index.ts';
import { FACTS, makeStrictWizard } from '../fakes/wizard.ts';

import type { Answers } from '#core/model/install.ts';

const folder = resolve(
  join(import.meta.dirname, '../..'),
  process.env['PAI_MARKET_CASES'] ?? '../shared/cases',
  'openpai-protocol',
);
const protocols = readdirSync(folder)
  .filter((file) => file.endsWith('.jsonl'))
  .flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'))
  .map((line) => JSON.parse(line) as { id: string; yaml: string; valid: boolean })
  .flatMap(({ id, yaml }) => {
    const parsed = parseProtocol(yaml);
    return parsed.ok ? [[id, parsed.protocol] as const] : [];
  });

describe('the shared protocols', () => {
  it('are all there', () => {
    expect(protocols).toHaveLength(178);
  });

  it.each(protocols)('%s', (_, protocol) => {
    const text = dumpProtocol(protocol);
    expect(safeLoad(text)).toEqual(protocol);
    expect(parseProtocol(text)).toMatchObject({ ok: true, protocol, warnings: [] });

    const wizard = makeStrictWizard({ protocol, facts: { ...FACTS, user: 'ada' } });
    const answers: Answers = { 1: { name: 'shared' } };
    for (const field of wizard.forms[0]?.fields ?? []) {
      if (field.kind === 'secret') (answers[1] ??= {})[field.id] = 's3cret';
    }
    const edited = wizard.edit(1, answers, wizard.document(1, answers) ?? '');
    if (!edited.ok) throw new Error(JSON.stringify(edited.errors));
    expect(edited.answers[1]).not.toHaveProperty('protocol');
    expect(wizard.plan(edited.answers)).toEqual(wizard.plan(answers));

    // The package's own text is an edit as well; only what this user may not use, or has not given, can be wrong with it.
    const own = wizard.edit(1, {}, text);
    if (!own.ok) throw new Error(JSON.stringify(own.errors));
    const planned = wizard.plan(own.answers);
    for (const { field, message } of planned.ok ? [] : planned.errors) {
      expect(field, message).toMatch(/^(name|virtualCluster|storages|secrets\..*)$/);
    }
  });
});
