/** What a package is about: jobs that train, servers, data sets, tools, images, pipelines and plugins, each with the words and sizes of its kind. */
import {
  BENCHMARKS,
  DATASETS,
  FRAMEWORKS,
  MODELS,
  RUNTIMES,
  SYSTEMS,
  TASKS,
  TOOLS,
  TRANSFORMS,
} from './words.ts';

import type { Random } from './random.ts';

/** All tasks of a job together. */
export interface Size {
  tasks: number;
  gpu: number;
  cpu: number;
  memoryMB: number;
}

export interface Theme {
  label: string;
  /** First sentence of the description. */
  sentence: string;
  categories: [string, ...string[]];
  tags: string[];
  /** A job that OpenPAI runs; CDAP packages have none. */
  size?: Size;
  components?: ('job' | 'data' | 'script' | 'dockerimage' | 'output')[];
}

type Maker = (random: Random) => Theme;

/** With how often each comes, out of 100. */
const MAKERS: readonly [share: number, maker: Maker][] = [
  [30, training],
  [12, tuning],
  [12, serving],
  [9, dataset],
  [7, tool],
  [3, benchmark],
  [5, image],
  [12, pipeline],
  [10, plugin],
];

export function makeTheme(random: Random): Theme {
  let at = random.int(100);
  const [, maker] = MAKERS.find(([share]) => (at -= share) < 0) ?? [0, training];
  return maker(random);
}

function training(random: Random): Theme {
  const [model, data] = [random.pick(MODELS), random.pick(DATASETS)];
  const [framework, task] = [random.often(FRAMEWORKS), random.pick(TASKS)];
  return {
    label: random.pick([
      `${model} training on ${data}`,
      `${model} for ${task}`,
      `Train ${model} with ${framework}`,
      `${framework} ${model} ${data}`,
    ]),
    sentence: `Trains ${model} for ${task} on ${data} with ${framework}.`,
    categories: ['training', ...fieldOf(task)],
    tags: [toTag(model), toTag(framework), toTag(data), 'training'],
    size: sizeOf(random, [1, 1, 1, 2, 4, 8]),
    components: ['job', 'dockerimage'],
  };
}

function tuning(random: Random): Theme {
  const [model, task] = [random.pick(MODELS), random.pick(TASKS)];
  return {
    label: `${model} fine-tuning for ${task}`,
    sentence: `Adapts a pretrained ${model} to ${task} with data of your own.`,
    categories: ['fine-tuning', ...fieldOf(task)],
    tags: [toTag(model), 'fine-tuning', toTag(task)],
    size: sizeOf(random, [1, 1, 2, 4]),
    components: ['job', 'dockerimage', 'script'],
  };
}

function serving(random: Random): Theme {
  const [model, runtime] = [random.pick(MODELS), random.often(RUNTIMES)];
  return {
    label: random.pick([
      `${model} inference server`,
      `${runtime} for ${model}`,
      `Serve ${model} with ${runtime}`,
    ]),
    sentence: `Answers requests with ${model} behind ${runtime}, over HTTP and gRPC.`,
    categories: ['serving'],
    tags: [toTag(model), toTag(runtime), 'inference', 'server'],
    size: sizeOf(random, [0, 1, 1, 2]),
    components: ['job', 'dockerimage'],
  };
}

function dataset(random: Random): Theme {
  const data = random.pick(DATASETS);
  const form = random.pick([
    'data set',
    'sample',
    'mirror',
    'labels',
    'in Parquet',
    'preprocessed',
    'statistics',
  ]);
  return {
    label: `${data} ${form}`,
    sentence: `Brings ${data} to a storage of the cluster and checks what arrived.`,
    categories: ['data-sets'],
    tags: [toTag(data), 'dataset', 'storage'],
    size: sizeOf(random, [0]),
    components: ['job', 'data'],
  };
}

function tool(random: Random): Theme {
  const [name, framework] = [random.pick(TOOLS), random.often(FRAMEWORKS)];
  return {
    label: random.pick([`${name} for ${framework}`, `${name}`]),
    sentence: `Starts ${name} with ${framework} in it and says where to open it.`,
    categories: ['tools', ...(random.chance(0.2) ? ['getting-started'] : [])],
    tags: [toTag(name), toTag(framework), 'interactive'],
    size: sizeOf(random, [0, 0, 1]),
    components: ['job', 'dockerimage'],
  };
}

function benchmark(random: Random): Theme {
  const [name, framework] = [random.pick(BENCHMARKS), random.often(FRAMEWORKS)];
  return {
    label: `${name} benchmark (${framework})`,
    sentence: `Measures ${name.toLowerCase()} and prints a table to compare nodes with.`,
    categories: ['benchmarks'],
    tags: [toTag(name), 'benchmark'],
    size: sizeOf(random, [0, 1, 4, 8]),
    components: ['job'],
  };
}

function image(random: Random): Theme {
  const framework = random.often(FRAMEWORKS);
  const [major, minor, cuda] = [
    1 + random.int(2),
    random.int(14),
    random.pick(['11.8', '12.1', '12.4']),
  ];
  return {
    label: `${framework} ${major}.${minor} image, CUDA ${cuda}`,
    sentence: `A container with ${framework} ${major}.${minor}, CUDA ${cuda} and the usual tools.`,
    categories: ['images'],
    tags: [toTag(framework), 'image', 'cuda'],
    components: ['dockerimage'],
  };
}

function pipeline(random: Random): Theme {
  const [from, to] = random.some(SYSTEMS, 2) as [string, string];
  const mode = random.pick(['batch', 'streaming', 'nightly']);
  return {
    label: random.pick([
      `${from} to ${to}`,
      `${from} to ${to} ${mode} pipeline`,
      `Copy ${from} into ${to}`,
    ]),
    sentence: `A ${mode} pipeline that reads ${from}, cleans the records and writes them to ${to}.`,
    categories: ['pipelines'],
    tags: ['cdap', mode, toTag(from), toTag(to)],
  };
}

function plugin(random: Random): Theme {
  const isTransform = random.chance(0.25);
  const name = isTransform ? random.pick(TRANSFORMS) : random.pick(SYSTEMS);
  const kind = isTransform
    ? 'transform'
    : random.pick(['source', 'sink', 'action', 'batch source', 'streaming source', 'connector']);
  return {
    label: `${name} ${kind}`,
    sentence: isTransform
      ? `A transform for pipelines: ${name.toLowerCase()} for each record.`
      : `A ${kind} for pipelines that talks to ${name}.`,
    categories: ['plugins'],
    tags: ['cdap', 'plugin', toTag(name)],
  };
}

function fieldOf(task: string): string[] {
  if (/image|object|segment|pose|depth|optical/.test(task)) return ['vision'];
  if (/speech/.test(task)) return ['speech'];
  if (/text|sentiment|question|summar|translation|entity|code|document/.test(task))
    return ['language'];
  return [];
}

/** `gpus`: of each task. */
function sizeOf(random: Random, gpus: readonly number[]): Size {
  const each = random.pick(gpus);
  const tasks = each === 0 ? 1 : random.pick([1, 1, 1, 1, 2, 4, 8]);
  const cpu = each === 0 ? random.pick([1, 2, 4, 8]) : each * random.pick([4, 6, 8]);
  const memory =
    each === 0 ? random.pick([2048, 4096, 8192, 16384]) : each * random.pick([16384, 32768, 65536]);
  return { tasks, gpu: each * tasks, cpu: cpu * tasks, memoryMB: memory * tasks };
}

function toTag(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^-|-$/g, '');
}
