/** `pai-market lint` as a publisher runs it: what it prints in each format, repairs, settings, suppressions, exit codes. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import Ajv from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createPublisher, JOB, PACKAGE, sourceFiles } from '../fakes/publisher.ts';

import type { AddressInfo } from 'node:net';
import type { Publisher, SourceFiles } from '../fakes/publisher.ts';

const YAML = 'packages/hello/1.0.0/package.yaml';
const TYPO = PACKAGE.replace('license: license.txt', 'licence: license.txt # which');
/** Two mistakes: a slip of the hand, and an image without a tag. */
const FAULTY: SourceFiles = {
  [YAML]: TYPO,
  'packages/hello/1.0.0/archive/job.yaml': JOB.replace('ubuntu:22.04', 'ubuntu'),
};

let publisher: Publisher;
beforeEach(() => (publisher = createPublisher()));
afterEach(() => publisher.remove());

const read = (path: string) => readFileSync(publisher.path('source', path), 'utf8');
const lint = (...argv: string[]) => publisher.run('lint', publisher.path('source'), ...argv);
const checksOf = (findings: { check: string }[]) => findings.map(({ check }) => check).sort();

/** Only what these tests are about. */
const QUIET = ['--severity', 'icon-missing=off', 'changelog-missing=off'];

describe('what it finds', () => {
  it('is a line for each, with its place, and a summary', async () => {
    publisher.write(sourceFiles(FAULTY));
    const { code, stdout, stderr } = await lint(...QUIET);
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(
        /^source\/packages\/hello\/1\.0\.0\/archive\/job\.yaml:7:10 warning image-tag: The image "ubuntu" has neither/,
      ),
      expect.stringMatching(
        /^source\/packages\/hello\/1\.0\.0\/package\.yaml:6:1 warning field-unknown: "licence" is no field/,
      ),
      '2 packages, 2 component files: 2 warnings; 1 can be fixed with --fix',
      '',
    ]);
    expect([code, stderr]).toEqual([0, '']);
  });

  it('is one document with --json', async () => {
    publisher.write(sourceFiles(FAULTY));
    const run = await lint(...QUIET, '--json', '--fail-on', 'warning');
    expect(run.code).toBe(1);
    expect(run.json()).toMatchObject({
      verdict: 'refused',
      code: 'source-invalid',
      packages: 2,
      components: 2,
      suppressed: 0,
      fixed: [],
      findings: [
        { check: 'image-tag', line: 7, column: 10, endLine: 7, endColumn: 16, fixable: false },
        { check: 'field-unknown', fixable: true, page: 'docs/problems/lint-field-unknown.md' },
      ],
    });
  });

  it('is valid SARIF 2.1.0', async () => {
    publisher.write(sourceFiles({ ...FAULTY, 'packages/hello/1.0.0/a b#.txt': 'x' }));
    const run = await lint('--format', 'sarif');
    const schema = readFileSync(join(import.meta.dirname, '../fixtures/sarif-2.1.0.schema.json'));
    const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });
    const document = run.json();
    expect(ajv.validate(JSON.parse(schema.toString()), document), ajv.errorsText()).toBe(true);
    const [{ results, tool }] = document.runs;
    const typo = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'field-unknown');
    expect(tool.driver.rules[typo.ruleIndex].id).toBe('field-unknown');
    expect(typo.level).toBe('warning');
    const [{ physicalLocation }] = typo.locations;
    expect(physicalLocation.artifactLocation.uri).toBe(`source/${YAML}`);
    expect(physicalLocation.region).toMatchObject({ startLine: 6, startColumn: 1 });
    const [{ deletedRegion, insertedContent }] = typo.fixes[0].artifactChanges[0].replacements;
    const { charOffset, charLength } = deletedRegion;
    expect(TYPO.slice(charOffset, charOffset + charLength)).toBe('licence');
    expect(insertedContent.text).toBe('license');
    expect(JSON.stringify(results)).toContain('a%20b%23.txt');
  });

  it('is annotations for GitHub, and nothing that a message holds is another command', async () => {
    const evil = PACKAGE.replace('author: Somebody', 'author: Somebody\n"x::error::y%0A": 1');
    publisher.write(sourceFiles({ [YAML]: evil }));
    const run = await lint(...QUIET, '--format', 'github');
    expect(run.stdout.split('\n')).toEqual([
      expect.stringMatching(
        /^::warning file=source\/packages\/hello\/1\.0\.0\/package\.yaml,line=4,endLine=4,col=1,endColumn=\d+,title=pai-market field-unknown::"x::error::y%250A" is no field/,
      ),
      '',
    ]);
    expect(run.stderr).toContain('1 warning');
  });

  it('is without what a terminal would act upon', async () => {
    const evil = PACKAGE.replace('author: Somebody', 'author: Somebody\n"x\\u001b[31m\\u202e": 1');
    publisher.write(sourceFiles({ [YAML]: evil }));
    const { stdout } = await lint();
    expect(stdout).toContain('field-unknown');
    expect(stdout).not.toMatch(/[\u001b\u202e]/);
  });

  it('names the folder of a single package in words, as it has no path', async () => {
    const { 'packages/hello/1.0.0/package.yaml': yaml = '' } = sourceFiles();
    publisher.write({ 'package.yaml': `name: hello\nversion: 1.0.0\n${String(yaml)}` });
    const { stdout } = await lint();
    expect(stdout).toContain(': This folder has neither CHANGELOG.md nor');
    expect(stdout).toContain(': This folder has no icon.png or');
  });

  it('does not look into the built market, nor into what the repository ignores', async () => {
    publisher.write(sourceFiles());
    publisher.write({ '.pai-market/config.yaml': 'ignore: [drafts]\n' });
    publisher.write({ 'drafts/job.yaml': 'type: job\n', 'node_modules/x/job.yaml': 'type: job\n' });
    const built = await publisher.run(
      'build',
      publisher.path('source'),
      '--out',
      publisher.path('source/market'),
    );
    expect(built.code, built.stderr).toBe(0);
    const run = await lint(...QUIET, '--json');
    expect(run.json()).toMatchObject({ findings: [], packages: 2, components: 2 });
  });
});

