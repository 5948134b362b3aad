/** What every kind of action offers; one file in actions/ for each kind, listed in actions/index.ts. */
import type { ErrorCode } from '../errors.ts';
import type {
  ActionArgument,
  PackageDependency,
  PackageName,
  PackageNeeds,
  PlannedRequest,
  PlanStep,
} from '../model/generated.ts';
import type {
  CdapArtifact,
  ClusterFacts,
  ClusterName,
  FieldError,
  FieldValue,
  StepForm,
} from '../model/install.ts';
import type { Json, JsonObject } from './json.ts';

/** The arguments of one action by name; names and duplicates are checked before. */
export type Arguments = ReadonlyMap<string, ActionArgument>;

/** Values by field id, of the kind that the field has; fixed fields have the publisher's value. */
export type Values = ReadonlyMap<string, FieldValue>;

/** Where in an install something stands, for messages. */
export interface ActionPlace {
  /** Step number from 1, over all packages. */
  number: number;
  type: string;
}

/** What one argument may be. */
export interface ArgumentRule {
  name: string;
  type: 'text' | 'texts' | 'object' | 'objects' | 'integer' | 'json';
  required?: boolean;
  /** In words, for docs and for who writes packages. */
  help: string;
}

/** A file of the package that an action reads while planning or sends. */
export interface NeededFile {
  argument: string;
  file: string;
  /**
   * `protocol`: a job protocol; `config`: JSON; `bytes`: sent as it is.
   * `template`: a job protocol that is whole only with the components of other packages: read as YAML, checked when they are in it.
   */
  role: 'protocol' | 'template' | 'config' | 'bytes';
  /** Where the package lacks it, the user is asked for it. */
  optional?: boolean;
}

/** A file from elsewhere that an action names (security I17 to I19). */
export interface NeededExternal {
  kind: 'jar' | 'archive';
  url: string;
  /** In the archive. */
  jar?: string;
  sha256?: string;
  size?: number;
  signatureUrl?: string;
  /** Armored certificate out of the signed spec; never the market's key. */
  key?: string;
}

/** A component of a job that another package has. */
export interface NeededComponent {
  package: string;
  /** Version or range. */
  version: string;
  file: string;
}

/** A file as the planner sees it. */
export interface PlanFile {
  name: string;
  size: number;
  sha256: string;
  /** Of `config` and text files: its text, read within limits. */
  text?: string;
  /** Of `config`: its parsed value, read within limits. */
  json?: Json;
  /** Of `protocol`: parsed and checked; of `template`: parsed. */
  protocol?: JsonObject;
}

/** A checked file from elsewhere as the planner sees it. */
export interface PlanExternal {
  url: string;
  file: string;
  size: number;
  sha256: string;
}

export interface StepInput extends ActionPlace {
  package: PackageName & { label: string };
  /** The action's own label, if it has one. */
  label: string | undefined;
  arguments: Arguments;
  facts: ClusterFacts;
  /** Files of the package by name: all that `files` lists and the package has. */
  files: ReadonlyMap<string, PlanFile>;
  /** By address. */
  externals: ReadonlyMap<string, PlanExternal>;
  /** Components of other packages for this step's job, in the order of its argument `prerequisites`. */
  components: readonly { package: string; file: string; component: JsonObject }[];
  /** Findings on a filled protocol; `path` is where, in the words of the protocol checker. */
  check(protocol: JsonObject): readonly { path: string; message: string }[];
  /** Tag for what this package starts on the cluster. */
  tag: string;
}

export type StepPlan =
  | { ok: true; step: PlanStep; warnings?: string[] }
  | { ok: false; errors: FieldError[] };

/** A step that can be shown and, once answered, planned. */
export interface PreparedStep {
  form: StepForm;
  /** Artifact of CDAP that the cluster has after the step, whatever is answered: later steps may ask for it by a range. */
  brings?: CdapArtifact;
  /** Pure; the values are of the right kind, what else is wrong with them comes as errors. A missing value means the field's default. */
  plan(values: Values): StepPlan;
  /** Of a step with a job protocol: the step as it is when the package's protocol is this one. What the publisher fixed stays as it was. */
  withProtocol?(protocol: JsonObject): EditedStep;
  /** Of a step with a job protocol: the filled protocol, secrets as placeholders, also where values do not fit yet. */
  document?(values: Values): JsonObject;
  /** Of a step with a job protocol: the values of the fields that a protocol has and that they can hold; fixed fields and secrets left out. */
  readDocument?(protocol: JsonObject): Values;
}

/** `field` is the id of the field that an edit may not change. */
export type EditedStep =
  | { ok: true; step: PreparedStep }
  | { ok: false; errors: { field: string; message: string }[] };

export interface Refusal {
  code: ErrorCode;
  message: string;
}

export interface ActionType {
  type: string;
  /** The arguments that it knows. */
  arguments: readonly ArgumentRule[];
  /** D06: unknown arguments of our own types are refused, those of CDAP types ignored and listed. */
  unknownArguments: 'refuse' | 'ignore';
  /** Clusters whose facts it needs. */
  facts: readonly ClusterName[];
  /** Throws `action-argument`. */
  files?(place: ActionPlace, args: Arguments): NeededFile[];
  /** Throws `action-argument`. */
  external?(place: ActionPlace, args: Arguments): NeededExternal | undefined;
  /** Throws `action-argument`. */
  components?(place: ActionPlace, args: Arguments): NeededComponent[];
  /** Another package that is installed in the place of this action. Throws `action-argument`. */
  package?(place: ActionPlace, args: Arguments): PackageDependency;
  /** What its job asks for, by the protocol that it names as plain data. Throws `action-argument`. */
  resources?(place: ActionPlace, args: Arguments, protocol: unknown): PackageNeeds;
  /** Form and plan of a step. `form.files`, `form.document` and ignored arguments are added by the wizard. Throws `action-argument`, `action-forbidden`, `cluster-lacks`, `dependency-conflict`. */
  prepare(input: StepInput): PreparedStep;
  /** What an unexpected status means for this kind of step, if it is more than the status alone says. */
  refusal?(step: PlanStep, request: PlannedRequest, status: number): Refusal | undefined;
}
