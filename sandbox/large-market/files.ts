/** The files of a made package: licence, read me, change log, and an archive with a job that fits what the package needs. */
import { writeArchive } from '#core/compose/index.ts';

import type { WrittenArchive } from '#core/compose/index.ts';
import type { Action, ActionArgument } from '#core/model/generated.ts';
import type { MadePackage } from './package.ts';
import type { Size } from './themes.ts';

const encode = (text: string) => new TextEncoder().encode(text);

const LICENSE = encode(
  `Permission is granted to use, copy, change and pass on this package, free of charge.\nIt comes without warranty of any kind.\n`,
);

/** Jobs of the same size share the bytes of their archive, as packages made from one template do. */
export function createArchives(): (size: Size | undefined) => Promise<WrittenArchive> {
  const made = new Map<string, Promise<WrittenArchive>>();
  return (size) => {
    const key = JSON.stringify(size ?? null);
    const known = made.get(key) ?? writeArchive(filesOf(size));
    made.set(key, known);
    return known;
  };
}

/** What lies beside the spec of a version. */
export function filesBeside(made: MadePackage): Map<string, Uint8Array> {
  return new Map([
    ['license.txt', LICENSE],
    ['README.md', encode(readme(made))],
    ['CHANGELOG.md', encode(changes(made))],
  ]);
}

/** One action, as most packages have. */
export function actionsOf({ size }: MadePackage): [Action] {
  if (!size) {
    const steps = ['Read README.md of the archive.', 'Name its file where a pipeline asks for it.'];
    return [
      { type: 'informational', label: 'How to use it', arguments: [argument('steps', steps)] },
    ];
  }
  const protocol = argument('protocol', 'job.yaml');
  return [{ type: 'submit_job', label: 'Submit the job', arguments: [protocol] }];
}

/** The generated type takes any value for an object. */
function argument(name: string, value: unknown): ActionArgument {
  return { name, value: value as NonNullable<ActionArgument['value']> };
}

function readme({ label, description, size, tags }: MadePackage): string {
  const rows = size
    ? [
        `| Tasks | ${size.tasks} |`,
        `| GPUs | ${size.gpu} |`,
        `| CPU cores | ${size.cpu} |`,
        `| Memory | ${size.memoryMB} MiB |`,
      ]
    : ['| Tasks | none |'];
  return (
    [
      `# ${label}`,
      description,
      '## What it takes',
      ['| what | how much |', '| --- | ---: |', ...rows].join('\n'),
      '## How to run it',
      '1. Press **Install** and read the licence.\n2. Choose a virtual cluster.\n3. Change parameters where the defaults do not fit.',
      '```bash\npython train.py --epochs 10 --batch-size 64\n```',
      ...(tags.length > 0 ? [`Tags: ${tags.map((tag) => `\`${tag}\``).join(', ')}.`] : []),
    ].join('\n\n') + '\n'
  );
}

function changes({ versions }: MadePackage): string {
  const parts = [...versions]
    .reverse()
    .map(({ version, changelog }) => `## ${version}\n\n- ${changelog ?? 'Small repairs.'}`);
  return `# Changes\n\n${parts.join('\n\n')}\n`;
}

function filesOf(size: Size | undefined): Map<string, Uint8Array> {
  if (!size) return new Map([['README.md', encode('Files of this package.\n')]]);
  return new Map([
    ['job.yaml', encode(job(size))],
    ['train.py', encode('import sys\n\nprint("arguments:", sys.argv[1:])\n')],
  ]);
}

function job({ tasks, gpu, cpu, memoryMB }: Size): string {
  return `protocolVersion: 2
name: made-job
type: job
version: "1.0.0"
contributor: Made market
prerequisites:
  - protocolVersion: 2
    name: image
    type: dockerimage
    uri: python:3.11-slim
parameters:
  epochs: 10
  batchSize: 64
taskRoles:
  worker:
    instances: ${tasks}
    dockerImage: image
    resourcePerInstance:
      cpu: ${cpu / tasks}
      memoryMB: ${memoryMB / tasks}
      gpu: ${gpu / tasks}
    commands:
      - echo "epochs <% $parameters.epochs %>, batches of <% $parameters.batchSize %>"
`;
}
