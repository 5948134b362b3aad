/** Each rule of the house is broken once, in a small house of its own, and must be red: rules rot unseen otherwise. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { buildHouse, root } from './small-house.ts';

import type { SmallHouse } from './small-house.ts';

let house: SmallHouse;
beforeAll(() => {
  house = buildHouse();
});
afterAll(() => house.remove());

describe('directions of import', () => {
  const cruise = () => house.runTool('depcruise', 'src', '--output-type', 'json');
  interface Violation {
    from: string;
    rule: { name: string; severity: string };
  }
  /** Names of the rules that a file breaks as an error. */
  const errorsOf = (output: string, file: string): string[] =>
    (JSON.parse(output) as { summary: { violations: Violation[] } }).summary.violations
      .filter(({ from, rule }) => from === file && rule.severity === 'error')
      .map(({ rule }) => rule.name);

  const breaches: [rule: string, file: string, text: string][] = [
    [
      'no-cycles',
      'src/core/verify/check.ts',
      "import { check as again } from './index.ts';\nexport const check = again;\n",
    ],
    [
      'no-unresolvable',
      'src/flows/x.ts',
      "import { gone } from './gone.ts';\nexport const x = gone;\n",
    ],
    [
      'core-is-pure',
      'src/core/verify/x.ts',
      "import { open } from '../../flows/open.ts';\nexport const x = open;\n",
    ],
    [
      'core-vetted-libraries',
      'src/core/verify/x.ts',
      "import vite from 'vite';\nexport const x = vite;\n",
    ],
    [
      'stages-are-strangers',
      'src/core/verify/x.ts',
      "import { read } from '#core/read/index.ts';\nexport const x = read;\n",
    ],
    [
      'model-is-the-floor',
      'src/core/model/x.ts',
      "import { read } from '../read/index.ts';\nexport const x = read;\n",
    ],
    [
      'stage-door-only',
      'src/flows/x.ts',
      "import { check } from '#core/verify/check.ts';\nexport const x = check;\n",
    ],
    [
      'flows-know-core-only',
      'src/flows/x.ts',
      "import { get } from '#adapters/http/fetch.ts';\nexport const x = get;\n",
    ],
    [
      'adapters-know-core-only',
      'src/adapters/http/x.ts',
      "import { open } from '#flows/open.ts';\nexport const x = open;\n",
    ],
    [
      'adapter-worlds-apart',
      'src/adapters/http/x.ts',
      "import { files } from '../node/files.ts';\nexport const x = files;\n",
    ],
    [
      'ui-and-cli-get-services',
      'src/ui/x.ts',
      "import { get } from '#adapters/http/fetch.ts';\nexport const x = get;\n",
    ],
    [
      'ui-cli-apart',
      'src/cli/x.ts',
      "import { view } from '#ui/market/view.tsx';\nexport const x = view;\n",
    ],
    [
      'pages-are-strangers',
      'src/ui/market/x.ts',
      "import { view } from '../package/view.tsx';\nexport const x = view;\n",
    ],
    [
      'node-only-at-the-node-edge',
      'src/flows/x.ts',
      "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n",
    ],
    [
      'react-only-in-ui',
      'src/flows/x.ts',
      "import { useState } from 'react';\nexport const x = useState;\n",
    ],
    [
      'no-test-in-src',
      'src/flows/x.ts',
      "import { help } from '../../test/helper.ts';\nexport const x = help;\n",
    ],
    ['no-orphans', 'src/flows/x.ts', 'export const x = 1;\n'],
  ];

  it.each(breaches)('%s is red', async (rule, file, text) => {
    const { output } = await house.withFiles({ [file]: text }, cruise);
    expect(errorsOf(output, file)).toContain(rule);
  });

  it('keeps the calls to the worker apart from the other worlds', async () => {
    const file = 'src/adapters/worker/x.ts';
    const text = "import { store } from '../browser/store.ts';\nexport const x = store;\n";
    const { output } = await house.withFiles({ [file]: text }, cruise);
    expect(errorsOf(output, file)).toContain('adapter-worlds-apart');
  });

  it('reads the real tree, not nothing', () => {
    const result = spawnSync(
      join(root, 'node_modules/.bin/depcruise'),
      ['src', '--output-type', 'json'],
      { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 },
    );
    const { summary } = JSON.parse(result.stdout) as { summary: { totalCruised: number } };
    expect(summary.totalCruised).toBeGreaterThan(50);
  });

  it('has a case for each rule, and each rule says how to repair', async () => {
    const config = (await import(join(root, '.dependency-cruiser.mjs'))) as {
      default: { forbidden: { name: string; comment: string }[] };
    };
    const names = config.default.forbidden.map((rule) => rule.name);
    expect(names.sort()).toEqual(breaches.map(([rule]) => rule).sort());
    for (const rule of config.default.forbidden) expect(rule.comment.length).toBeGreaterThan(20);
  });
});

