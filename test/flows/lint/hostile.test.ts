/** Sources that strangers wrote to do harm: lint ends, says what is wrong, repeats no secret and writes nowhere else. */
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';

import { createSource, HELLO, MARKET, PACKAGE, placeOf, soundFiles } from './small-source.ts';

import type { Files, SmallSource } from './small-source.ts';

let source: SmallSource | undefined;
afterEach(() => source?.remove());

async function lint(files: Files) {
  source = createSource(files);
  return (await source.lint()).findings;
}

it.each<[string, string, RegExp]>([
  ['nests without end', '['.repeat(100_000), /nesting exceeded/],
  [
    'multiplies itself by aliases',
    `a: &a [x,x]\n${Array.from({ length: 60 }, (_, at) => `b${at}: [*a, *a]\n`).join('')}`,
    /more than 50 aliases/,
  ],
  ['changes what all objects have', '__proto__: {a: 1}\n', /"__proto__" is not allowed/],
  ['is larger than any', `a: "${'x'.repeat(5 * 1024 * 1024)}"\n`, /more than 4194304 bytes/],
])('says that a description cannot be read that %s', async (_, text, says) => {
  const findings = await lint({ 'market.yaml': MARKET, [`${HELLO}package.yaml`]: text });
  const [syntax] = findings.filter(({ check }) => check === 'syntax');
  expect(syntax?.file).toBe(`${HELLO}package.yaml`);
  expect(syntax?.message).toMatch(says);
});

it('takes every kind of value in every field, and says which are wrong', async () => {
  const values = ['5', '[1, null]', '{a: 1}', 'null', '.inf', '"\\u202e\\e[31m"', 'true', '[[[]]]'];
  const fields = [...PACKAGE.matchAll(/^(\w+):/gm)]
    .map(([, name]) => name ?? '')
    .filter((name) => name !== 'actions');
  const more = ['license', 'screenshots', 'dependencies', 'cdapVersion', 'name', 'version', 'tags'];
  for (const field of [...fields, ...more]) {
    const files = values.map((value, at) => [
      `packages/hello/${at}.0.0/package.yaml`,
      `${PACKAGE.replace(new RegExp(`^${field}:.*\\n`, 'm'), '')}\n${field}: ${value}\n`,
    ]);
    const findings = await lint({ 'market.yaml': MARKET, ...Object.fromEntries(files) });
    expect(
      findings.some(({ check }) => check === 'package-field'),
      field,
    ).toBe(true);
    source?.remove();
  }
});

it('takes every kind of value in actions, components and rows', async () => {
  const actions =
    '[1, null, {type: 3}, {type: x, arguments: {a: 1}}, {type: submit_job, arguments: [null, 1, {value: 2}, {name: constructor, value: 1}, {name: toString}]}, {type: load_datapack, arguments: [{name: files, value: [1, {a: 1}]}, {name: name, value: [1]}]}, {type: create_pipeline, arguments: [{name: artifact, value: x}, {name: config, value: {}}]}]';
  const findings = await lint({
    'market.yaml': 'categories: [1, {}]\n',
    'packages.json':
      '[1, null, {"name": 5}, {"name": "x", "version": "1", "cdapVersion": {}, "categories": [1]}]',
    [`${HELLO}package.yaml`]: `actions: ${actions}\n`,
    'job.yaml': 'type: job\nprerequisites: 5\ntaskRoles: [1]\nsecrets: [a]\nparameters: x\n',
    'job.json':
      '{"type": "job", "taskRoles": {"a b": null}, "prerequisites": [null, {"type": "dockerimage", "uri": 5}]}',
    'list/spec.json': '[1]',
    'text/package.yaml': 'hello\n',
  });
  expect(findings.map(placeOf)).toEqual(
    expect.arrayContaining([
      'name-refused job.json:1:31',
      'package-missing text/package.yaml:1:1',
      'package-missing list/spec.json:1:1',
    ]),
  );
});

it('takes texts that are made to be slow to look through', async () => {
  const long = [
    'password'.repeat(30_000),
    'AKIA'.repeat(20_000),
    `eyJ${'a.'.repeat(50_000)}`,
    '-----BEGIN '.repeat(10_000),
    `a://${'b'.repeat(90)}:`.repeat(1000),
    '# pai-market-ignore '.repeat(10_000),
    `http://${'a'.repeat(100_000)}`,
  ];
  const files = soundFiles({
    [`${HELLO}archive/run.sh`]: long.join('\n'),
    [`${HELLO}README.md`]: `${'!['.repeat(50_000)}\n${'[a]('.repeat(20_000)}\n`,
    'job.json': JSON.stringify({ type: 'job', name: '<'.repeat(100_000) }),
  });
  expect((await lint(files)).length).toBeGreaterThan(0);
});

it('repeats no secret, wherever it stands', async () => {
  const secret = `ghp_${'Z9y8'.repeat(9)}`;
  const findings = await lint(
    soundFiles({
      'job.yaml': `type: job\nname: x\nsecrets: {token: ${secret}}\nparameters: {password: ${secret}}\n`,
      [`${HELLO}archive/a.sh`]: `curl -H "x: ${secret}" https://me:${secret}@example.org\n`,
      [`${HELLO}archive/b.json`]: `{"token": "${secret}"}`,
    }),
  );
  const found = findings.filter(({ check }) => check === 'secret-text');
  expect(new Set(found.map(({ file }) => file)).size).toBe(3);
  expect(JSON.stringify(findings)).not.toContain(secret);
});

it('repairs nothing through a link', async () => {
  source = createSource(soundFiles());
  const outside = createSource({ 'package.yaml': PACKAGE.replace('licenseId', 'licenceId') });
  try {
    const before = outside.read('package.yaml');
    source.write({ [`${HELLO}package.yaml`]: undefined });
    symlinkSync(join(outside.folder, 'package.yaml'), join(source.folder, HELLO, 'package.yaml'));
    await source.fix();
    expect(readFileSync(join(outside.folder, 'package.yaml'), 'utf8')).toBe(before);
    const { findings } = await source.lint();
    expect(findings.some(({ check }) => check === 'package-field')).toBe(false);
  } finally {
    outside.remove();
  }
});
