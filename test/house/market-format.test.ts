/** docs/market-format.md names what the code takes: each type of action with each argument. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { ACTION_TYPES } from '#core/plan/index.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/market-format.md'), 'utf8');

/** By type, its arguments; bold ones are required. */
function readTable(): Map<string, Map<string, { required: boolean }>> {
  const table = new Map<string, Map<string, { required: boolean }>>();
  const section = page.split('### Arguments')[1]?.split('\n## ')[0] ?? '';
  let types: string[] = [];
  for (const line of section.split('\n').filter((each) => /^\| (`|\|)/.test(each))) {
    const [, first = '', second = ''] = line.split('|');
    const named = [...first.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
    if (named.length > 0) types = named;
    for (const [, bold, name = ''] of second.matchAll(/(\*\*)?`([^`]+)`/g)) {
      for (const type of types) {
        const known = table.get(type) ?? new Map<string, { required: boolean }>();
        table.set(type, known.set(name, { required: bold !== undefined }));
      }
    }
  }
  return table;
}

it.each(ACTION_TYPES.map(({ type }) => type))('names %s', (type) => {
  expect(page).toContain(`\`${type}\``);
});

it.each(ACTION_TYPES.filter(({ type }) => !type.endsWith('_usecase')))(
  'names the arguments of $type',
  ({ type, arguments: rules }) => {
    const expected = rules.map(({ name, required = false }) => [name, { required }]);
    expect(Object.fromEntries(readTable().get(type) ?? [])).toEqual(Object.fromEntries(expected));
  },
);
