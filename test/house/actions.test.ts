/** The documentation for publishers knows every type of step and every argument that the planner knows, and no other. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { load } from 'js-yaml';

import { ACTION_TYPES } from '#core/plan/index.ts';
import { describeActions } from '#ui/package/what-happens.ts';

import type { Action } from '#core/model/generated.ts';

const docs = join(import.meta.dirname, '../../docs');
const publishing = readFileSync(join(docs, 'publishing.md'), 'utf8');
const format = readFileSync(join(docs, 'market-format.md'), 'utf8');

const types = ACTION_TYPES;
const known = new Map(types.map(({ type, arguments: rules }) => [type, rules]));

/** Actions of all examples that are YAML. */
const examples: Action[] = [...publishing.matchAll(/```yaml\n([\s\S]*?)```/g)].flatMap(
  ([, text]) => {
    const value = load(text ?? '') as { actions?: Action[] } | Action[];
    return Array.isArray(value) ? value : (value.actions ?? []);
  },
);

describe('the documentation of steps', () => {
  it.each(types.map(({ type }) => type))('%s stands in the format, and has words', (type) => {
    expect(format).toContain(`\`${type}\``);
    expect(describeActions([{ type }])[0]?.unknown).toBe(false);
  });

  it('gives every argument of every type', () => {
    const [, section = ''] = format.split('\n### Arguments\n');
    const [table = ''] = section.split('\n## ');
    const rules = types.flatMap((each) => each.arguments.map(({ name }) => name));
    expect(rules.filter((name) => !table.includes(`\`${name}\``))).toEqual([]);
  });

  it('has an example of each type that makes something', () => {
    const shown = new Set(examples.map(({ type }) => type));
    const missing = types
      .map(({ type }) => type)
      .filter((type) => !shown.has(type) && !/_usecase$|^open_job$|^informational$/.test(type));
    expect(missing).toEqual([]);
  });

  it('has examples with known arguments only, and all that must be there', () => {
    for (const { type, arguments: given = [] } of examples) {
      const rules = known.get(type);
      expect(rules, type).toBeDefined();
      const names = given.map(({ name }) => name);
      const allowed = rules?.map(({ name }) => name) ?? [];
      expect(
        names.filter((name) => !allowed.includes(name)),
        type,
      ).toEqual([]);
      const needed = (rules ?? []).filter(({ required }) => required).map(({ name }) => name);
      expect(
        needed.filter((name) => !names.includes(name)),
        type,
      ).toEqual([]);
    }
  });
});
