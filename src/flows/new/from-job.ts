/** Makes the beginnings of a package from a job protocol that somebody has: its words, its parts, and what it asks of who installs it. */
import { MarketError } from '#core/errors.ts';
import { parseComponent } from '#core/protocol/index.ts';
import { takeSecrets } from '../import/take-secrets.ts';
import { submitJob } from './templates.ts';

import type { Limits } from '#core/limits.ts';
import type { PackageSource } from '#core/model/generated.ts';
import type { JobProtocol } from '#core/model/protocol.ts';
import type { Template } from './templates.ts';

export interface JobPackage extends Template {
  /** Who contributed the job, by its own words. */
  author?: string;
  /** Where secrets were taken out. */
  secrets: string[];
}

/** Throws `protocol-invalid` for what the cluster would not take as a job. */
export function fromJob(bytes: Uint8Array, file: string, limits: Limits): JobPackage {
  const parsed = parseComponent(bytes, limits);
  const [error] = parsed.ok ? [] : parsed.errors;
  if (error) {
    const place = error.path ? `${error.path}: ` : '';
    throw new MarketError('protocol-invalid', `${file}: ${place}${error.message}`, {
      details: { file },
    });
  }
  if (!parsed.ok || parsed.component.type !== 'job') {
    throw new MarketError('protocol-invalid', `${file} is a component, but no job.`, {
      details: { file },
    });
  }
  const job = parsed.component as JobProtocol;
  const { text, taken } = takeSecrets(new TextDecoder().decode(bytes));
  const description = job.description?.trim() || `Runs the job ${job.name}.`;
  const author = job.contributor?.trim();
  return {
    label: job.name,
    description: description.slice(0, 4096),
    ...(author ? { author: author.slice(0, 256) } : {}),
    archive: { 'job.yaml': taken.length > 0 ? text : bytes },
    actions: [submitJob()],
    components: componentsOf(job),
    ranges: { paiVersion: '[1.0.0,)' },
    readme: readmeOf(job, description),
    secrets: taken,
  };
}

function componentsOf({
  prerequisites = [],
}: JobProtocol): NonNullable<PackageSource['components']> {
  return [...new Set(['job' as const, ...prerequisites.map(({ type }) => type)])];
}

function readmeOf(job: JobProtocol, description: string): string {
  const roles = Object.entries(job.taskRoles).map(([name, role]) => {
    const { cpu, memoryMB, gpu = 0 } = role.resourcePerInstance;
    return [name, String(role.instances ?? 1), String(gpu), String(cpu), `${memoryMB} MB`];
  });
  const parameters = Object.entries(job.parameters ?? {}).map(([name, value]) => [
    `\`${name}\``,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
  const secrets = Object.keys(job.secrets ?? {}).map((name) => `\`${name}\``);
  return [
    description,
    table(['task role', 'instances', 'GPUs', 'CPUs', 'memory'], roles),
    parameters.length > 0 ? table(['parameter', 'value if unchanged'], parameters) : '',
    secrets.length > 0 ? `Who installs the package is asked for: ${secrets.join(', ')}.` : '',
  ]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n');
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** One line, and no more cells than it is. */
function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/\|/g, '\\|').slice(0, 200);
}
