import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { buildMarket } from '#flows/build-market.ts';
import { PNG } from '../fakes/market.ts';
import { createPublisher, JOB, PACKAGE, sourceFiles } from '../fakes/publisher.ts';

import type { PackageSpec } from '#core/model/generated.ts';
import type { Publisher, SourceFiles } from '../fakes/publisher.ts';

const FOLDER = 'packages/hello/1.1.0/';
let publisher: Publisher;
beforeEach(() => {
  publisher = createPublisher();
});
afterEach(() => publisher.remove());

const trees = () => ({
  source: publisher.io.files.tree(publisher.path('source')),
  target: publisher.io.files.tree(publisher.path('market')),
});

/** Files of hello 1.1.0 beside those of the usual source. */
function build(files: SourceFiles) {
  const own = Object.entries(files).map(([file, content]) => [`${FOLDER}${file}`, content]);
  publisher.write(sourceFiles(Object.fromEntries(own) as SourceFiles));
  return buildMarket(trees(), publisher.io);
}

const published = () => readdirSync(publisher.path('market', FOLDER)).sort();

async function readSpec(): Promise<PackageSpec> {
  const bytes = await trees().target.read(`${FOLDER}spec.json`, 1_000_000);
  return JSON.parse(new TextDecoder().decode(bytes)) as PackageSpec;
}

const withScreenshot = `${PACKAGE}screenshots:\n  - file: shot.png\n    label: A curve\n`;

describe('pictures of a package', () => {
  it('are published and pinned where README, change log or screenshots name them', async () => {
    const { findings } = await build({
      'package.yaml': withScreenshot,
      'shot.png': PNG,
      'README.md': '# Hello\n\n![curve](curve.png "A curve") and ![bars](<bars.png>)\n',
      'curve.png': PNG,
      'bars.png': PNG,
      'CHANGELOG.md': '![before](before.png)\n',
      'before.png': PNG,
    });
    expect(findings).toEqual([]);
    expect(published()).toEqual(
      expect.arrayContaining(['shot.png', 'curve.png', 'bars.png', 'before.png']),
    );
    const spec = await readSpec();
    expect(spec.screenshots).toEqual([{ file: 'shot.png', label: 'A curve' }]);
    expect(spec.files).toMatchObject({ 'shot.png': { size: PNG.length }, 'bars.png': {} });
  });

  it('are those that a page takes the addresses for, however they are written', async () => {
    const { findings } = await build({
      'README.md': [
        '![a](./a.png) ![b](<./b c.png>) ![c](c%20d.png "title") ![e](e(1).png) ![f](f\\_g.png)',
        '',
        '![words][far] and ![near]',
        '',
        '[far]: ./far.png "title"',
        '[near]: <near.png>',
        '[web]: https://example.org/web.png',
      ].join('\n'),
      ...Object.fromEntries(
        ['a', 'b c', 'c d', 'e(1)', 'f_g', 'far', 'near'].map((name) => [`${name}.png`, PNG]),
      ),
    });
    expect(findings).toEqual([]);
    const { files = {} } = await readSpec();
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining(['a.png', 'b c.png', 'c d.png', 'e(1).png', 'f_g.png', 'far.png']),
    );
    expect(Object.keys(files)).toContain('near.png');
  });

  it('are looked for without going back and forth in a hostile text', async () => {
    const text = `${'!['.repeat(100_000)}\n${'![x]('.repeat(50_000)}\n${'[a]:'.repeat(50_000)}`;
    const { findings } = await build({ 'README.md': text });
    expect(findings).toMatchObject([{ code: 'file-missing' }]);
  });

  it('are no part of the list of packages', async () => {
    await build({ 'package.yaml': withScreenshot, 'shot.png': PNG });
    const rows = await trees().target.read('packages.json', 1_000_000);
    expect(new TextDecoder().decode(rows)).not.toContain('screenshots');
  });

  it('that nothing shows are left out with a word', async () => {
    const { findings } = await build({ 'draft.png': PNG });
    expect(findings).toMatchObject([
      { severity: 'warning', code: 'file-ignored', file: `${FOLDER}draft.png` },
    ]);
    expect(published()).not.toContain('draft.png');
  });

  it('of a package without archive stay, as its actions may name them', async () => {
    const { findings } = await build({
      'archive/job.yaml': undefined,
      'archive/data/numbers.txt': undefined,
      'job.yaml': JOB,
      'draft.png': PNG,
    });
    expect(findings).toEqual([]);
    expect(published()).toContain('draft.png');
  });

  it('must be there, and be pictures, where they are screenshots', async () => {
    const { findings } = await build({ 'package.yaml': withScreenshot });
    expect(findings).toMatchObject([
      { severity: 'error', code: 'source-invalid', file: `${FOLDER}package.yaml` },
    ]);
    const other = withScreenshot.replace('shot.png', '../1.0.0/shot.png');
    expect((await build({ 'package.yaml': other })).findings).toMatchObject([
      { severity: 'error', code: 'source-invalid' },
    ]);
  });

  it('are judged as readers judge them', async () => {
    const { findings } = await build({
      'package.yaml': withScreenshot,
      'shot.png': '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    });
    expect(findings).toMatchObject([
      { severity: 'error', code: 'icon-invalid', file: `${FOLDER}shot.png` },
    ]);
    expect(readdirSync(publisher.folder)).toEqual(['source']);
  });

  it('from elsewhere, from folders and those that are missing are told of, and code is not read for them', async () => {
    const { findings } = await build({
      'README.md':
        '![badge](https://badges.example.org/a.png) ![deep](docs/deep.png) ![gone](gone.png)\n\n```\n![code](code.png)\n```\n',
    });
    expect(findings.map(({ severity, code, message }) => [severity, code, message])).toEqual(
      ['https://badges.example.org/a.png', 'docs/deep.png', 'gone.png'].map((name) => [
        'warning',
        'file-missing',
        expect.stringContaining(`"${name}"`) as string,
      ]),
    );
  });
});
