/** What a new package begins with: its files for the cluster, what installing it does, and words for its README. */
import { dumpProtocol } from '#core/protocol/index.ts';

import type { Action, ActionArgument, PackageSource } from '#core/model/generated.ts';

export const TEMPLATES = ['job', 'data', 'script', 'dockerimage', 'output', 'plugin'] as const;

export type TemplateName = (typeof TEMPLATES)[number];

export interface TemplateWish {
  name: string;
  version: string;
  author: string;
  /** Of a plugin: the jar that is added to CDAP. */
  jar?: Uint8Array | undefined;
}

export interface Template {
  label: string;
  description: string;
  /** In archive/, by name. */
  archive: Record<string, string | Uint8Array>;
  actions: Action[];
  components?: PackageSource['components'];
  /** OpenPAI or CDAP versions that it is for. */
  ranges: Pick<PackageSource, 'paiVersion' | 'cdapVersion'>;
  /** Markdown behind the title of README.md. */
  readme: string;
}

const PAI = { paiVersion: '[1.0.0,)' };

export function makeTemplate(template: TemplateName, wish: TemplateWish): Template {
  if (template === 'job') return jobTemplate(wish);
  return template === 'plugin' ? pluginTemplate(wish) : partTemplate(template, wish);
}

/** The action of a package that submits one job. */
export function submitJob(): Action {
  return {
    type: 'submit_job',
    label: 'Submit the job',
    arguments: [argument('protocol', 'job.yaml')],
  };
}

function argument(name: string, value: unknown): ActionArgument {
  return { name, value } as ActionArgument;
}

function jobTemplate({ name, version, author }: TemplateWish): Template {
  const description = `Runs ${name} on one CPU.`;
  const job = {
    protocolVersion: 2,
    ...{ name, type: 'job', version, contributor: author, description },
    prerequisites: [
      { protocolVersion: 2, name: 'image', type: 'dockerimage', uri: 'python:3.11-slim' },
    ],
    parameters: { who: 'world' },
    taskRoles: {
      worker: {
        instances: 1,
        completion: { minFailedInstances: 1, minSucceededInstances: 1 },
        taskRetryCount: 0,
        dockerImage: 'image',
        resourcePerInstance: { cpu: 1, memoryMB: 1024, gpu: 0 },
        commands: ['echo "Hello, <% $parameters.who %>"'],
      },
    },
  };
  return {
    ...{ label: name, description, archive: { 'job.yaml': dumpProtocol(job) } },
    actions: [submitJob()],
    components: ['job', 'dockerimage'],
    ranges: PAI,
    readme: `${description} Who installs the package may change these values:\n\n| parameter | meaning |\n| --- | --- |\n| \`who\` | whom to greet |\n`,
  };
}

const PARTS = {
  data: {
    uri: ['https://data.example.org/set.csv'],
    what: 'Data',
    use: 'Jobs find it at `<% $data.uri[0] %>`.',
  },
  script: {
    uri: 'python train.py',
    what: 'A script',
    use: 'Jobs run it as `<% $script.uri %>`.',
  },
  dockerimage: {
    uri: 'python:3.11-slim',
    what: 'A Docker image',
    use: 'Task roles name it as their `dockerImage`.',
  },
  output: {
    uri: '/mnt/output',
    what: 'A place for results',
    use: 'Jobs write to `<% $output.uri %>`.',
  },
};

/** A part for jobs of other packages. */
function partTemplate(type: keyof typeof PARTS, wish: TemplateWish): Template {
  const { uri, what, use } = PARTS[type];
  const { name, version, author } = wish;
  const description = `${what} for jobs of other packages.`;
  const file = `${type}.yaml`;
  const part = { protocolVersion: 2, name, type, version, contributor: author, description, uri };
  const text = `This package is a **part** for jobs of other packages, which name its file \`${file}\` in their argument \`prerequisites\`.\n${use} By itself it puts nothing on the cluster.\n`;
  return {
    ...{ label: name, description, archive: { [file]: dumpProtocol(part) } },
    actions: [
      { type: 'informational', label: 'How to use it', arguments: [argument('text', text)] },
    ],
    components: [type],
    ranges: PAI,
    readme: text,
  };
}

function pluginTemplate({ name, version, jar }: TemplateWish): Template {
  const file = `${name}-${version}.jar`;
  const config = `${name}-${version}.json`;
  const parents = ['system:cdap-data-pipeline[6.0.0,7.0.0-SNAPSHOT)'];
  return {
    label: name,
    description: `Adds the plugin ${name} to CDAP.`,
    archive: {
      [config]: `${JSON.stringify({ parents, properties: {} }, undefined, 2)}\n`,
      ...(jar ? { [file]: jar } : {}),
    },
    actions: [
      {
        type: 'one_step_deploy_plugin',
        label: 'Add the plugin',
        arguments: [
          argument('name', name),
          argument('version', version),
          argument('scope', 'user'),
          argument('config', config),
          argument('jar', file),
        ],
      },
    ],
    ranges: { cdapVersion: '[6.0.0,7.0.0-SNAPSHOT)' },
    readme: `Adds the plugin to CDAP, for data pipelines. \`archive/${config}\` says which pipelines may use it (\`parents\`) and holds its properties.\n`,
  };
}
