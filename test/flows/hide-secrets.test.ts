import { describe, expect, it } from 'vitest';

import { withoutSecrets } from '#flows/hide-secrets.ts';

const SECRET = 'p4ss=<w0rd>&"it\'s" /+ä\\n';
const utf8 = (text: string) => Buffer.from(text, 'utf8');
const gson = (text: string) =>
  JSON.stringify(text).replace(
    /[<>&='\u007f-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
const html = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&#x3E;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const FORMS: [string, string][] = [
  ['plain', SECRET],
  ['JSON', JSON.stringify(SECRET)],
  ['JSON in JSON', JSON.stringify(JSON.stringify(SECRET))],
  ['JSON as Gson writes it', gson(SECRET)],
  ['Gson in JSON', JSON.stringify(gson(SECRET))],
  ['an address', encodeURIComponent(SECRET)],
  [
    'an address in small letters',
    encodeURIComponent(SECRET).replace(/%../g, (byte) => byte.toLowerCase()),
  ],
  ['a form', new URLSearchParams({ a: SECRET }).toString()],
  ['HTML', html(SECRET)],
  ['broken over lines', SECRET.replace(' ', '\n    ')],
  ['base64', utf8(SECRET).toString('base64')],
  ['base64url', utf8(SECRET).toString('base64url')],
  ['Basic', `Basic ${utf8(`u:${SECRET}`).toString('base64')}`],
  ['Basic of another user', `Basic ${utf8(`ad:${SECRET}:x`).toString('base64')}`],
  ['Basic of a third', `Basic ${utf8(`ada:${SECRET} `).toString('base64')}`],
];

/** The text with all that it may be read as. */
function readings(text: string): string[] {
  const words = text.match(/[\w+/=-]{8,}/g) ?? [];
  return [text, ...words.map((word) => Buffer.from(word, 'base64').toString())];
}

describe('a secret that a server repeats', () => {
  it.each(FORMS)('as %s is not shown', (_, form) => {
    const shown = withoutSecrets(`Cannot read ${form}, says the server.`, [SECRET]);
    for (const reading of readings(shown ?? '')) {
      expect(reading).not.toContain('w0rd');
    }
    expect(shown === undefined || shown.includes('<secret>')).toBe(true);
    if (shown !== undefined)
      expect(shown).toMatch(/^Cannot read .*<secret>.*, says the server\.$/s);
  });

  it('does not take the words around it along', () => {
    const text = `In ${JSON.stringify({ token: SECRET, other: 'word' })} a field is missing.`;
    expect(withoutSecrets(text, [SECRET])).toBe(
      'In {"token":"<secret>","other":"word"} a field is missing.',
    );
  });

  it('may be a word of the placeholder, or part of another one', () => {
    expect(withoutSecrets('my secret is it', ['secret'])).toBe('my <secret> is it');
    expect(withoutSecrets('abcdefgh', ['abcd', 'abcdefgh'])).toBe('<secret>');
    expect(withoutSecrets('abcdefgh', ['efgh', 'abcd'])).toBe('<secret><secret>');
  });

  it.each(['q7', 'a', '%41%41', '\\u0071\\u0037', '&#113;7'])(
    'and that is short, or is written as %s, leaves nothing of the text',
    (form) => {
      const secret = form === '%41%41' ? 'AA' : form === 'a' ? 'a' : 'q7';
      expect(withoutSecrets(`what is ${form} for`, [secret])).toBeUndefined();
    },
  );

  it('is no reason to hide other texts', () => {
    for (const text of [
      '',
      'Artifact not found.',
      '100% of {"a":1} &amp; \\u00e4',
      '%zz %',
      '&#x110000;',
    ]) {
      expect(withoutSecrets(text, [SECRET, 'q7', '', '    '])).toBe(text);
    }
    expect(withoutSecrets('any\0thing', [])).toBe('any\0thing');
  });

  it('is looked for in the beginning of megabytes, of which no more is given', () => {
    const text = '%41\\u0041&amp;Zm9v '.repeat(200_000);
    const long = 'k'.repeat(1000);
    const cut = `${text.slice(0, 64 * 1024 - 500)}${long}${text}`;
    expect(withoutSecrets(cut, [long])).not.toContain('kk');
    expect(withoutSecrets(`${SECRET} ${text}`, [SECRET, '\ud800 half'])?.slice(0, 12)).toBe(
      '<secret> %41',
    );
  });
});