describe('--fix', () => {
  it('repairs, keeps comments, tells what it did, and gives what is left', async () => {
    publisher.write(sourceFiles(FAULTY));
    const run = await lint(...QUIET, '--fix');
    expect(read(YAML)).toBe(TYPO.replace('licence:', 'license:'));
    expect(run.stderr).toBe(
      `fixed source/${YAML}:6 field-unknown: licence becomes license ("licence" → "license")\n`,
    );
    expect(run.stdout).toContain('1 warning; 1 fixed\n');
    expect((await lint(...QUIET, '--fix')).stderr).toBe('');
  });

  it('writes nothing with --dry-run', async () => {
    publisher.write(sourceFiles(FAULTY));
    const run = await lint(...QUIET, '--fix', '--dry-run');
    expect(run.stderr).toMatch(/^would fix source\/packages/);
    expect(read(YAML)).toBe(TYPO);
    expect((await lint(...QUIET, '--dry-run')).code).toBe(2);
  });

  it('repairs what is in JSON', async () => {
    publisher.write({
      'job.json': `${JSON.stringify({ protocolVersion: 2, name: 'my job', type: 'job' })}\n`,
    });
    const run = await lint('--fix', '--json');
    expect(run.json().fixed).toMatchObject([{ file: 'source/job.json', fixes: [{ line: 1 }] }]);
    expect(read('job.json')).toBe('{"protocolVersion":2,"name":"my_job","type":"job"}\n');
  });
});

