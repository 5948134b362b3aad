import { describe, expect, it } from 'vitest';

import { markWords } from '#core/find/index.ts';
import { createWorld, search } from './world.ts';

const world = createWorld();

/** Marked parts in brackets. */
function show(text: string, marks: readonly string[]): string {
  return markWords(text, marks)
    .map(({ text: part, marked }) => (marked ? `[${part}]` : part))
    .join('');
}

describe('marking what was met', () => {
  it.each([
    ['kafka', 'Reads events from Kafka.', 'Reads events from [Kafka].'],
    ['kaf', 'Kafka Reader', '[Kaf]ka Reader'],
    ['kakfa', 'Kafka Reader', '[Kafka] Reader'],
    ['wordcount', 'Word Count', '[Word] [Count]'],
    ['big query', 'Runs on BigQuery tables', 'Runs on [BigQuery] tables'],
    ['muller', 'Zoë Müller', 'Zoë [Müller]'],
    ['图像', '图像分类训练', '[图像]分类训练'],
    ['데이터', '기계학습 데이터', '기계학습 [데이터]'],
    ['ﾃﾞｰﾀ', '画像データの分類', '画像[データ]の分類'],
    ['logs', 'Access Logs', 'Access [Logs]'],
  ])('of %s in %s', (q, text, marked) => {
    expect(show(text, search(world, q).marks)).toBe(marked);
  });

  it.each(['', 'plain', '<b>x</b> & "y"', 'e\u0301te\u0301 ｶﾞｽ 🚀 \ud800'])(
    'gives all of the text back: %s',
    (text) => {
      for (const marks of [[], ['x'], ['t*'], ['*a*'], ['**'], ['*']]) {
        const parts = markWords(text, marks);
        expect(parts.map((part) => part.text).join('')).toBe(text);
      }
    },
  );

  it('marks nothing where nothing was met', () => {
    expect(markWords('Kafka Reader', [])).toEqual([{ text: 'Kafka Reader', marked: false }]);
  });
});
