/** Renders docs/problems/ and the pages of docs/ as small static HTML without script, so that the plugin can link to a page for every error code. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import MarkdownIt from 'markdown-it';
import { root } from './setup.mjs';

/** Writes `<code>.html` for every problem, `index.html`, and a page for each file of docs/ that they lead to; gives their names. */
export function buildProblemPages(outFolder) {
  mkdirSync(outFolder, { recursive: true });
  const pages = listPages();
  for (const [source, name] of pages) {
    writeFileSync(join(outFolder, name), renderPage(source, pages));
  }
  return [...pages.values()];
}

/** What GitHub makes of a heading as the anchor of a link. */
export function toAnchor(heading) {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** By path below docs/, the name of the page. */
function listPages() {
  const names = (folder) =>
    readdirSync(join(root, 'docs', folder))
      .filter((file) => file.endsWith('.md'))
      .sort();
  const pages = new Map();
  for (const file of names('problems')) {
    const name = file === 'README.md' ? 'index.html' : file.replace(/\.md$/, '.html');
    pages.set(`problems/${file}`, name);
  }
  const add = (file, name) => {
    if ([...pages.values()].includes(name)) throw new Error(`two pages would be named ${name}`);
    pages.set(file, name);
  };
  for (const file of names('.')) add(file, file.replace(/\.md$/, '.html'));
  for (const file of names('hosting')) {
    const page = file.replace(/\.md$/, '');
    add(`hosting/${file}`, page === 'README' ? 'hosting.html' : `hosting-${page}.html`);
  }
  return pages;
}

function renderPage(source, pages) {
  const text = readFileSync(join(root, 'docs', source), 'utf8');
  const title = /^# (.+)$/m.exec(text)?.[1];
  if (title === undefined) throw new Error(`docs/${source} has no title`);
  const markdown = createMarkdown(source, pages);
  const main = markdown.render(text);
  const { escapeHtml } = markdown.utils;
  const isIndex = source === 'problems/README.md';
  const back = isIndex ? '' : '<nav><a href="index.html">All problems</a></nav>\n';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} – Marketplace</title>
<style>${STYLE}</style>
</head>
<body>
${back}<main>
${main}</main>
</body>
</html>
`;
}

/** Raw HTML is off: a page is what its Markdown says. */
function createMarkdown(source, pages) {
  const markdown = new MarkdownIt({ html: false, linkify: false });
  const { rules } = markdown.renderer;
  rules.heading_open = (tokens, at) => {
    const id = toAnchor(textOf(tokens[at + 1]));
    return `<${tokens[at].tag} id="${markdown.utils.escapeHtml(id)}">`;
  };
  // Wide tables scroll by themselves, also by keyboard.
  rules.table_open = () =>
    '<div class="table" role="group" aria-label="Table" tabindex="0"><table>\n';
  rules.table_close = () => '</table></div>\n';
  rules.image = (tokens, at) => markdown.utils.escapeHtml(textOf(tokens[at]));
  const open = [];
  rules.link_open = (tokens, at) => {
    const href = toHref(tokens[at].attrGet('href'), source, pages);
    open.push(href !== undefined);
    return href === undefined ? '' : `<a href="${markdown.utils.escapeHtml(href)}">`;
  };
  rules.link_close = () => (open.pop() ? '</a>' : '');
  return markdown;
}

/** The text of a heading as it is read, without its marks. */
function textOf(token) {
  return (token.children ?? [])
    .map((each) => (each.type === 'softbreak' ? ' ' : each.content))
    .join('');
}

/** The address on the rendered page; undefined for a file that is not rendered, whose link stays plain text. */
function toHref(link, source, pages) {
  if (/^(https?:|#)/.test(link)) return link;
  const [path, anchor] = link.split('#');
  const target = normalize(join(dirname(source), path)).replaceAll('\\', '/');
  const page = pages.get(target) ?? pages.get(join(target, 'README.md'));
  return page === undefined ? undefined : basename(page) + (anchor ? `#${anchor}` : '');
}

const STYLE = `
:root{color-scheme:light dark;--text:#1b1a19;--back:#fff;--line:#d2d0ce;--soft:#f3f2f1;--link:#0b5a9d}
@media (prefers-color-scheme:dark){:root{--text:#f3f2f1;--back:#1b1a19;--line:#4a4a4a;--soft:#292827;--link:#77b7f7}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem 1rem 3rem;max-width:46rem;font:1rem/1.55 'Segoe UI',system-ui,sans-serif;color:var(--text);background:var(--back);overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0 1rem}
h2{font-size:1.2rem;margin:1.75rem 0 .5rem}
h3{font-size:1rem;margin:1.25rem 0 .5rem}
a{color:var(--link)}
code,pre{font:.875em/1.5 ui-monospace,Consolas,monospace;background:var(--soft);border-radius:3px}
code{padding:.1em .3em}
pre{padding:.75rem;overflow-x:auto}
pre code{padding:0;background:none}
.table{overflow-x:auto}
.table:focus-visible,a:focus-visible{outline:2px solid var(--link);outline-offset:2px}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid var(--line);padding:.35rem .6rem;text-align:left;vertical-align:top;overflow-wrap:break-word}
th{background:var(--soft)}
@media print{:root{--text:#000;--back:#fff;--line:#999;--soft:#fff;--link:#000}body{max-width:none;padding:0}nav{display:none}pre{white-space:pre-wrap}.table{overflow:visible}h2{break-after:avoid}}
`.trim();
