/** The wizard's fields, the cluster's facts and the events of an install; plain data between plan, flows and pages. */
import type { MarketError } from '../errors.ts';
import type { InstallPlan, PlannedJob, Receipt } from './generated.ts';

/** What the planner must know of the cluster and the user. */
export interface ClusterFacts {
  /** Base address of the REST server, absolute, ends in a slash. */
  base: string;
  user: string;
  admin: boolean;
  /** Virtual clusters that the user may use, with what is free in them. */
  virtualClusters: VirtualClusterFacts[];
  /** Storages that the user may use. */
  storages: StorageFacts[];
}

export interface VirtualClusterFacts {
  name: string;
  /** Unused GPUs, CPUs and memory in MB, where the cluster tells them. */
  freeGpus?: number;
  freeCpus?: number;
  freeMemoryMB?: number;
}

export interface StorageFacts {
  name: string;
  default: boolean;
}

/** One field of a wizard step. `id` is unique in its step; answers may name a field by id or by label. */
export interface Field {
  /** Such as `name`, `virtualCluster`, `storages`, `parameters.lr`, `secrets.token`, `taskRoles.worker.gpu`, `arguments.x`. */
  id: string;
  /** Accessible name: "Job name", "Virtual cluster", the key of a parameter or secret, the name of an argument … */
  label: string;
  /** Accessible name in the place of `label`: the argument that a list of boxes stands for. */
  name?: string;
  kind: 'text' | 'multiline' | 'integer' | 'number' | 'boolean' | 'choice' | 'choices' | 'secret';
  /** Heading under which the page groups fields. */
  group: 'job' | 'parameters' | 'secrets' | 'resources' | 'arguments';
  help?: string;
  required: boolean;
  /** Shown but fixed by the publisher (`canModify: false`). */
  readOnly: boolean;
  default: FieldValue;
  /** For `choice` and `choices`. */
  options?: { value: string; label: string }[];
  min?: number;
  max?: number;
}

export type FieldValue = string | number | boolean | string[];

/** Step number (from 1) to field id to value. */
export type Answers = Record<string, Record<string, FieldValue>>;

/** One step of the wizard before it is answered. */
export interface StepForm {
  number: number;
  type: string;
  label: string;
  fields: Field[];
  /** Paragraphs to read (informational steps); Markdown when `markdown`. */
  texts: string[];
  markdown: boolean;
}

/** A value that does not do; `field` is the id. */
export interface FieldError {
  step: number;
  field: string;
  message: string;
}

/** Answers either give a plan or say per field what is wrong. */
export type PlanResult = { ok: true; plan: InstallPlan } | { ok: false; errors: FieldError[] };

/** Secrets by plan step and field id; kept in memory for the time of the run only. */
export type Secrets = Record<string, Record<string, string>>;

export type InstallEvent =
  | { type: 'step-started'; step: number }
  | { type: 'request-sent'; step: number; request: string }
  | { type: 'request-answered'; step: number; request: string; status: number }
  | { type: 'step-done'; step: number; job?: PlannedJob }
  | { type: 'handoff'; step: number; protocol: Record<string, unknown>; omittedSecrets: string[] }
  | { type: 'failed'; step: number; error: MarketError; receipt: Receipt }
  | { type: 'done'; receipt: Receipt };

/** States of a job as the cluster reports them. */
export type JobState =
  | 'WAITING'
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'STOPPING'
  | 'STOPPED'
  | 'FAILED'
  | 'UNKNOWN';
