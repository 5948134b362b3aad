/** Markdown out of a package is text with a little shape: no HTML, no scripts, no requests. */
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';

import { Markdown } from '#ui/parts/markdown.tsx';

afterEach(cleanup);

function show(text: string): HTMLElement {
  return render(<Markdown text={text} />).container;
}

const ALLOWED =
  'p,h3,h4,h5,h6,ul,ol,li,a,em,strong,s,code,pre,blockquote,br,hr,table,thead,tbody,tr,th,td,div,span';

describe('what a package may write', () => {
  it('keeps headings below those of the page', () => {
    const box = show('# One\n\n## Two\n\n###### Six');
    expect([...box.querySelectorAll('h1,h2')]).toEqual([]);
    expect(box.querySelector('h3')?.textContent).toBe('One');
    expect(box.querySelector('h4')?.textContent).toBe('Two');
    expect(box.querySelector('h5')?.textContent).toBe('Six');
  });

  it('leaves no level of heading out, whatever the text begins with', () => {
    const box = show('## a\n\n#### b\n\n### c\n\n# d\n\n## e\n\n> ###### f');
    const levels = [...box.querySelectorAll('h3,h4,h5,h6')].map(
      (each) => `${each.tagName} ${each.textContent}`,
    );
    expect(levels).toEqual(['H3 a', 'H4 b', 'H4 c', 'H3 d', 'H4 e', 'H5 f']);
  });

  it('draws lists, tables, code and emphasis', () => {
    const box = show(
      '1. a\n2. b\n\n- c\n  - d\n\n| x | y |\n| - | - |\n| 1 | *2* |\n\n```sh\nrun <me>\n```\n\n**b** `c`',
    );
    expect(box.querySelectorAll('ol > li').length).toBe(2);
    expect(box.querySelector('ul ul li')?.textContent).toBe('d');
    expect(box.querySelector('th')?.textContent).toBe('x');
    expect(box.querySelector('td em')?.textContent).toBe('2');
    expect(box.querySelector('pre')?.textContent).toBe('run <me>\n');
    expect(box.querySelector('pre')?.tabIndex).toBe(0);
  });

  it('decodes entities as text', () => {
    expect(show('a &amp; &lt;b&gt; &copy;').textContent).toContain('a & <b> ©');
  });
});

describe('what would hold the page', () => {
  it('draws emphasis within emphasis to a bounded depth and keeps the words', () => {
    const stars = '*'.repeat(40_000);
    const box = show(`${stars}deep${stars}`);
    expect(box.textContent).toContain('deep');
    expect(box.querySelectorAll('*').length).toBeLessThan(200);
  });
});

describe('links', () => {
  it('keeps http and https ones, names their host and cuts the tie to this page', () => {
    const link = show('[docs](https://docs.example.org/a?b#c)').querySelector('a');
    expect(link?.getAttribute('href')).toBe('https://docs.example.org/a?b#c');
    expect(link?.title).toBe('docs.example.org');
    expect(link?.rel).toBe('noopener noreferrer');
    expect(link?.target).toBe('_blank');
  });

  it('follows references and bare addresses', () => {
    const box = show(
      '[a][ref] <https://b.example.org/> https://c.example.org/\n\n[ref]: https://a.example.org/',
    );
    const hosts = [...box.querySelectorAll('a')].map((link) => link.title);
    expect(hosts).toEqual(['a.example.org', 'b.example.org', 'c.example.org']);
  });

  const refused = [
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java&#x73;cript:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](vbscript:x)',
    '[x](blob:https://pai.example.org/1)',
    '[x](file:///etc/passwd)',
    '[x](//evil.example.org/)',
    '[x](https://user:pass@evil.example.org/)',
    '[x](../../plugin.html)',
    '[x](#/p/other/package)',
    '[x][r]\n\n[r]: javascript:alert(1)',
    '<javascript:alert(1)>',
    '<mailto:a@example.org>',
    'javascript:alert(1)',
    '[![x](javascript:a)](javascript:b)',
  ];
  it.each(refused)('makes no link of %s', (text) => {
    expect(show(text).querySelector('a')).toBeNull();
  });
});

