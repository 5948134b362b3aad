/** Fills parameters and prerequisites into the commands of a job, as the server's preview and runtime do; never secrets. */
import { parseTemplate } from './template.ts';

import type { DeploymentTaskRole, JobProtocol, TaskRole } from '../model/protocol.ts';

/** The command text of each task role before its tags are filled in. */
export function joinCommands(protocol: JobProtocol): Record<string, string> {
  const name = protocol.defaults?.deployment;
  const deployment = protocol.deployments?.find((each) => each.name === name);
  return mapRoles(protocol, (role, key) => {
    const around: DeploymentTaskRole = own(deployment?.taskRoles, key) ?? {};
    const { preCommands = [], postCommands = [] } = around;
    return [...preCommands, ...role.commands, ...postCommands]
      .map((command) => command.trim())
      .join('\n');
  });
}

/**
 * Task role → the command text that its containers start with. A tag without value stays in place as `<% name %>`,
 * and so does every tag that names `$secrets`: those are not looked up at all.
 * Give it a protocol that `checkProtocol` found good; a template that the server cannot read stays as it is.
 */
export function renderCommands(protocol: JobProtocol): Record<string, string> {
  const commands = joinCommands(protocol);
  return mapRoles(protocol, (role, key) => {
    // Only these four: secrets never reach commands, previews, receipts or logs.
    const values = {
      $parameters: protocol.parameters,
      $script: findPrerequisite(protocol, 'script', role.script),
      $output: findPrerequisite(protocol, 'output', role.output),
      $data: findPrerequisite(protocol, 'data', role.data),
    };
    return render(commands[key] ?? '', values);
  });
}

function mapRoles(
  protocol: JobProtocol,
  toText: (role: TaskRole, key: string) => string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(protocol.taskRoles).map(([key, role]) => [key, toText(role, key)]),
  );
}

function findPrerequisite(protocol: JobProtocol, type: string, name: string | undefined) {
  return protocol.prerequisites?.find((item) => item.type === type && item.name === name);
}

function render(template: string, values: Record<string, unknown>): string {
  const parsed = parseTemplate(template);
  if (!parsed.ok) return template.trim();
  return parsed.parts
    .map((part) => ('text' in part ? part.text : renderTag(part.name, values)))
    .join('')
    .trim();
}

function renderTag(tag: string, values: Record<string, unknown>): string {
  const name = tag.replace(/\[(\d+)\]/g, '.$1');
  const value = lookUp(name, values);
  return value === undefined || value === null ? `<% ${name} %>` : toText(value);
}

/** Own properties only: a tag cannot reach what every object inherits. */
function lookUp(name: string, values: Record<string, unknown>): unknown {
  const keys = name.indexOf('.') > 0 ? name.split('.') : [name];
  return keys.reduce<unknown>((value, key) => own(value, key), values);
}

function own<Value>(holder: Record<string, Value> | undefined, key: string): Value | undefined;
function own(holder: unknown, key: string): unknown;
function own(holder: unknown, key: string): unknown {
  if (holder === undefined || holder === null) return undefined;
  const values = Object(holder) as Record<string, unknown>;
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

/** As JavaScript joins a value to text, without calling anything of the value's own. */
function toText(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => (item === null ? '' : toText(item))).join();
  return typeof value === 'object' ? '[object Object]' : String(value);
}
