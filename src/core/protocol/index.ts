/** Door of the protocol stage: reads, checks and renders OpenPAI job protocols and the other component files. */
import { MarketError } from '../errors.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import { checkComponent, checkProtocol } from './check.ts';
import { pointer } from './finding.ts';
import { toPlainData } from './plain-data.ts';
import { parseYaml, readYaml } from './yaml.ts';

import type { Limits } from '../limits.ts';
import type {
  DataComponent,
  DockerImageComponent,
  JobProtocol,
  OutputComponent,
  ScriptComponent,
} from '../model/protocol.ts';
import type { ComponentType } from './check.ts';
import type { ProtocolFinding } from './finding.ts';
import type { Ambiguity } from './yaml.ts';

export { checkProtocol } from './check.ts';
export { dumpProtocol } from './dump.ts';
export { readLeaves } from './leaves.ts';
export { renderCommands } from './render.ts';
export { parseYaml };
export type { Leaf } from './leaves.ts';
export type { ProtocolFinding };

type Refused = { ok: false; errors: ProtocolFinding[]; warnings: ProtocolFinding[] };

export type ParsedProtocol =
  | { ok: true; protocol: JobProtocol; warnings: ProtocolFinding[] }
  | Refused;

type Component =
  | JobProtocol
  | DockerImageComponent
  | DataComponent
  | ScriptComponent
  | OutputComponent;

export type ParsedComponent =
  | { ok: true; component: Component; warnings: ProtocolFinding[] }
  | Refused;

/**
 * Reads a job protocol with the server's verdict. The protocol is plain JSON data: what is shown is
 * what `JSON.stringify` submits. A time, which the server's YAML reader makes a `Date`, is RFC 3339 text in it;
 * `.inf` and `.nan` are null. Such a value must be good both as YAML and as that JSON.
 * Warnings name scalars that YAML 1.1 and 1.2 read differently.
 */
export function parseProtocol(
  input: Uint8Array | string,
  limits: Limits = DEFAULT_LIMITS,
): ParsedProtocol {
  const parsed = parse(input, limits, () => 'job');
  return parsed.ok
    ? { ok: true, protocol: parsed.component as JobProtocol, warnings: parsed.warnings }
    : parsed;
}

/** As `parseProtocol`, for a file of any component type: its key `type` says which; without a known one it is read as a job. */
export function parseComponent(
  input: Uint8Array | string,
  limits: Limits = DEFAULT_LIMITS,
): ParsedComponent {
  return parse(input, limits, toType);
}

function parse(
  input: Uint8Array | string,
  limits: Limits,
  typeOf: (value: unknown) => ComponentType,
): ParsedComponent {
  const warnings: ProtocolFinding[] = [];
  try {
    const { value, ambiguities } = readYaml(toText(input, limits), limits);
    warnings.push(...ambiguities.map(toWarning));
    const data = toPlainData(value, limits);
    const type = typeOf(data);
    const check = (each: unknown) =>
      type === 'job' ? checkProtocol(each, limits) : checkComponent(each, type, limits);
    const found = check(value);
    const errors = found.length > 0 ? found : check(data);
    if (errors.length > 0) return { ok: false, errors, warnings };
    return { ok: true, component: data as Component, warnings };
  } catch (thrown) {
    if (!(thrown instanceof MarketError)) throw thrown;
    const { line } = thrown.details;
    const error: ProtocolFinding = {
      code: 'YAMLException',
      path: '',
      message: thrown.message,
      ...(typeof line === 'number' ? { line } : {}),
    };
    return { ok: false, errors: [error], warnings };
  }
}

/** Names no value below `secrets`. */
function toWarning({ keys, line, message }: Ambiguity): ProtocolFinding {
  return {
    code: 'YamlAmbiguity',
    path: pointer(...keys),
    message:
      keys[0] === 'secrets'
        ? `Line ${line}: YAML 1.1 and YAML 1.2 read this value differently; quote it.`
        : message,
  };
}

function toText(input: Uint8Array | string, limits: Limits): string {
  if (typeof input === 'string') return input;
  if (input.length > limits.protocolBytes) {
    throw new MarketError(
      'source-invalid',
      `The file has more than ${limits.protocolBytes} bytes.`,
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(input);
  } catch (cause) {
    throw new MarketError('source-invalid', 'The file is not UTF-8 text.', { cause });
  }
}

function toType(value: unknown): ComponentType {
  const type = (value as { type?: unknown } | null)?.type;
  return type === 'dockerimage' || type === 'data' || type === 'script' || type === 'output'
    ? type
    : 'job';
}
