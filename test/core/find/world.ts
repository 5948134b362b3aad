/** A small market for tests of the search, in several languages. */
import { createCatalog, groupPackages } from '#core/find/index.ts';

import type { Catalog } from '#core/find/index.ts';
import type { PackageRow } from '#core/model/generated.ts';
import type { ClusterVersions, ListQuery, Listing } from '#core/model/listing.ts';

export const row = (name: string, fields: Partial<PackageRow> = {}): PackageRow => ({
  name,
  version: '1.0.0',
  ...fields,
});

/** 1 January 2025. */
export const NEW_YEAR = 1_735_689_600;
const DAY = 86_400;

export const ROWS: PackageRow[] = [
  row('resnet', {
    label: 'ResNet training',
    description: 'Trains an image classifier on ImageNet.',
    author: 'Zoë Müller',
    org: 'Café Ltd',
    categories: ['training'],
    tags: ['vision', 'pytorch'],
    components: ['job', 'data'],
    licenseId: 'MIT',
    needs: { gpu: 4, cpu: 16, memoryMB: 65_536 },
    created: NEW_YEAR,
  }),
  row('bert-finetune', {
    label: 'BERT Fine-Tuning',
    description: 'Fine-tunes a language model for text classification.',
    author: 'Ada',
    org: 'Acme',
    categories: ['training', 'nlp'],
    tags: ['tensorflow'],
    components: ['job'],
    licenseId: 'Apache-2.0',
    needs: { gpu: 1, cpu: 4, memoryMB: 16_384 },
    created: NEW_YEAR + DAY,
  }),
  row('word-count', {
    label: 'Word Count',
    description: 'Counts the words of a text. Runs on BigQuery tables, too.',
    author: 'Ada',
    categories: ['examples'],
    components: ['script'],
    needs: { cpu: 1, memoryMB: 1024 },
    created: NEW_YEAR + 40 * DAY,
  }),
  row('access-logs', {
    label: 'Access Logs',
    description: 'A sample of the logs of a web server.',
    author: 'Acme',
    categories: ['data'],
    components: ['data'],
    licenseId: 'CC-BY-4.0',
    beta: true,
  }),
  row('kafka-reader', {
    label: 'Kafka Reader',
    description: 'Reads events from Kafka.',
    org: 'Acme',
    categories: ['data'],
    paiVersion: '[1.7.0,1.8.0)',
  }),
  row('training', { label: 'Training', description: 'The least that trains.' }),
  row('old-tool', { label: 'Old helper', description: 'Nobody should use it.', yanked: 'Broken.' }),
  row('zh-images', {
    label: '图像分类训练',
    description: '使用 TensorFlow 训练图像分类模型。',
    author: '微软',
    tags: ['深度学习'],
    components: ['job'],
  }),
  row('ja-data', {
    label: '画像データの分類',
    description: '学習用のデータセットをコピーします。',
  }),
  row('ko-learning', { label: '기계학습 데이터', description: '이미지 데이터를 분류합니다.' }),
];

export function createWorld(rows: readonly PackageRow[] = ROWS): Catalog {
  const catalog = createCatalog();
  catalog.setMarket({
    id: 'm',
    name: 'Main market',
    categories: [
      { name: 'training', label: 'Training' },
      { name: 'data', label: 'Data sets', description: 'Data only' },
    ],
    signers: [{ fingerprint: 'ABCD', userId: 'Publisher <p@example.org>' }],
  });
  catalog.put('m', groupPackages([...rows], 'm'));
  return catalog;
}

export function search(
  catalog: Catalog,
  query: ListQuery | string,
  versions: ClusterVersions = {},
): Listing {
  const asked = typeof query === 'string' ? { q: query } : query;
  return catalog.search(asked, { from: 0, count: 100, versions });
}

export function names(
  catalog: Catalog,
  query: ListQuery | string,
  versions: ClusterVersions = {},
): string[] {
  return search(catalog, query, versions).cards.map(({ name }) => name);
}
