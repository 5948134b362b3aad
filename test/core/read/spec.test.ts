import { describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { actionFiles, parseSpec } from '#core/read/index.ts';
import { acceptUnsigned, verifyPinned } from '#core/verify/index.ts';
import { pinOf, toJson } from '../../fakes/market.ts';
import { codeOf } from '../../fakes/thrown.ts';

import type { PackageSpec } from '#core/model/generated.ts';

const EXPECTED = { name: 'hello', version: '1.0.0' };
const SPEC = { specVersion: '1.0', ...EXPECTED, actions: [{ type: 'informational' }] };

async function parse(value: object) {
  const file = await acceptUnsigned({ path: 'spec.json', bytes: toJson(value) });
  return parseSpec(file, EXPECTED, DEFAULT_LIMITS);
}

describe('reading a spec', () => {
  it('gives its fields', async () => {
    expect(await parse(SPEC)).toEqual({ spec: SPEC, notices: [] });
  });

  it('accepts the spelling spec-version', async () => {
    const { specVersion, ...rest } = SPEC;
    expect((await parse({ 'spec-version': specVersion, ...rest })).spec).toEqual(SPEC);
    expect(await codeOf(() => parse({ ...SPEC, 'spec-version': '1.1' }))).toBe('spec-invalid');
  });

  it('knows needs and screenshots, and takes only names of files for pictures', async () => {
    const needs = { gpu: 2, cpu: 8, memoryMB: 1024 };
    const screenshots = [{ file: 'shot.png', label: 'A curve' }];
    const { spec, notices } = await parse({ ...SPEC, needs, screenshots });
    expect(spec).toMatchObject({ needs, screenshots });
    expect(notices).toEqual([]);
    for (const wrong of [
      { needs: { gpu: -1 } },
      { needs: { cpu: 1.5 } },
      { screenshots: [{ label: 'No file' }] },
      { screenshots: [{ file: '../1.1.0/shot.png' }] },
      { screenshots: [{ file: '/shot.png' }] },
      { screenshots: Array.from({ length: 9 }, () => ({ file: 'shot.png' })) },
    ]) {
      expect(await codeOf(() => parse({ ...SPEC, ...wrong })), JSON.stringify(wrong)).toBe(
        'spec-invalid',
      );
    }
  });

  it('lists fields that it does not know', async () => {
    const actions = [{ type: 'informational', icon: 'x' }];
    const { notices } = await parse({ ...SPEC, preview: 1, toString: 2, actions });
    expect(notices.map(({ code }) => code)).toEqual(['unknown-fields']);
    expect(notices[0]?.text).toContain('preview, toString, actions[0].icon');
  });

  it.each([
    ['name', 'Hello', 'spec-identity'],
    ['name', 'hеllo', 'spec-invalid'],
    ['version', '1.0', 'spec-identity'],
    ['specVersion', '2.0', 'spec-version'],
    ['specVersion', 1, 'spec-invalid'],
    ['specVersion', undefined, 'spec-invalid'],
    ['actions', undefined, 'spec-invalid'],
    ['actions', Array.from({ length: 65 }, () => ({ type: 'x' })), 'spec-invalid'],
    ['label', { $$typeof: 1 }, 'spec-invalid'],
    ['created', -1, 'spec-invalid'],
    ['created', 8_640_000_000_000, 'spec-invalid'],
    ['license', '../../x', 'spec-invalid'],
    ['files', { '/etc/passwd': pinOf(new Uint8Array()) }, 'spec-invalid'],
    ['archive', { sha256: `sha256:${'a'.repeat(64)}`, size: 1 }, 'spec-invalid'],
    ['archive', { sha256: 'a'.repeat(63), size: 1 }, 'spec-invalid'],
    ['archive', { md5: 'a'.repeat(32), size: 1 }, 'spec-invalid'],
  ])('refuses one whose %s is %j', async (field, value, code) => {
    expect(await codeOf(() => parse({ ...SPEC, [field]: value }))).toBe(code);
  });

  it('says what is missing for being bound to its package', async () => {
    const { name: _, ...rest } = SPEC;
    const { notices } = await parse(rest);
    expect(notices).toMatchObject([{ code: 'spec-unbound' }]);
  });

  it('takes one without name at trust level strict where the signed index pins it', async () => {
    const { name: _, ...rest } = SPEC;
    const bytes = toJson(rest);
    const pin = pinOf(bytes);
    const input = { path: 'spec.json', bytes, pin, digestCode: 'spec-digest' } as const;
    const strict = await verifyPinned({ ...input, level: 'strict' });
    expect(parseSpec(strict, EXPECTED, DEFAULT_LIMITS).notices).toEqual([]);
    const { evidence } = strict;
    const unbound = { ...strict, evidence: { ...evidence, pinned: false } };
    expect(await codeOf(() => parseSpec(unbound, EXPECTED, DEFAULT_LIMITS))).toBe('spec-invalid');
  });
});

describe('finding the files that actions name', () => {
  it('takes file arguments only, each name once', () => {
    const actions = [
      { type: 'submit_job', arguments: [{ name: 'protocol', value: 'job.yaml' }] },
      { type: 'load_datapack', arguments: [{ name: 'files', value: ['a.txt', 'job.yaml'] }] },
      { type: 'create_app', arguments: [{ name: 'config', value: { key: 1 } }] },
      { type: 'create_app', arguments: [{ name: 'jar', default: 'x.jar' }, { name: 'name' }] },
    ];
    const spec = { specVersion: '1.0', actions } as unknown as PackageSpec;
    expect(actionFiles(spec)).toEqual(['job.yaml', 'a.txt', 'x.jar']);
  });
});
