import { describe, expect, it } from 'vitest';

import { createWorld, names, row, search } from './world.ts';

const world = createWorld();

describe('searching words', () => {
  it.each(['', '   ', '"', '-', '!!!', ':'])('gives everything by name for "%s"', (q) => {
    const found = names(world, q);
    expect(found).toHaveLength(10);
    expect(found.slice(0, 3)).toEqual(['access-logs', 'bert-finetune', 'kafka-reader']);
  });

  it.each([
    ['the name itself', 'bert-finetune', 'bert-finetune'],
    ['the beginning of a word', 'kaf', 'kafka-reader'],
    ['capital letters', 'KAFKA', 'kafka-reader'],
    ['full width letters', 'ｋａｆｋａ', 'kafka-reader'],
    ['letters without their accents', 'cafe muller', 'resnet'],
    ['a tag', 'vision', 'resnet'],
    ['two words of two fields', 'kafka acme', 'kafka-reader'],
    ['a word typed together', 'wordcount', 'word-count'],
    ['a word typed apart', 'big query', 'word-count'],
    ['a word typed together that a description has apart', 'webserver', 'access-logs'],
    ['two letters that changed places', 'kakfa', 'kafka-reader'],
    ['a letter too few', 'resnt', 'resnet'],
    ['a letter too many', 'resnnet', 'resnet'],
    ['a wrong first letter', 'tensnet resnet', 'resnet'],
    ['a mistyped beginning', 'clasifica', 'bert-finetune'],
    ['another form of the word', 'readers of logs', 'access-logs'],
    ['plural and singular', 'log', 'access-logs'],
    ['a sentence', 'how can I count the words of a text?', 'word-count'],
    ['a word for the same', 'tf text', 'bert-finetune'],
    ['initials', 'wc', 'word-count'],
    ['a word with a hyphen', 'fine-tuning', 'bert-finetune'],
    ['more words than there are', 'kafka consumer offset', 'kafka-reader'],
  ])('finds by %s', (_, q, name) => {
    expect(names(world, q)[0]).toBe(name);
  });

  it('takes no words for others that only begin with the same letters', () => {
    const delta = ['hive', 'kudu', 'iceberg', 'hudi'].map((name) =>
      row(`delta-${name}`, { label: `Delta Lake Transfer to ${name}` }),
    );
    const llama = row('llama-tuning', { label: 'Distributed Llama Tuning' });
    expect(names(createWorld([...delta, llama]), 'distributed lame tuning')).toEqual([
      'llama-tuning',
    ]);
  });

  it('finds nothing for what is nowhere, and says of what is only near that it is', () => {
    expect(names(world, 'xqzwvk')).toEqual([]);
    expect(search(world, 'kafka').loose).toBe(false);
    expect(search(world, 'kakfa').loose).toBe(true);
    expect(search(world, 'kafka zeppelin').loose).toBe(true);
  });

  it('puts the same label first, then those that begin with the text', () => {
    expect(names(world, 'training').slice(0, 2)).toEqual(['training', 'resnet']);
  });

  it('asks for all words where packages have them', () => {
    expect(names(world, 'text classification')).toEqual(['bert-finetune']);
  });

  it('heeds the order of words', () => {
    const catalog = createWorld([
      row('a', { label: 'S3 to Redshift' }),
      row('b', { label: 'Redshift to S3' }),
    ]);
    expect(names(catalog, 'redshift to s3')).toEqual(['b', 'a']);
    expect(names(catalog, 's3 to redshift')).toEqual(['a', 'b']);
    expect(names(catalog, 'redshift s3')).toEqual(['b', 'a']);
  });

  it('puts what is withdrawn or does not suit the cluster behind its equals', () => {
    const catalog = createWorld([
      row('a', { label: 'Reader', yanked: 'Broken.' }),
      row('b', { label: 'Reader', paiVersion: '[1.0.0,1.1.0)' }),
      row('c', { label: 'Reader' }),
    ]);
    expect(names(catalog, 'reader', { pai: '1.8.0' })).toEqual(['c', 'b', 'a']);
  });

  it.each([
    '<img src=x onerror=alert(1)>',
    'a'.repeat(10_000),
    '((((',
    '\\',
    '*',
    '\u0000\u0001',
    '[a-',
    'x:y:z:',
    '__proto__',
    'constructor',
    '\ud800',
    '\u0301 training..data',
  ])('bears %s', (q) => {
    for (const sort of ['relevance', 'name', 'newest', 'updated'] as const) {
      const { order } = search(world, { q, sort });
      expect(new Set(order).size).toBe(order.length);
    }
  });
});

describe('searching Chinese, Japanese and Korean', () => {
  it.each([
    ['图像', 'zh-images'],
    ['分类训练', 'zh-images'],
    ['图', 'zh-images'],
    ['练', 'zh-images'],
    ['图像的分类', 'zh-images'],
    ['图像分类模型', 'zh-images'],
    ['tensorflow训练', 'zh-images'],
    ['深度学习', 'zh-images'],
    ['微软', 'zh-images'],
    ['データ', 'ja-data'],
    ['ﾃﾞｰﾀ', 'ja-data'],
    ['でーた', 'ja-data'],
    ['画像を分類する', 'ja-data'],
    ['データセット', 'ja-data'],
    ['데이터', 'ko-learning'],
    ['이미지를', 'ko-learning'],
    ['기계 학습', 'ko-learning'],
  ])('finds %s', (q, name) => {
    expect(names(world, q)[0]).toBe(name);
  });

  it('does not take any package that shares one character', () => {
    expect(names(world, '图书馆')).toEqual([]);
  });
});
