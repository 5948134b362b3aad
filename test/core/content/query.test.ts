import { describe, expect, it } from 'vitest';

import { parseSearch } from '#core/content/index.ts';

const texts = (...words: string[]) =>
  parseSearch(words).map(({ test, excluded }) => {
    const said = test.kind === 'text' ? test.text : test.kind;
    return `${excluded ? '-' : ''}${said}`;
  });

describe('a query', () => {
  it('has words, phrases, fields and what must not be', () => {
    expect(
      parseSearch(['type:job gpu:>=2 image:pytorch "learning rate" -name:x workers.lr:0.1']),
    ).toMatchObject([
      { test: { kind: 'member', field: 'type', value: { texts: ['job'] } }, excluded: false },
      { test: { kind: 'alias', alias: 'gpu', value: { kind: 'amount' } } },
      { test: { kind: 'alias', alias: 'image', value: { texts: ['pytorch'] } } },
      { test: { kind: 'text', text: 'learning rate' } },
      { test: { kind: 'member', field: 'name' }, excluded: true },
      { test: { kind: 'keys', keys: ['workers', 'lr'] } },
    ]);
  });

  it('takes a word with white space as a phrase, unless a quote or colon makes it a query', () => {
    expect(texts('learning rate')).toEqual(['learning rate']);
    expect(texts('-learning rate')).toEqual(['-learning rate']);
    expect(texts('type:job learning rate')).toEqual(['member', 'learning', 'rate']);
    expect(texts('a "b c" -d')).toEqual(['a', 'b c', '-d']);
    expect(texts('one', 'two')).toEqual(['one', 'two']);
  });

  it('reads curly quotes, full width signs, capitals and accents', () => {
    expect(texts('“Größe Ｘ”')).toEqual(['grosse x']);
  });

  it('takes addresses and hyphens as they are', () => {
    expect(texts('https://host/a')).toEqual(['https://host/a']);
    expect(texts('e-mail')).toEqual(['e-mail']);
  });

  it.each([
    ['gpu:>=x', /"x" is no amount|">=x" is no amount/],
    ['gpu:>2parsecs', /is no amount/],
    ['type:jub', /job, data, script/],
    ['is:good', /valid, invalid/],
    [`"${'x'.repeat(2001)}"`, /at most 2000/],
  ])('refuses %s with what may be asked', (query, message) => {
    expect(() => parseSearch([query])).toThrow(message);
  });

  it.each(['image:foo2..bar', 'path:../a', 'path:v1../a', 'uri:a..b'])(
    'takes dots in a text as dots: %s',
    (query) => {
      expect(parseSearch([query])).toMatchObject([{ test: { value: { kind: 'texts' } } }]);
    },
  );

  it.each(['gpu:2..4', 'memory:16gb..64gb', 'created:2025-01..2025-06-30', 'lr:-1.5..2', 'x:>2'])(
    'takes %s as amounts',
    (query) => {
      expect(parseSearch([query])).toMatchObject([{ test: { value: { kind: 'amount' } } }]);
    },
  );

  it('drops control characters, so that nobody can ask for the mark of a secret', () => {
    expect(texts('"\u0002"', '\u0002')).toEqual([]);
    expect(parseSearch(['password:"\u0002"'])).toMatchObject([
      { test: { value: { kind: 'texts', texts: [' '] } } },
    ]);
  });
});
