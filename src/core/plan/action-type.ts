/** What every kind of action offers; one file in actions/ for each kind, listed in actions/index.ts. */
import type { ErrorCode } from '../errors.ts';
import type { ActionArgument, PlannedRequest, PlanStep } from '../model/generated.ts';
import type { ClusterFacts, FieldError, FieldValue, StepForm } from '../model/install.ts';
import type { JsonObject } from './json.ts';

/** The arguments of one action by name; names and duplicates are checked before. */
export type Arguments = ReadonlyMap<string, ActionArgument>;

/** Values by field id, of the kind that the field has; fixed fields have the publisher's value. */
export type Values = ReadonlyMap<string, FieldValue>;

/** Where in a package something stands, for messages. */
export interface ActionPlace {
  /** Step number from 1. */
  number: number;
  type: string;
}

export interface StepInput extends ActionPlace {
  /** The action's own label, if it has one. */
  label: string | undefined;
  arguments: Arguments;
  facts: ClusterFacts;
  /** The job protocol that the argument `protocol` names; a copy of this step's own. */
  protocol?: JsonObject;
  /** Findings on a filled protocol; `path` is where, in the words of the protocol checker. */
  check(protocol: JsonObject): readonly { path: string; message: string }[];
  /** Tag for what this package starts on the cluster. */
  tag: string;
}

export type StepPlan = { ok: true; step: PlanStep } | { ok: false; errors: FieldError[] };

/** A step that can be shown and, once answered, planned. */
export interface PreparedStep {
  form: StepForm;
  /** Pure; the values are of the right kind, what else is wrong with them comes as errors. A missing value means the field's default. */
  plan(values: Values): StepPlan;
}

export interface Refusal {
  code: ErrorCode;
  message: string;
}

export interface ActionType {
  type: string;
  /** The arguments that it knows. */
  arguments: readonly string[];
  /** Arguments that name a job protocol among the package's files. */
  protocolArgument?: string;
  /** Form and plan of a step. Throws `action-argument`. */
  prepare(input: StepInput): PreparedStep;
  /** What an unexpected status means for this kind of step, if it is more than the status alone says. */
  refusal?(step: PlanStep, request: PlannedRequest, status: number): Refusal | undefined;
}
