/** A wizard over packages for CDAP, for tests of its actions: files are texts, and a jar is any text. */
import { createHash } from 'node:crypto';

import { createWizard } from '#core/plan/index.ts';
import { validate as validatePlan } from '../../../../src/core/read/generated/install-plan.js';
import { FACTS } from '../../../fakes/wizard.ts';

import type { Action, PlannedRequest, PlanStep } from '#core/model/generated.ts';
import type { CdapArtifact, CdapFacts, FileValue } from '#core/model/install.ts';
import type { PlanExternal, PlanFile, Wizard } from '#core/plan/index.ts';

export const NAMESPACE = 'https://pai.example.org/cdap/v3/namespaces/default';

const SYSTEM: CdapArtifact[] = ['cdap-data-pipeline', 'cdap-data-streams', 'cdap-etl-batch'].map(
  (name) => ({ name, version: '5.1.2', scope: 'SYSTEM' }),
);

export function cdapFacts(change: Partial<CdapFacts> = {}): CdapFacts {
  return {
    base: 'https://pai.example.org/cdap/',
    namespace: 'default',
    version: '5.1.2',
    artifacts: SYSTEM,
    systemScope: false,
    ...change,
  };
}

/** The same artifacts of the system in another version of CDAP. */
export function cdapVersion(version: string, change: Partial<CdapFacts> = {}): CdapFacts {
  return cdapFacts({
    version,
    artifacts: SYSTEM.map((artifact) => ({ ...artifact, version })),
    ...change,
  });
}

export interface Options {
  /** By name. */
  files?: Record<string, string>;
  cdap?: CdapFacts | undefined;
  externals?: PlanExternal[];
}

/** Arguments as `name: value`, or as `name: {value, canModify}` where a test says more than the value. */
export function action(type: string, values: Record<string, unknown>, label?: string): Action {
  const given = Object.entries(values).map(([name, value]) =>
    value instanceof Argument ? { name, ...value.rest } : { name, value },
  );
  return {
    type,
    ...(label ? { label } : {}),
    arguments: given as NonNullable<Action['arguments']>,
  };
}

class Argument {
  readonly rest: Record<string, unknown>;
  constructor(rest: Record<string, unknown>) {
    this.rest = rest;
  }
}

export function argument(rest: Record<string, unknown>): unknown {
  return new Argument(rest);
}

export const modifiable = (value: unknown) => argument({ value, canModify: true });

const PACKAGE = { name: 'hub-package', version: '1.0.0', label: 'Hub package' };

export function cdapWizard(actions: Action[], options: Options = {}): Wizard {
  const files = new Map(
    Object.entries(options.files ?? {}).map(([name, text]) => [name, planFile(name, text)]),
  );
  const externals = new Map((options.externals ?? []).map((each) => [each.url, each]));
  const cdap = 'cdap' in options ? options.cdap : cdapFacts();
  const { name, version } = PACKAGE;
  return createWizard({
    market: 'lab',
    package: { name, version },
    packages: [{ name, version }],
    steps: actions.map((each) => {
      return { package: PACKAGE, action: each, files, externals, components: [] };
    }),
    facts: { ...FACTS, ...(cdap ? { cdap } : {}) },
    check: () => [],
    parse: () => ({ ok: false, errors: [] }) as never,
    dump: () => '',
  });
}

function planFile(name: string, text: string): PlanFile {
  const file = { name, size: Buffer.byteLength(text), sha256: digest(text) };
  return name.endsWith('.json') ? { ...file, text, json: JSON.parse(text) } : file;
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function userFile(name: string, text = 'a jar'): FileValue {
  return { name, size: Buffer.byteLength(text), sha256: digest(text) };
}

/** The only step of a plan, with its warnings. */
export function stepOf(
  wizard: Wizard,
  answers: Record<string, string | number | FileValue> = {},
): PlanStep & { warnings: string[] } {
  const result = wizard.plan(Object.keys(answers).length > 0 ? { 1: answers } : {});
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.errors)}`);
  if (!validatePlan(result.plan)) throw new Error('the plan breaks its schema');
  const [step] = result.plan.steps;
  if (!step) throw new Error('the plan has no step');
  return { ...step, warnings: result.plan.warnings };
}

/** What is wrong with answers, as `field: message`. */
export function wrongWith(
  wizard: Wizard,
  answers: Record<string, string | number | FileValue> = {},
): string[] {
  const result = wizard.plan(Object.keys(answers).length > 0 ? { 1: answers } : {});
  if (result.ok) throw new Error('the answers were accepted');
  return result.errors.map(({ field, message }) => `${field}: ${message}`);
}

/** A request as one line: kind, method and address below the namespace. */
export function line({ kind, method, url }: PlannedRequest): string {
  return `${kind} ${method} ${url.replace(NAMESPACE, '')}`;
}

/** The code of what a function throws. */
export function codeOf(run: () => unknown): string {
  return errorOf(run).code;
}

export function errorOf(run: () => unknown): { code: string; message: string } {
  try {
    run();
  } catch (thrown) {
    return thrown as { code: string; message: string };
  }
  throw new Error('nothing was thrown');
}
