/** Attacks by the text of a job: YAML that a publisher, an answers file or a user puts beside the form. */
import { beforeAll, describe, expect, it } from 'vitest';

import { prepareInstall } from '#flows/prepare-install.ts';
import { helloPackage, JOB_YAML, loadHelloTree, SUBMIT } from '../../fakes/loaded-package.ts';
import { refusalOf } from '../../fakes/thrown.ts';
import { FACTS } from '../../fakes/wizard.ts';

import type { Answers } from '#core/model/install.ts';
import type { Wizard } from '#core/plan/index.ts';

let wizard: Wizard;
beforeAll(async () => {
  wizard = await prepareInstall(await loadHelloTree(), FACTS);
});

const GOOD: Answers = { 1: { 'secrets.token': 'a secret of the user' } };
const withLine = (line: string) => JOB_YAML.replace('parameters:\n', `parameters:\n  ${line}\n`);
const bomb = Array.from({ length: 12 }, (_, at) => {
  const before =
    at === 0
      ? '"lol"'
      : Array(10)
          .fill(`*a${at - 1}`)
          .join(', ');
  return `a${at}: &a${at} [${before}]`;
}).join('\n');

const REFUSED: [string, string][] = [
  ['a billion laughs', `${bomb}\n${JOB_YAML}`],
  ['a billion laughs among its parameters', withLine(`x: {${bomb.replaceAll('\n', ', ')}}`)],
  ['more aliases than are read', withLine(`a: &a 1\n  b: [${Array(60).fill('*a').join(', ')}]`)],
  ['an alias to itself', withLine('a: &a [*a]')],
  ['an alias to nothing', withLine('a: *nothing')],
  ['a tag of a program', withLine('a: !!js/function "function () { return 1 }"')],
  ['a tag of Python', withLine('a: !!python/object/apply:os.system ["id"]')],
  ['a tag of its own', withLine('a: !evil x')],
  ['binary', withLine('a: !!binary aGVsbG8=')],
  ['the same key twice', withLine('a: 1\n  a: 2')],
  ['the same key twice, once quoted', withLine('a: 1\n  "a": 2')],
  ['two documents', `${JOB_YAML}---\n${JOB_YAML}`],
  ['great depth', withLine(`a: ${'['.repeat(500)}${']'.repeat(500)}`)],
  ['very great depth', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['ten megabytes', `${JOB_YAML}# ${'x'.repeat(10 * 1024 * 1024)}\n`],
  ['ten megabytes of keys', withLine(`a: {${'b: 1, '.repeat(200_000)}}`)],
  ['NUL', withLine('a: "x\0"')],
  ['the prototype', withLine('__proto__: { isAdmin: true }')],
  ['the prototype as a task role', JOB_YAML.replace('  main:', '  __proto__:')],
  ['the prototype of the whole', `__proto__: { isAdmin: true }\n${JOB_YAML}`],
  ['the prototype among secrets', JOB_YAML.replace('  token:', '  __proto__:')],
  ['nothing but a text', 'x'],
  ['nothing but a list', '[]'],
  ['null', 'null'],
];

const isAsBefore = () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
};

describe('a text beside the form', () => {
  it.each(REFUSED)('with %s is refused in words', (_, text) => {
    const edited = wizard.edit(1, GOOD, text);
    const messages = edited.ok ? [] : edited.errors.map(({ message }) => message);
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages) expect(message).toMatch(/^.{5,2000}$/s);
    isAsBefore();
  });

  it.each(REFUSED)('with %s, out of an answers file, gives no plan', (_, text) => {
    const answers: Answers = { 1: { ...GOOD[1], protocol: text } };
    const result = wizard.plan(answers);
    const errors = result.ok ? [] : result.errors;
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.every(({ field }) => field === 'protocol')).toBe(true);
    expect(JSON.stringify(wizard.split(answers))).not.toContain('lol');
    expect(() => [wizard.formsOf(answers), wizard.document(1, answers)]).not.toThrow();
    isAsBefore();
  });

  const NAMES = ['constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

  it.each(NAMES)(
    'may have a parameter, a secret and a role of the name %s, or is refused',
    (name) => {
      for (const text of [
        withLine(`${name}: 1`),
        JOB_YAML.replace('  token: none', `  token: none\n  ${name}: x`),
        JOB_YAML.replace('  main:', `  ${name}:`),
      ]) {
        const edited = wizard.edit(1, GOOD, text);
        if (!edited.ok) {
          expect(edited.errors[0]?.message).toContain(name);
          continue;
        }
        const result = wizard.plan(edited.answers);
        const body = result.ok ? result.plan.steps[0]?.requests[1]?.body : undefined;
        const sent = JSON.parse(body?.kind === 'text' ? body.text : '{}') as object;
        expect(JSON.stringify(sent)).toContain(`"${name}":`);
        expect(wizard.document(1, edited.answers)).toContain(name);
      }
      isAsBefore();
    },
  );

  it('cannot name a secret by which another one is sent elsewhere', () => {
    const text = JOB_YAML.replace('  token: none', '  token: typed here\n  "a/b~1": c\n  "..": d');
    const edited = wizard.edit(1, GOOD, text);
    if (!edited.ok) throw new Error(JSON.stringify(edited.errors));
    const { answers, secrets } = wizard.split(edited.answers);
    expect(JSON.stringify(answers)).not.toContain('typed here');
    expect(secrets[1]).toMatchObject({ 'secrets.token': 'typed here', 'secrets.a/b~1': 'c' });
    const result = wizard.plan(edited.answers);
    expect(JSON.stringify(result)).not.toContain('typed here');
    expect(JSON.stringify(result)).toContain('/secrets/a~1b~01');
  });
});