describe('severity and suppression', () => {
  it('are set by options, by the environment, and by the repository', async () => {
    publisher.write(sourceFiles({ ...FAULTY, [YAML]: undefined }));
    publisher.write({
      [YAML]: PACKAGE,
      '.pai-market/config.yaml': 'lint:\n  severity: image-tag=error\n',
    });
    expect((await lint()).code).toBe(1);
    expect((await lint('--severity', 'image-tag=info')).code).toBe(0);
    publisher.write({
      '.pai-market/config.yaml':
        'lint:\n  waive: ["image-tag packages/**: the registry has no digests"]\n  severity: [changelog-missing=off, icon-missing=warning]\n',
    });
    const run = await lint('--json');
    expect(run.json().suppressed).toBe(1);
    expect(checksOf(run.json().findings)).toEqual(['icon-missing', 'icon-missing']);
  });

  it.each([
    ['on its line', 'uri: ubuntu # pai-market-ignore image-tag: the newest, on purpose'],
    ['on the line above', '# pai-market-ignore image-tag: on purpose\n    uri: ubuntu'],
    [
      'for the whole file',
      'uri: ubuntu\n# pai-market-ignore-file image-tag, url-insecure: on purpose\n',
    ],
  ])('are in a comment %s', async (_, line) => {
    publisher.write({ 'job.yaml': JOB.replace('uri: ubuntu:22.04', line) });
    const run = await lint('--json');
    expect(run.json()).toMatchObject({ findings: [], suppressed: 1 });
  });

  it.each([
    ['--severity', 'image-tags=off', /There is no check "image-tags"\. Did you mean "image-tag"\?/],
    ['--severity', 'image-tag=fatal', /"fatal" is no level: use error, warning, info, off\./],
    ['--severity', 'image-tag', /is no CHECK=LEVEL/],
    ['--waive', 'image-tag packages/**', /is no "CHECK PATTERN: REASON"/],
    ['--format', 'xml', /is none of text, json, sarif, github/],
    ['--fail-on', 'never', /is none of error, warning, info/],
    ['--online-private', '', /goes with --online/],
  ])('refuses %s %s', async (option, value, says) => {
    publisher.write(sourceFiles());
    const run = await lint(...[option, value].filter((word) => word !== ''));
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(says);
  });
});

describe('the rest', () => {
  it('lists the checks with the severities that they have now', async () => {
    const run = await publisher.run('lint', '--list', '--severity', 'image-tag=off');
    expect(run.stdout).toMatch(/^image-tag +off +A docker image has no fixed version$/m);
    expect(run.stdout).toMatch(/^field-unknown +warning +A field is not known \(--fix\)$/m);
    const { checks } = (await publisher.run('lint', '--list', '--json')).json();
    expect(checks.length).toBe(run.stdout.trimEnd().split('\n').length);
  });

  it('refuses what is no folder', async () => {
    publisher.write({ 'job.yaml': JOB });
    expect((await publisher.run('lint', publisher.path('source/job.yaml'))).code).toBe(2);
    const run = await publisher.run('lint', publisher.path('nowhere'), '--json');
    expect([run.code, run.json().code]).toEqual([2, 'usage']);
  });

  it('checks the working folder where nothing else is named', async () => {
    publisher.write({ 'job.yaml': JOB.replace('ubuntu:22.04', 'ubuntu') }, '.');
    const { stdout } = await publisher.run('lint');
    expect(stdout).toMatch(/^job\.yaml:7:10 warning image-tag/);
  });
});

describe('--online', () => {
  it('asks for each address once, and for servers of the own machine only when that is allowed', async () => {
    const asked: string[] = [];
    const server = createServer((request, answer) => {
      asked.push(`${request.method} ${request.url}`);
      answer.writeHead(request.url === '/gone' ? 404 : 200).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      publisher.write(
        sourceFiles({
          'packages/hello/1.0.0/README.md': `# A\n\n[a](${base}/there), <${base}/gone#x>.\n`,
          'packages/hello/1.1.0/README.md': `# B (${base}/gone)\n`,
        }),
      );
      await lint();
      expect(asked).toEqual([]);
      const refused = await lint('--online', '--json');
      expect(JSON.stringify(refused.json())).toContain('own network');
      expect(asked).toEqual([]);
      const run = await lint('--online', '--online-private', '--json');
      const found = (
        run.json().findings as { check: string; file: string; line: number; column: number }[]
      )
        .filter(({ check }) => check === 'url-unreachable')
        .map(({ file, line, column }) => `${file}:${line}:${column}`);
      expect(found).toEqual([
        `source/packages/hello/1.0.0/README.md:3:${`[a](${base}/there), <`.length + 1}`,
        'source/packages/hello/1.1.0/README.md:1:6',
      ]);
      expect(asked.sort()).toEqual(['GET /gone', 'HEAD /gone', 'HEAD /there']);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
