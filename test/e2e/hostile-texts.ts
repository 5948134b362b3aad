/** Markdown that tries to run, to fetch, to deceive or to break the page. */

/** Stands in every text, so that a test can wait for it. */
export const SAFE_TEXT = 'shown after all';

export interface HostileText {
  what: string;
  content: string;
}

/** `evil` is an origin that must never be asked for anything. */
export function hostileTexts(evil: string): HostileText[] {
  const run = 'hacked=1';
  const texts: Record<string, string> = {
    'raw HTML': [
      `<script>${run}</script><img src="${evil}/a.png" onerror="${run}"><svg onload="${run}">`,
      `<iframe src="${evil}/b"></iframe><iframe srcdoc="<script>${run}</script>"></iframe>`,
      `<style>@import url(${evil}/c.css); * { background: url(${evil}/d) }</style>`,
      `<link rel="stylesheet" href="${evil}/e.css"><meta http-equiv="refresh" content="0;${evil}/f">`,
      `<form action="${evil}/g"><button autofocus onfocus="${run}">x</button></form>`,
      `<object data="${evil}/h"></object><base href="${evil}/"><pai-plugin></pai-plugin>`,
      `<div id="root" style="position:fixed;inset:0;z-index:9999">cover</div>`,
      `<a id="x" name="x" href="javascript:${run}" onclick="${run}">x</a></pai-plugin></body>`,
      `<!-- --><![CDATA[ x ]]><?php x ?><math><mtext></mtext><script>${run}</script></math>`,
    ].join('\n\n'),
    'links and images': [
      `[a](javascript:${run}) [b](JaVaScRiPt:${run}) [c](java\tscript:${run}) <javascript:${run}>`,
      `[d](data:text/html,<script>${run}</script>) [e](vbscript:x) [f](blob:${evil}/x) [g](//evil.test/)`,
      `![a](${evil}/i.png) ![b](//evil.test/j.png) ![c](data:image/svg+xml,<svg/onload=${run}>)`,
      `![d][img] [![e](${evil}/k.png)](javascript:${run}) ![f](chart.png) ![g](../icon.png)`,
      `<${evil}/autolink> ${evil}/bare www.evil.test evil.test mailto:a@evil.test`,
      `[img]: ${evil}/l.png "onerror=${run}"`,
    ].join('\n\n'),
    'marks that deceive': [
      `abc \u202etxt.exe\u202c \u2066isolated\u2069 zero\u200bwidth\ufeff &#x202e;turned&#x202c; a\u0007b \u001b[31m`,
      `Z${'\u0301\u0323\u0489'.repeat(60)}algo Z${'&#x489;'.repeat(100)}algo`,
      `\u2714 Verified by OpenPAI \u{1f512} [https://openpai.org](${evil}/m)`,
      '\u05d0\u05d1\u05d2 \u0627\u0644\u0639\u0631\u0628\u064a\u0629 [RTL](https://example.org/) \ufdfd'.repeat(
        20,
      ),
    ].join('\n\n'),
    'a table of 1,000 columns': `${row('name')}\n${row('-')}\n${row('some words')}`,
    'a table of long words': `| a | b |\n| - | - |\n| ${'w'.repeat(5_000)} | ${'x '.repeat(500)} |`,
    'one word of 1,000,000 characters': 'w'.repeat(1_000_000),
    'a long word in every place': everywhere('w'.repeat(3_000)),
    'quotes within quotes': `${'> '.repeat(10_000)}deep\n\n${nested('> ', 30)}`,
    'lists within lists': Array.from(
      { length: 200 },
      (_, at) => `${'  '.repeat(at)}- at ${at}`,
    ).join('\n'),
    'quotes and lists within each other': nested('> - 1. ', 12),
    'very many items': '- a\n'.repeat(12_000),
    'huge headings': `# ${'BIG '.repeat(3_000)}\n\n${'# a\n'.repeat(2_000)}`,
    'wide code': `\`\`\`"onload=${run}\n${'c'.repeat(20_000)}\n\`\`\`\n\n\`${'d'.repeat(5_000)}\``,
    'one address named very often': `${'[r] '.repeat(10_000)}\n\n[r]: ${evil}/${'a'.repeat(9_000)}`,
    'very much emphasis': `${'*a **b '.repeat(6_000)}\n\n${'*'.repeat(20_000)}x${'*'.repeat(20_000)}`,
    'very many brackets': `${'['.repeat(20_000)}\n\n${'![a]('.repeat(5_000)}`,
    'a list that counts from far': '999999999. one\n1. two',
    entities: `&lt;script&gt;${run}&lt;/script&gt; &#60;img src=x onerror=${run}&#62; ${'&nbsp;'.repeat(3_000)}`,
  };
  return Object.entries(texts).map(([what, content]) => ({
    what,
    content: `${SAFE_TEXT}\n\n${content}`,
  }));
}

function row(cell: string): string {
  return `|${` ${cell} |`.repeat(1_000)}`;
}

function nested(mark: string, depth: number): string {
  return Array.from({ length: depth }, (_, at) => `${mark.repeat(at + 1)}at ${at}`).join('\n\n');
}

function everywhere(word: string): string {
  return [
    `# ${word}`,
    word,
    `**${word}**`,
    `- ${word}\n  - ${word}`,
    `> ${word}`,
    `\`${word}\``,
    `[${word}](https://example.org/)`,
    `![${word}](x.png)`,
  ].join('\n\n');
}
