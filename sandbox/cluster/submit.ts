/** POST /jobs: checks a protocol in the real server's order and starts the job. */
import { parseProtocol } from '#core/protocol/index.ts';

import { ApiError, forbidden } from './errors.ts';
import { assertStorages } from './storages.ts';

import type { Answer, Call } from './call.ts';
import type { Job, TaskRole } from './state.ts';

/** What this file reads of a valid protocol. */
interface Protocol {
  name: string;
  taskRoles: Record<string, RoleSource>;
  defaults?: { virtualCluster?: string };
  extras?: unknown;
}

interface RoleSource {
  instances?: number;
  commands: string[];
  resourcePerInstance: { cpu: number; memoryMB: number; gpu?: number };
}

export function submitJob(call: Call): Answer {
  call.rates.take('submissionsPerHour', call.user.username);
  const text = call.exchange.body.toString('utf8');
  const protocol = readProtocol(call, text);
  const virtualCluster = protocol.defaults?.virtualCluster ?? 'default';
  assertVirtualCluster(call, virtualCluster);
  assertStorages(call, protocol.extras);
  assertFree(call, protocol.name);
  call.state.jobs.push(toJob(call, { protocol, text, virtualCluster }));
  call.save();
  const name = `${call.user.username}~${protocol.name}`;
  return { status: 202, body: { status: 202, message: `Update job ${name} successfully.` } };
}

/** The real server takes text bodies only; any other reaches its validator as an empty object. */
function readProtocol({ exchange }: Call, text: string): Protocol {
  const isText = (exchange.request.headers['content-type'] ?? '').startsWith('text/');
  const parsed = parseProtocol(isText ? text : '{}');
  if (parsed.ok) return parsed.protocol as unknown as Protocol;
  throw new ApiError(400, 'InvalidProtocolError', JSON.stringify(parsed.errors));
}

function assertVirtualCluster({ state, user }: Call, name: string): void {
  if (!Object.hasOwn(state.virtualClusters, name)) {
    const message = `Virtual cluster ${name} is not found.`;
    throw new ApiError(400, 'NoVirtualClusterError', message);
  }
  if (user.virtualCluster.includes(name)) return;
  throw forbidden(`User ${user.username} is not allowed to do operation in ${name}`);
}

function assertFree({ state, user }: Call, name: string): void {
  const taken = state.jobs.some((job) => job.username === user.username && job.name === name);
  if (!taken) return;
  const message = `Job name ${user.username}~${name} already exists.`;
  throw new ApiError(409, 'ConflictJobError', message);
}

interface Accepted {
  protocol: Protocol;
  text: string;
  virtualCluster: string;
}

function toJob({ user, now }: Call, { protocol, text, virtualCluster }: Accepted): Job {
  const roles = Object.entries(protocol.taskRoles);
  return {
    username: user.username,
    name: protocol.name,
    virtualCluster,
    protocol: text,
    tags: [],
    taskRoles: roles.map(([name, role]) => toRole(name, role)),
    exitCode: exitCodeOf(roles.flatMap(([, role]) => role.commands)),
    submitted: now,
    executionType: 'START',
  };
}

function toRole(name: string, role: RoleSource): TaskRole {
  const instances = role.instances ?? 1;
  const { cpu, memoryMB, gpu = 0 } = role.resourcePerInstance;
  return {
    name,
    instances,
    resources: { memory: memoryMB * instances, vCores: cpu * instances, GPUs: gpu * instances },
  };
}

/** Nothing is executed: only a command that is exactly `exit N` decides how the job ends. */
function exitCodeOf(commands: string[]): number {
  const codes = commands.map((command) => /^exit (\d{1,3})$/.exec(command.trim())?.[1]);
  return Number(codes.find((code) => code !== undefined) ?? 0);
}