describe('what imports cannot show', () => {
  const lint = async (): Promise<string[]> => {
    // Where CI is set, typescript-eslint takes the first look at the files for the last one.
    const parserOptions = { disallowAutomaticSingleRunInference: true };
    const eslint = new ESLint({
      cwd: house.folder,
      overrideConfig: { files: ['**/*.ts', '**/*.tsx'], languageOptions: { parserOptions } },
    });
    const results = await eslint.lintFiles(['src/**/*.ts', 'src/**/*.tsx']);
    return results.flatMap((result) =>
      result.messages.map((message) => `${message.ruleId}: ${message.message}`),
    );
  };

  it('finds nothing in a sound house', async () => {
    expect(await lint()).toEqual([]);
  });

  it.each([
    ['a clock in core', 'src/core/verify/x.ts', 'export const x = Date.now();\n', 'Clock port'],
    ['a clock in a flow', 'src/flows/x.ts', 'export const x = new Date();\n', 'Clock port'],
    ['randomness in core', 'src/core/verify/x.ts', 'export const x = Math.random();\n', 'NewId'],
    ['fetch in a flow', 'src/flows/x.ts', "export const x = fetch('/');\n", 'by ports only'],
    [
      'a timer in core',
      'src/core/verify/x.ts',
      'setTimeout(() => 1, 1);\nexport const x = 1;\n',
      'by ports only',
    ],
    [
      'the console in core',
      'src/core/verify/x.ts',
      "console.log('x');\nexport const x = 1;\n",
      'by ports only',
    ],
    ['fetch in a page', 'src/ui/x.ts', "export const x = fetch('/');\n", 'src/adapters/http only'],
    [
      'forged trust',
      'src/flows/x.ts',
      'type Verified = { v: 1 };\nexport const x = {} as Verified;\n',
      'Only src/core/verify',
    ],
    [
      'HTML from text',
      'src/ui/x.tsx',
      "export const x = <p dangerouslySetInnerHTML={{ __html: '' }} />;\n",
      'Text is text',
    ],
    [
      'innerHTML',
      'src/ui/x.ts',
      "document.body.innerHTML = '';\nexport const x = 1;\n",
      'Text is text',
    ],
    ['eval', 'src/flows/x.ts', "export const x = eval('1');\n", 'no-eval'],
    [
      'code made from text',
      'src/flows/x.ts',
      "export const x = new Function('1');\n",
      'no-new-func',
    ],
    ['a default export', 'src/flows/x.ts', 'export default 1;\n', 'Named exports only'],
    [
      'a promise left alone',
      'src/flows/x.ts',
      'const later = async () => 1;\nlater();\nexport const x = 1;\n',
      'no-floating-promises',
    ],
    ['any', 'src/flows/x.ts', 'export const x: any = 1;\n', 'no-explicit-any'],
    [
      'a file too long',
      'src/flows/x.ts',
      `export const x = [\n${'  1,\n'.repeat(301)}];\n`,
      'max-lines',
    ],
    [
      'a function too long',
      'src/flows/x.ts',
      `export function x(): void {\n${'  void 1;\n'.repeat(61)}}\n`,
      'max-lines-per-function',
    ],
    [
      'an empty catch',
      'src/flows/x.ts',
      'try {\n  void 1;\n} catch {}\nexport const x = 1;\n',
      'no-empty',
    ],
  ])('%s is red', async (_name, file, text, message) => {
    expect((await house.withFiles({ [file]: text }, lint)).join('\n')).toContain(message);
  });
});

describe('what the compiler holds', () => {
  const compile = () =>
    house.runTool(
      'tsc',
      '-p',
      'src/core',
      '--noEmit',
      '--composite',
      'false',
      '--emitDeclarationOnly',
      'false',
    );

  it('compiles a sound core', () => {
    expect(compile()).toMatchObject({ code: 0 });
  });

  it.each([
    ['the DOM', 'export const x = document.title;\n', 'document'],
    ['fetch', "export const x = fetch('/');\n", 'fetch'],
    [
      'Node',
      "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n",
      'node:fs',
    ],
    ['an enum', 'export enum X { A }\n', 'erasableSyntaxOnly'],
    ['an index without a check', 'export const x: string = ([] as string[])[0];\n', 'undefined'],
  ])('core with %s is red', async (_name, text, message) => {
    const { code, output } = await house.withFiles({ 'src/core/verify/x.ts': text }, compile);
    expect(code).not.toBe(0);
    expect(output).toContain(message);
  });
});
