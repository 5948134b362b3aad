/** Every code has its page, pages are of one form, and links and tables of the documentation say what is there. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { ERROR_CODES } from '#core/errors.ts';
import { PROBLEMS } from '#core/problems.ts';
import { CHECKS } from '#flows/lint/index.ts';
import { buildProblemPages, toAnchor } from '../../scripts/problem-pages.mjs';

const root = join(import.meta.dirname, '../..');
const docs = join(root, 'docs');
const problems = join(docs, 'problems');
const read = (path: string) => readFileSync(path, 'utf8');

const SECTIONS = [
  'Code',
  'What happened',
  'Why it is refused',
  'What you can do',
  'Details shown',
  'See also',
];

const LINT_PAGES = CHECKS.map(({ name }) => `lint-${name}`);

describe('problem pages', () => {
  it('are there for every code, and nothing else is', () => {
    const wanted = [...ERROR_CODES, ...LINT_PAGES, 'README'].map((name) => `${name}.md`).sort();
    expect(readdirSync(problems).sort()).toEqual(wanted);
  });

  it.each(ERROR_CODES)('%s has the title, the code and the sections', (code) => {
    const text = read(join(problems, `${code}.md`));
    expect(text.split('\n')[0]).toBe(`# ${PROBLEMS[code].title}`);
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual(SECTIONS);
    expect(sectionOf(text, 'Code')).toContain(`\`${code}\``);
    expect(sectionOf(text, 'Code')).toContain('](../trust.md#');
    for (const heading of SECTIONS) expect(sectionOf(text, heading).length).toBeGreaterThan(10);
    expect(sectionOf(text, 'What you can do')).toMatch(
      /^- \*\*(User|Administrator|Publisher):\*\*/,
    );
  });

  it('stand in the index with their titles, each once', () => {
    const listed = [
      ...read(join(problems, 'README.md')).matchAll(/^\| \[`(.+?)`\]\((.+?)\) \| (.+) \|$/gm),
    ];
    expect(listed.map(([, code]) => code)).toEqual([...ERROR_CODES, ...LINT_PAGES]);
    for (const [, code, link, title] of listed.slice(0, ERROR_CODES.length)) {
      expect(link).toBe(`${code}.md`);
      expect(title).toBe(PROBLEMS[code as keyof typeof PROBLEMS].title);
    }
  });
});

describe('pages of the checks of lint', () => {
  const SECTIONS_OF_CHECK = [
    'Check',
    'What is found',
    'Why it matters',
    'What you can do',
    'Example',
    'See also',
  ];
  const index = read(join(problems, 'README.md'));

  it.each(CHECKS)('$name has the title of the check and says what it does', (check) => {
    const { name, title, severity, fixable = false } = check;
    const text = read(join(problems, `lint-${name}.md`));
    expect(text.split('\n')[0]).toBe(`# ${title}`);
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual(
      SECTIONS_OF_CHECK,
    );
    expect(sectionOf(text, 'Check')).toContain(`\`${name}\` · `);
    expect(sectionOf(text, 'Check')).toContain(severity);
    expect(sectionOf(text, 'Check').includes('--fix')).toBe(fixable);
    for (const heading of SECTIONS_OF_CHECK) {
      expect(sectionOf(text, heading).length).toBeGreaterThan(10);
    }
    expect(index).toContain(`| [\`lint-${name}\`](lint-${name}.md) | ${title} |`);
  });
});

describe('links in the documentation', () => {
  const files = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md']
    .map((file) => join(root, file))
    .concat(listFiles(docs).filter((file) => file.endsWith('.md')));

  it.each(files.map((file) => relative(root, file)))(
    'of %s lead to a file and a heading',
    (file) => {
      const broken = linksOf(join(root, file)).filter(
        (link) => !leadsSomewhere(join(root, file), link),
      );
      expect(broken).toEqual([]);
    },
  );
});

describe('the table of limits', () => {
  it('gives every limit with its default', () => {
    const section = sectionOf(read(join(docs, 'trust.md')), 'Limits');
    const rows = [...section.matchAll(/^\| `(\w+)` \| (\d+) \|/gm)];
    expect(Object.fromEntries(rows.map(([, name, value]) => [name, Number(value)]))).toEqual(
      DEFAULT_LIMITS,
    );
  });
});

describe('rendered pages', () => {
  let folder: string;
  let names: string[];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pai-pages-'));
    names = buildProblemPages(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are one for each code and an index, as files', () => {
    expect(names).toEqual(
      expect.arrayContaining(['index.html', ...ERROR_CODES.map((code) => `${code}.html`)]),
    );
    expect(readdirSync(folder).sort()).toEqual([...names].sort());
  });

  it('hold no script, load nothing, and link only to each other and the web', () => {
    for (const name of names) {
      const html = read(join(folder, name));
      expect(html).not.toMatch(/<script|<img|<link|<iframe|<[^>]*(?:[\"']javascript:| on\w+=)/i);
      for (const [, page = '', anchor = ''] of html.matchAll(/ href="([^"#]*)#?([^"]*)"/g)) {
        if (page.startsWith('http')) continue;
        const target = read(join(folder, page === '' ? name : page));
        if (anchor !== '') expect(target).toContain(`id="${anchor}"`);
      }
    }
  });

  it('have a language, a title, one heading of the first level and a way back', () => {
    for (const name of names) {
      const html = read(join(folder, name));
      expect(html).toContain('<html lang="en">');
      expect(html).toMatch(/<title>[^<]+ – Marketplace<\/title>/);
      expect(html.match(/<h1/g)).toHaveLength(1);
      if (name !== 'index.html') expect(html).toContain('<a href="index.html">');
    }
  });
});

/** What stands between a heading of the second level and the next one. */
function sectionOf(text: string, heading: string): string {
  const [, rest = ''] = text.split(`\n## ${heading}\n`);
  return rest.split('\n## ')[0]?.trim() ?? '';
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function linksOf(file: string): string[] {
  const text = read(file).replace(/^```[\s\S]*?^```/gm, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link as string);
}

function leadsSomewhere(file: string, link: string): boolean {
  if (/^https?:/.test(link)) return true;
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? file : join(dirname(file), path);
  if (!existsSync(target)) return false;
  if (anchor === undefined) return true;
  const headings = [...read(target).matchAll(/^#+ (.+)$/gm)].map(
    ([, heading]) => heading as string,
  );
  return headings.map((heading) => toAnchor(heading)).includes(anchor);
}
