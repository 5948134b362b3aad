import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { applyLimits, DEFAULT_LIMITS } from '#core/limits.ts';
import { codeOf } from '../fakes/thrown.ts';

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../schemas/plugin-config.schema.json'), 'utf8'),
) as { properties: { limits: { properties: object } } };
const names = Object.keys(DEFAULT_LIMITS) as (keyof typeof DEFAULT_LIMITS)[];

describe('limits', () => {
  it('can each be set by the administrator', () => {
    expect(Object.keys(schema.properties.limits.properties)).toEqual(names);
  });

  it('are the defaults where nothing is set', () => {
    expect(applyLimits()).toEqual(DEFAULT_LIMITS);
    expect(applyLimits({ specBytes: undefined } as object)).toEqual(DEFAULT_LIMITS);
  });

  it.each(names.filter((name) => name !== 'totalRate'))(
    'let %s be lowered, and raised four times',
    async (name) => {
      const most = DEFAULT_LIMITS[name] * 4;
      expect(applyLimits({ [name]: 1 })).toEqual({ ...DEFAULT_LIMITS, [name]: 1 });
      expect(applyLimits({ [name]: most })).toEqual({ ...DEFAULT_LIMITS, [name]: most });
      expect(await codeOf(async () => applyLimits({ [name]: most + 1 }))).toBe('config-invalid');
    },
  );

  it('let the slowest allowed download be four times slower', async () => {
    const least = DEFAULT_LIMITS.totalRate / 4;
    expect(applyLimits({ totalRate: least }).totalRate).toBe(least);
    expect(await codeOf(async () => applyLimits({ totalRate: least - 1 }))).toBe('config-invalid');
  });
});
