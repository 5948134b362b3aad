import { describe, expect, it } from 'vitest';

import {
  evidenceOf,
  knownFields,
  parseSearch,
  searchShelf,
  sortValues,
} from '#core/content/index.ts';
import { job, shelfOf } from './shelf.ts';

const FILES = {
  'vision/a.yaml': job('Résnet_a'),
  'vision/b.yaml': job('bert_b', {
    'gpu:': '      gpu: 12',
    'memoryMB:': '      memoryMB: 65536',
    'instances:': '    instances: 1',
    '- python': '      - python train.py --note "the learning rate"',
  }),
  'text/c.yaml': job('lstm_c', {
    'uri: openpai': '    uri: openpai/tensorflow:2.1',
    'gpu:': '      gpu: 0',
    'contributor:': 'contributor: 李雷',
    'learning_rate:': '  学习率: 16Gi',
  }),
  'data/d.json':
    '{"type": "data", "name": "coco", "uri": ["https://x.example/coco"], "since": "2025-06-30"}',
  'packages/p/package.yaml':
    'name: p\nversion: 1.2.0\nlabel: Trainer\nauthor: Ada\ntags: [vision, speech]\ncreated: 1751241600\nactions:\n  - type: submit_job\n',
};
const shelf = shelfOf(FILES);

function find(...words: string[]): string[] {
  return searchShelf(shelf, parseSearch(words)).found.map((at) => shelf.members[at]?.path ?? '');
}

const [A, B, C, D, P] = Object.keys(FILES) as [string, string, string, string, string];

describe('searching', () => {
  it.each<[string, string[]]>([
    ['type:job', [A, B, C]],
    ['type:job,package', [A, B, C, P]],
    ['gpu:>=2', [A, B]],
    ['gpu:2', []],
    ['gpu:12', [B]],
    ['gpu:<4', [C]],
    ['gpu:0..4', [A, C]],
    ['-gpu:>=2', [C, D, P]],
    ['memory:>=32', [B]],
    ['memory:16gb', [A, C]],
    ['memory:<20000mb', [A, C]],
    ['memoryMB:16384', [A, C]],
    ['memoryMB:>16gb', [B]],
    ['image:pytorch', [A, B]],
    ['image:=openpai/tensorflow:2.1', [C]],
    ['image:openpai/*:2.*', [C]],
    ['data:imagenet', [A, B, C]],
    ['uri:example', [A, B, C, D]],
    ['author:ada', [A, B, P]],
    ['contributor:Ada', [A, B, P]],
    ['vc:research', [A, B, C]],
    ['taskRoles.worker.instances:>1', [A, C]],
    ['worker.instances:>1', [A, C]],
    ['worker.gpu:12', [B]],
    ['taskRoles.*.cpu:8', [A, B, C]],
    ['parameters:0.05', [A, B]],
    ['has:学习率', [C]],
    ['学习率:>=10gi', [C]],
    ['parameter:>1', [C]],
    ['"learning rate"', [B]],
    ['learning_rate', [A, B]],
    ['LEARNING', [A, B]],
    ['resnet', [A]],
    ['name:RESNET', [A]],
    ['path:vision/', [A, B]],
    ['path:*.json', [D]],
    ['李', [C]],
    ['version:1.2', [P]],
    ['version:2.0', []],
    ['tag:speech', [P]],
    ['action:submit', [P]],
    ['created:2025-06-30', [P]],
    ['created:<2025', []],
    ['since:2025-06', [D]],
    ['since:>=2025-07', []],
    ['package:packages/', [P]],
    ['is:packaged', [P]],
    ['is:invalid', []],
    ['type:job gpu:>=2 -name:bert', [A]],
    ['coco type:data', [D]],
    ['nothing_like_this', []],
  ])('%s', (query, expected) => {
    expect(find(query)).toEqual(expected);
  });

  it('takes a field that no file has as a text, and says so', () => {
    const { found, unknown } = searchShelf(shelf, parseSearch(['pytorch:1.12']));
    expect(found).toHaveLength(2);
    expect(unknown.map(({ typed }) => typed)).toEqual(['pytorch:1.12']);
  });

  it('knows short names also where no file has them', () => {
    expect(searchShelf(shelf, parseSearch(['port:22'])).unknown).toEqual([]);
  });
});

describe('evidence', () => {
  const evidence = (path: string, ...words: string[]) => {
    const at = shelf.members.findIndex((each) => each.path === path);
    const { asked } = searchShelf(shelf, parseSearch(words));
    return evidenceOf(shelf, at, { asked, most: 3 });
  };

  it('names field, line and place', () => {
    expect(evidence(B, 'learning rate', 'gpu:>4')).toEqual([
      {
        field: 'taskRoles.worker.resourcePerInstance.gpu',
        line: 19,
        text: '12',
        marks: [[0, 2]],
        fieldMarks: [],
      },
      {
        field: 'taskRoles.worker.commands',
        line: 23,
        text: 'python train.py --note "the learning rate"',
        marks: [[28, 41]],
        fieldMarks: [],
      },
    ]);
  });

  it('marks what is found in the name of a field', () => {
    expect(evidence(A, 'learning')).toMatchObject([
      { field: 'parameters.learning_rate', fieldMarks: [[11, 19]], marks: [] },
    ]);
  });

  it('joins what overlaps, and leaves out what must not be', () => {
    expect(evidence(A, 'train', 'rain', '-lstm')).toMatchObject([{ marks: [[7, 12]] }]);
  });

  it('finds the line of a text of several', () => {
    const one = shelfOf({ 'x.yaml': 'type: data\nname: x\nnotes: |\n  first\n  a needle here\n' });
    const { asked } = searchShelf(one, parseSearch(['needle']));
    expect(evidenceOf(one, 0, { asked, most: 3 })).toMatchObject([
      { line: 5, text: 'a needle here', marks: [[2, 8]] },
    ]);
  });
});

describe('fields and order', () => {
  it('lists what occurs with the number of files', () => {
    const fields = Object.fromEntries(knownFields(shelf).map(({ field, files }) => [field, files]));
    expect(fields).toMatchObject({
      'taskRoles.worker.instances': 3,
      'prerequisites.uri': 3,
      'parameters.学习率': 1,
      label: 1,
    });
  });

  it('gives the greatest amount, else the text, else nothing', () => {
    expect([0, 1, 2, 3].map(sortValues(shelf, 'gpu'))).toEqual([4, 12, 0, undefined]);
    expect([0, 2, 3].map(sortValues(shelf, 'author'))).toEqual(['ada', '李雷', undefined]);
  });
});
