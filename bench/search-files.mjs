/** A repository of seeded component files: what teams keep, with rare words and numbers spread over it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { createRandom } from '../sandbox/large-market/random.ts';

const AREAS = ['vision', 'speech', 'text', 'tables', 'graphs', 'robots', 'tools'];
const MODELS = ['resnet', 'bert', 'unet', 'wavenet', 'gat', 'xgboost', 'yolo', 'whisper', 'lstm'];
const SETS = ['imagenet', 'librispeech', 'wikitext', 'cora', 'coco', 'criteo', 'squad', 'adult'];
const FRAMES = ['pytorch', 'tensorflow', 'mxnet', 'jax', 'cntk', 'paddle'];
const PEOPLE = [
  'Ada',
  'Grace',
  'Alan',
  'Edsger',
  'Barbara',
  'Donald',
  'Radia',
  'Ken',
  '李雷',
  'José',
];
const RATES = ['0.1', '0.05', '0.01', '0.001', '0.0003'];
const WORDS =
  'train evaluate model batch epoch sample image audio token layer gradient loss metric cache store split shuffle augment crop resize warm schedule decay anneal freeze export convert measure report compare nightly weekly baseline large small fast robust'.split(
    ' ',
  );
const TYPES = ['job', 'job', 'job', 'job', 'job', 'job', 'data', 'script', 'dockerimage', 'output'];

/** Writes `count` files below the folder, the same for the same seed. */
export function makeComponentFiles(folder, { count, seed }) {
  mkdirSync(join(folder, '.pai-market'), { recursive: true });
  for (let number = 0; number < count; number += 1) {
    const random = createRandom(seed, number);
    const type = random.pick(TYPES);
    const area = random.pick(AREAS);
    const path = `${area}/team-${between(random, 0, 40)}/${type}-${number}.yaml`;
    const text = type === 'job' ? jobText(random, number) : partText(random, { type, number });
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Both bounds are included. */
function between(random, from, to) {
  return from + random.int(to - from + 1);
}

function sentence(random, words) {
  return Array.from({ length: words }, () => random.pick(WORDS)).join(' ');
}

function partText(random, { type, number }) {
  const frame = random.pick(FRAMES);
  const uri =
    type === 'dockerimage'
      ? `openpai/${frame}:${between(random, 1, 9)}.${between(random, 0, 9)}`
      : `https://files.example.org/${random.pick(SETS)}/${number}`;
  return `protocolVersion: 2
name: ${type}_${number}
type: ${type}
version: ${between(random, 1, 9)}.${between(random, 0, 9)}.0
contributor: ${random.pick(PEOPLE)}
description: |
  ${sentence(random, 14)}
  ${sentence(random, 11)}
uri: ${type === 'data' ? `\n  - ${uri}` : uri}
`;
}

function jobText(random, number) {
  const model = random.pick(MODELS);
  const frame = random.pick(FRAMES);
  const set = random.pick(SETS);
  const [gpu, cpu] = [between(random, 0, 8), between(random, 1, 32)];
  const isRare = random.chance(0.002);
  const note = random.chance(0.025) ? 'keeps the learning rate of the paper' : sentence(random, 9);
  return `protocolVersion: 2
name: ${model}_${set}_${number}
type: job
version: 1.${between(random, 0, 30)}
contributor: ${random.pick(PEOPLE)}
description: |
  ${sentence(random, 12)}
  ${note}
prerequisites:
  - protocolVersion: 2
    name: ${frame}_image
    type: dockerimage
    version: 1.0-r${number}
    contributor: OpenPAI
    uri: openpai/${frame}:${between(random, 1, 3)}.${between(random, 0, 12)}
  - protocolVersion: 2
    name: ${set}
    type: data
    uri:
      - https://files.example.org/${set}/${number}.tar.gz
parameters:
  model: ${model}
  batchsize: ${random.pick(['16', '32', '64', '128', '256'])}
  learningRate: ${random.pick(RATES)}
  seed: ${number}
secrets:
  registry: hunter${number}
taskRoles:
  worker:
    instances: ${between(random, 1, 9)}
    completion:
      minFailedInstances: 1
      minSucceededInstances: ${between(random, 1, 4)}
    taskRetryCount: 0
    dockerImage: ${frame}_image
    data: ${set}
    resourcePerInstance:
      cpu: ${cpu}
      memoryMB: ${8192 * between(random, 1, 16)}
      gpu: ${gpu}
      ports:
        ssh: 1
        http: 1
    commands:
      - git clone https://git.example.org/${model}.git
      - cd ${model}
      - python train.py --data <% $data.uri[0] %> --lr <% $parameters.learningRate %> --run ${number}
      - python evaluate.py --split ${random.pick(['val', 'test'])} --tag ${random.pick(WORDS)}-${random.pick(WORDS)}
${isRare ? '      - echo "learning rate finder"\n' : ''}defaults:
  virtualCluster: ${random.pick(['default', 'vc1', 'vc2', 'research'])}
extras:
  submitFrom: ${random.pick(['cli', 'web', 'api'])}
`;
}