describe('the protocol of a package', () => {
  // Megabytes are refused by the size alone (test/flows/prepare-install.test.ts), or as a bomb by the strict zip reader.
  const small = REFUSED.filter(([, text]) => text.length < 1024 * 1024);

  it.each(small)('with %s is refused before anything is shown', async (_, text) => {
    const tree = await loadHelloTree([helloPackage([SUBMIT], { 'job.yaml': text })]);
    const { code, message } = await refusalOf(() => prepareInstall(tree, FACTS));
    expect(code).toBe('protocol-invalid');
    expect(message).toContain('job.yaml');
    expect(message.length).toBeLessThan(5000);
    isAsBefore();
  });
});

describe('answers that no form gives', () => {
  const HOSTILE: Record<string, unknown>[] = [
    { 'taskRoles.main.gpu': '1e999' },
    { 'taskRoles.main.gpu': { toString: 1 } },
    { name: ['a'] },
    { name: '../x' },
    { name: 'x\r\nY: z' },
    { virtualCluster: 'root' },
    { virtualCluster: '__proto__' },
    { __proto__: null, constructor: 'x' },
    { 'secrets.other': 'x' },
    { 'secrets.token': ['a'] },
    { 'secrets.token': { name: 'x', size: 1, sha256: 'a'.repeat(64) } },
    { protocol: 7 },
    { protocol: { name: 'x' } },
    JSON.parse('{"__proto__":"x"}') as Record<string, unknown>,
  ];

  it.each(HOSTILE.map((each) => [JSON.stringify(each), each]))('%s are refused', (_, given) => {
    const result = wizard.plan({ 1: { ...GOOD[1], ...given } as never });
    const messages = result.ok ? [] : result.errors.map(({ message }) => message);
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages) expect(message).toMatch(/\.$/);
  });

  it.each(['0', '2', '-1', '1.0', '01', '__proto__', 'constructor', ''])(
    'for the step %j are refused',
    (step) => {
      const answers = JSON.parse(`{"1":{"secrets.token":"x"},"${step}":{}}`) as Answers;
      const result = wizard.plan(answers);
      expect(result.ok || result.errors[0]?.message).toContain(`step "${step}"`);
    },
  );

  it('do not change what the publisher fixed', async () => {
    const fixed = {
      ...SUBMIT,
      arguments: [
        ...(SUBMIT.arguments ?? []),
        { name: 'name', value: 'as-published' },
        { name: 'virtualCluster', value: 'default', canModify: false },
      ],
    };
    const prepared = await prepareInstall(await loadHelloTree([helloPackage([fixed])]), FACTS);
    const answers: Answers = { 1: { ...GOOD[1], name: 'mine', virtualCluster: 'research' } };
    const result = prepared.plan(answers);
    const text = JSON.stringify(result.ok ? result.plan : result.errors);
    expect(text).toContain('as-published');
    expect(text).not.toContain('mine');
    expect(JSON.stringify(prepared.split(answers).answers)).not.toContain('mine');
    const edited = prepared.edit(1, GOOD, JOB_YAML.replace('name: hello', 'name: mine'));
    expect(edited.ok || edited.errors[0]?.message).toContain('fixed by the publisher');
  });
});
