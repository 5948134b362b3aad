/** Checks parsed OpenPAI components: the schema first, then what only the server's code knows, in its order. */
import { MarketError } from '../errors.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import { pointer } from './finding.ts';
import { validate as validateData } from './generated/data.js';
import { validate as validateDockerImage } from './generated/dockerimage.js';
import { validate as validateJob } from './generated/job.js';
import { validate as validateOutput } from './generated/output.js';
import { validate as validateScript } from './generated/script.js';
import { toPlainData } from './plain-data.ts';
import { joinCommands } from './render.ts';
import { toMessage } from './schema-message.ts';
import { parseTemplate } from './template.ts';

import type { Limits } from '../limits.ts';
import type { JobProtocol, TaskRole } from '../model/protocol.ts';
import type { ProtocolFinding } from './finding.ts';

export type ComponentType = 'job' | 'dockerimage' | 'data' | 'script' | 'output';

const VALIDATORS = {
  job: validateJob,
  dockerimage: validateDockerImage,
  data: validateData,
  script: validateScript,
  output: validateOutput,
} as const;

/** Past so many, more of them help nobody. */
const MAX_FINDINGS = 200;

/**
 * Everything wrong with a job protocol, as the server would say: an empty list means that the server takes it.
 * References are checked only in what the schema accepts. Also good for values of unknown origin: they are bounded first.
 */
export function checkProtocol(value: unknown, limits: Limits = DEFAULT_LIMITS): ProtocolFinding[] {
  const findings = checkComponent(value, 'job', limits);
  return findings.length > 0 ? findings : checkReferences(value as JobProtocol);
}

/** Checks a value against the schema of one component type. */
export function checkComponent(
  value: unknown,
  type: ComponentType,
  limits: Limits = DEFAULT_LIMITS,
): ProtocolFinding[] {
  try {
    // A validator that reports every error recurses and must not see a value without bounds.
    toPlainData(value, limits);
  } catch (thrown) {
    if (thrown instanceof MarketError) return [finding('', thrown.message)];
    throw thrown;
  }
  const validate = VALIDATORS[type];
  if (validate(value)) return [];
  return (validate.errors ?? []).slice(0, MAX_FINDINGS).map((error) => {
    const { path, message } = toMessage(error);
    return finding(path, message);
  });
}

function checkReferences(protocol: JobProtocol): ProtocolFinding[] {
  const prerequisites = protocol.prerequisites ?? [];
  const deployments = protocol.deployments ?? [];
  const roles = Object.entries(protocol.taskRoles);
  return [
    ...repeated(prerequisites, (item) => JSON.stringify([item.type, item.name])).map((index) =>
      finding(
        pointer('prerequisites', index),
        `There is another prerequisite of type ${prerequisites[index]?.type} with the name "${prerequisites[index]?.name}".`,
      ),
    ),
    ...repeated(deployments, (item) => item.name).map((index) =>
      finding(
        pointer('deployments', index),
        `There is another deployment with the name "${deployments[index]?.name}".`,
      ),
    ),
    ...roles.flatMap(([name, role]) => checkNames(name, role, protocol)),
    ...roles.flatMap(([name, role]) => checkFields(name, role, protocol)),
    ...checkDefaults(protocol),
    ...checkTemplates(protocol),
  ];
}

/** Indexes of items whose key an earlier item has. */
function repeated<Item>(items: Item[], toKey: (item: Item) => string): number[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const key = toKey(item);
    if (seen.has(key)) return [index];
    seen.add(key);
    return [];
  });
}

function checkNames(name: string, role: TaskRole, { prerequisites = [] }: JobProtocol) {
  return (role.prerequisites ?? []).flatMap((wanted, index) => {
    if (prerequisites.some((item) => item.name === wanted)) return [];
    const path = pointer('taskRoles', name, 'prerequisites', index);
    return [finding(path, `There is no prerequisite with the name "${wanted}".`)];
  });
}

function checkFields(name: string, role: TaskRole, { prerequisites = [] }: JobProtocol) {
  return (['script', 'output', 'data', 'dockerImage'] as const).flatMap((field) => {
    const wanted = role[field];
    const type = field.toLowerCase();
    if (wanted === undefined) return [];
    if (prerequisites.some((item) => item.type === type && item.name === wanted)) return [];
    const message = `There is no prerequisite of type ${type} with the name "${wanted}".`;
    return [finding(pointer('taskRoles', name, field), message)];
  });
}

function checkDefaults({ defaults, deployments = [] }: JobProtocol): ProtocolFinding[] {
  const wanted = defaults?.deployment;
  if (wanted === undefined || deployments.some((item) => item.name === wanted)) return [];
  const path = pointer('defaults', 'deployment');
  return [finding(path, `There is no deployment with the name "${wanted}".`)];
}

/** The server fails on these after its checks; nobody can run such a job. */
function checkTemplates(protocol: JobProtocol): ProtocolFinding[] {
  return Object.entries(joinCommands(protocol)).flatMap(([name, commands]) => {
    const template = parseTemplate(commands);
    if (template.ok) return [];
    const path = pointer('taskRoles', name, 'commands');
    return [finding(path, `The tags in these commands cannot be read: ${template.reason}.`)];
  });
}

function finding(path: string, message: string): ProtocolFinding {
  return { code: 'InvalidProtocolError', path, message };
}
