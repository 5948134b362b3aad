import { describe, expect, it } from 'vitest';

import { parseQuery } from '#core/find/index.ts';
import { createWorld, names, search } from './world.ts';

const world = createWorld();

describe('field queries', () => {
  it.each([
    ['author:ada', ['bert-finetune', 'word-count']],
    ['AUTHOR:Ada', ['bert-finetune', 'word-count']],
    ['author:muller', ['resnet']],
    ['org:acme', ['bert-finetune', 'kafka-reader']],
    ['by:acme', ['access-logs', 'bert-finetune', 'kafka-reader']],
    ['tag:vision', ['resnet']],
    ['tag:vis', ['resnet']],
    ['category:data', ['access-logs', 'kafka-reader']],
    ['type:script', ['word-count']],
    ['license:mit', ['resnet']],
    ['licence:apache', ['bert-finetune']],
    ['license:cc-by', ['access-logs']],
    ['market:main logs', ['access-logs']],
    ['market:other', []],
    ['name:word-count', ['word-count']],
    ['label:training', ['resnet', 'training']],
    ['description:events', ['kafka-reader']],
    ['signer:abcd kafka', ['kafka-reader']],
    ['signer:publisher kafka', ['kafka-reader']],
    ['signer:none', []],
    ['version:2', []],
    ['version:1.0 kafka', ['kafka-reader']],
    ['is:beta', ['access-logs']],
    ['is:withdrawn', ['old-tool']],
    ['is:signed kafka', ['kafka-reader']],
    ['gpu:>1', ['resnet']],
    ['gpu:>=1', ['bert-finetune', 'resnet']],
    ['gpu:0', ['word-count']],
    ['gpu:1-2', ['bert-finetune']],
    ['gpu:1..8', ['bert-finetune', 'resnet']],
    ['cpu:<=4', ['bert-finetune', 'word-count']],
    ['cpu:<4', ['word-count']],
    ['memory:>=16gb', ['bert-finetune', 'resnet']],
    ['memory:<2048mb', ['word-count']],
    ['memory:16', ['bert-finetune']],
    ['updated:2025-01', ['bert-finetune', 'resnet']],
    ['updated:>2025-01', ['word-count']],
    ['updated:>=2025-01-02', ['bert-finetune', 'word-count']],
    ['created:<2025-01-02', ['resnet']],
    ['created:2025-01-02..2025-03', ['bert-finetune', 'word-count']],
    ['type:job gpu:>1 author:zoë', ['resnet']],
    ['author:"zoe muller"', ['resnet']],
    ['author：ada', ['bert-finetune', 'word-count']],
    ['-category:training type:job', ['zh-images']],
    ['kafka -reader', []],
    ['training -resnet', ['training', 'bert-finetune']],
    ['"language model"', ['bert-finetune']],
    ['"model language"', []],
    ['type:job -"model language"', ['bert-finetune', 'resnet', 'zh-images']],
    ['type:job -"language model"', ['resnet', 'zh-images']],
    ['"word count"', ['word-count']],
    ['"图像分类"', ['zh-images']],
    ['“language model”', ['bert-finetune']],
    ['fits:unknown', ['kafka-reader']],
  ])('%s', (q, expected) => {
    const listing = search(world, q);
    expect([...listing.cards.map(({ name }) => name)].sort()).toEqual([...expected].sort());
    expect(listing.remarks).toEqual([]);
  });

  it.each([
    ['color:blue', 'unknown-field'],
    ['gpu:many', 'bad-number'],
    ['memory:>16apples', 'bad-number'],
    ['is:great', 'bad-value'],
    ['is:installed', 'bad-value'],
    ['updated:yesterday', 'bad-value'],
    ['updated:2025-02-31', 'bad-value'],
    ['fits:maybe', 'bad-value'],
  ])('remarks on %s and searches it as words', (q, code) => {
    const { texts, fields, remarks } = parseQuery(q);
    expect(remarks).toEqual([{ code, text: q }]);
    expect(fields).toEqual([]);
    expect(texts).toHaveLength(1);
  });

  it('still finds what a wrong field query says as words', () => {
    expect(names(world, 'tool:kafka')).toEqual(['kafka-reader']);
  });

  it.each(['https://example.org/kafka', 'kafka: reader', '12:30'])(
    'takes no field for one in %s',
    (q) => {
      expect(parseQuery(q)).toMatchObject({ fields: [], remarks: [] });
    },
  );

  it('takes the minus of a word with a hyphen for none', () => {
    expect(parseQuery('e-mail -sms').texts).toEqual([
      { text: 'e-mail', exact: false, excluded: false },
      { text: 'sms', exact: false, excluded: true },
    ]);
  });
});