describe('hostile texts', () => {
  const hostile = [
    '<img src=x onerror=alert(1)>',
    'a <svg onload=alert(1)> b',
    '<script>alert(1)</script>',
    '<a href="javascript:alert(1)">x</a>',
    '<style>*{background:url(https://evil.example.org)}</style>',
    '<iframe src="https://evil.example.org"></iframe>',
    '![x](https://evil.example.org/beacon.png)',
    '![x](data:image/svg+xml,<svg/onload=alert(1)>)',
    '![x][r]\n\n[r]: https://evil.example.org/b.png',
    '| <img src=x onerror=a> |\n| - |\n| <b>x</b> |',
    '> - > <img src=x onerror=alert(1)>',
    '```"onload=alert(1)\nx\n```',
    '# <h1 onclick=a>x</h1> {#id .class onclick=a}',
    '"><script>alert(1)</script>',
  ];
  it.each(hostile)('draws only harmless elements for %s', (text) => {
    const box = show(text);
    // The button that copies code is ours.
    for (const copy of box.querySelectorAll('button.pm-code-copy')) copy.remove();
    const foreign = [...box.querySelectorAll('*')].filter((each) => !each.matches(ALLOWED));
    expect(foreign).toEqual([]);
    for (const each of box.querySelectorAll('*')) {
      const names = each.getAttributeNames().filter((name) => /^on|^src|^style|^id$/.test(name));
      expect(names).toEqual([]);
    }
  });

  it('shows raw HTML literally', () => {
    expect(show('a <b onclick="x">c</b>').textContent).toContain('<b onclick="x">c</b>');
  });

  it('shows the words of an image in its place', () => {
    expect(show('![A chart](chart.png)').textContent).toBe('[Image: A chart]');
  });

  it('drops marks that turn the line around', () => {
    expect(show('a\u202eb\u200bc').textContent).toBe('abc');
  });

  it.each([
    ['quotes', '>'.repeat(50_000)],
    ['brackets', '['.repeat(50_000)],
    ['marks', '*a'.repeat(20_000)],
    ['items', '- '.repeat(20_000)],
  ])('takes endless %s', (_, text) => {
    expect(show(text).querySelectorAll('*').length).toBeLessThan(text.length / 2);
  });

  it('shows what follows a long text as it is, from the end of a paragraph on', () => {
    const box = show(`# a\n\n${'*b* '.repeat(2_000)}\n\n${'*c* '.repeat(120_000)}`);
    expect(box.querySelector('h3')?.textContent).toBe('a');
    expect(box.querySelectorAll('em')).toHaveLength(2_000);
    expect(box.querySelector('pre')?.textContent.trim().slice(0, 4)).toBe('*c* ');
    expect(box.textContent.length).toBeGreaterThan(480_000);
  });

  it('shows a word that is too long to parse as it is', () => {
    const box = show('b'.repeat(60_000));
    expect(box.querySelector('pre')?.textContent).toHaveLength(60_000);
  });

  it('shows a text of too many pieces as it is', () => {
    const box = show('- \n'.repeat(16_000));
    expect(box.querySelectorAll('*')).toHaveLength(1);
    expect(box.querySelector('pre')?.textContent).toContain('- \n- ');
  });

  it.each([
    ['a control that turns the line', 'a&#x202e;b', 'ab'],
    ['an invisible character', 'a&#8203;b&ZeroWidthSpace;c', 'abc'],
    ['marks on one letter', `a${'&#x301;'.repeat(100)}`, `a${'\u0301'.repeat(4)}`],
    ['marks on one letter, in many pieces', 'a**\u0301\u0301**\u0301', 'a'],
  ])('takes out %s that stands as entities', (_, text, shown) => {
    expect(show(text).textContent.replaceAll('*', '')).toBe(shown);
  });

  it('moves in quotes and lists only so far that words have room', () => {
    const quotes = show(`${'> '.repeat(12)}words`);
    expect(quotes.querySelectorAll('blockquote')).toHaveLength(6);
    expect(quotes.textContent).toContain('words');
    const items = Array.from({ length: 12 }, (_, depth) => `${'  '.repeat(depth)}- at ${depth}`);
    const lists = show(items.join('\n'));
    expect(lists.querySelectorAll('ul')).toHaveLength(6);
    expect(lists.querySelectorAll('li')).toHaveLength(6);
    expect(lists.textContent).toContain('at 11');
  });

  it('counts a list from a number of few digits', () => {
    expect(show('7. a').querySelector('ol')?.start).toBe(7);
    expect(show('123456789. a').querySelector('ol')?.start).toBe(1);
  });
});

describe('a link whose words name an address', () => {
  it.each([
    ['[https://good.example.org/](https://evil.example/)', '(evil.example)'],
    ['[good.example.org](https://evil.example/good.example.org)', '(evil.example)'],
    ['[**good**.example.org](https://evil.example:8443/)', '(evil.example:8443)'],
    ['[https://evil.example@good.example.org](https://evil.example/)', '(evil.example)'],
    ['[g\u043e\u043ed.example](https://g\u043e\u043ed.example/)', '(xn--gd-fmca.example)'],
  ])('says where it leads: %s', (text, host) => {
    expect(show(text).querySelector('a')?.nextSibling?.textContent?.trim()).toBe(host);
  });

  it.each([
    '[https://good.example.org/a](https://good.example.org/b)',
    '[Good.Example.org](https://good.example.org/)',
    'https://good.example.org/a?b',
    '[the docs](https://good.example.org/)',
    '[version 1.2](https://good.example.org/)',
  ])('is left as it is otherwise: %s', (text) => {
    expect(show(text).querySelector('a')?.nextSibling ?? null).toBeNull();
  });

  it('is none when its address is very long, as a text can name it very often', () => {
    const text = `${'[r] '.repeat(100)}\n\n[r]: https://e.example/${'a'.repeat(2_000)}`;
    const box = show(text);
    expect(box.querySelector('a')).toBeNull();
    expect(box.innerHTML.length).toBeLessThan(5_000);
  });
});

describe('code', () => {
  it('is copied as it stands, by a button that says so', async () => {
    const user = userEvent.setup();
    show('```sh\nrun <me>\n```');
    await user.click(screen.getByRole('button', { name: 'Copy code' }));
    expect(await screen.findByText('Copied')).toBeDefined();
    expect(await navigator.clipboard.readText()).toBe('run <me>');
  });

  it('that is empty has no button', () => {
    show('```\n```');
    expect(screen.queryByRole('button')).toBeNull();
  });
});
