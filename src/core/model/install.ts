/** The wizard's fields, the cluster's facts and the events of an install; plain data between plan, flows and pages. */
import type { ErrorCode, MarketError, Problem } from '../errors.ts';
import type {
  InstallJournal,
  InstallPlan,
  PackageName,
  PlannedJob,
  PlannedRequest,
  Receipt,
} from './generated.ts';

export type ClusterName = PlannedRequest['target'];

/** What the planner must know of the clusters and the user; what no step needs is empty or absent. */
export interface ClusterFacts {
  /** Base address of OpenPAI's REST server, absolute, ends in a slash. */
  base: string;
  user: string;
  admin: boolean;
  /** Of OpenPAI, such as 1.8.0; absent if not told. */
  version?: string;
  /** Virtual clusters that the user may use, with what is free in them. */
  virtualClusters: VirtualClusterFacts[];
  /** Storages that the user may use. */
  storages: StorageFacts[];
  /** Absent where none is configured or no step needs it. */
  cdap?: CdapFacts;
}

export interface VirtualClusterFacts {
  name: string;
  /** Unused GPUs, CPUs and memory in MB, where the cluster tells them. */
  freeGpus?: number;
  freeCpus?: number;
  freeMemoryMB?: number;
  /** What it has in all, where the cluster tells it: more than this never runs. */
  totalGpus?: number;
  totalCpus?: number;
  totalMemoryMB?: number;
}

export interface StorageFacts {
  name: string;
  default: boolean;
}

export interface CdapFacts {
  /** Absolute, ends in a slash; requests go to `${base}v3/…`. */
  base: string;
  namespace: string;
  /** Such as 6.1.1 (GET /v3/version). */
  version: string;
  /** User and system artifacts that the namespace sees (GET /v3/namespaces/{ns}/artifacts). */
  artifacts: CdapArtifact[];
  /** Whether the administrator lets packages write into the system scope (security I02). */
  systemScope: boolean;
}

export interface CdapArtifact {
  name: string;
  version: string;
  scope: 'USER' | 'SYSTEM';
}

/** One field of a wizard step. `id` is unique in its step; answers may name a field by id or by label. */
export interface Field {
  /** Such as `name`, `virtualCluster`, `storages`, `parameters.lr`, `secrets.token`, `taskRoles.worker.gpu`, `arguments.x`. */
  id: string;
  /** Accessible name: "Job name", "Virtual cluster", the key of a parameter or secret, the name of an argument … */
  label: string;
  /** Accessible name in the place of `label`: the argument that a list of boxes stands for. */
  name?: string;
  /** `json`: text that must be JSON; `file`: a file of the user's (`FileValue`), `accept` says which. */
  kind:
    | 'text'
    | 'multiline'
    | 'integer'
    | 'number'
    | 'boolean'
    | 'choice'
    | 'choices'
    | 'secret'
    | 'json'
    | 'file';
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
  /** For `file`: endings such as `.jar`. */
  accept?: string;
}

/** A file that the user gave: its bytes are held by whoever read it, found again by their digest. */
export interface FileValue {
  name: string;
  /** Bytes. */
  size: number;
  /** Lower-case hexadecimal. */
  sha256: string;
}

/** A `file` field that is not answered has ''. */
export type FieldValue = string | number | boolean | string[] | FileValue;

/** Step number (from 1, over all packages of the install) to field id to value. The field `protocol` of a job step is the edited protocol as YAML. */
export type Answers = Record<string, Record<string, FieldValue>>;

/** A file that a step uses, for showing what is inside. */
export interface StepFile {
  /** The argument that names it. */
  argument: string;
  /** `name@version` of the package that it belongs to; '' for a file that the user gave. */
  package: string;
  file: string;
  size: number;
  /** Of a file that the user gave: by this its bytes are found. */
  sha256?: string;
}

/** One step of the wizard before it is answered. */
export interface StepForm {
  number: number;
  package: PackageName & { label: string };
  type: string;
  label: string;
  fields: Field[];
  /** Paragraphs to read (informational steps); Markdown when `markdown`. */
  texts: string[];
  markdown: boolean;
  /** Files of the package that the step sends or reads. */
  files: StepFile[];
  /** Whether the step has a job protocol that can be edited as a whole. */
  document: boolean;
}

/** A value that does not do; `field` is the id. */
export interface FieldError {
  step: number;
  field: string;
  message: string;
  /** Where it is more than a value that does not do: `dependency-conflict`. */
  code?: ErrorCode;
}

/** Answers either give a plan or say per field what is wrong. */
export type PlanResult = { ok: true; plan: InstallPlan } | { ok: false; errors: FieldError[] };

/** An edited job protocol either gives new answers or says what is wrong; `line` from 1 where it is known. */
export type EditResult =
  | { ok: true; answers: Answers }
  | { ok: false; errors: { message: string; line?: number }[] };

/** Secrets by plan step and field id; kept in memory for the time of the run only. */
export type Secrets = Record<string, Record<string, string>>;

/** By request id, what the user decided: adopt what is there, run the writes all the same, or send once more what may have happened. */
export type Decisions = InstallJournal['decisions'];

/** What a probe found, by the probe's request id; or, by its own id, a write of which nobody knows whether it happened. */
export interface ProbeFinding {
  step: number;
  request: string;
  /** `same`: there and equal, or known from a receipt of ours; `own`: done by this very install; `unknown`: a write whose answer was lost. */
  state: 'absent' | 'same' | 'own' | 'present' | 'differs' | 'unknown';
  /** In words, for the page: what is there and what follows. */
  words: string;
  /** What the user may decide; empty where nothing needs deciding. */
  choices: Decisions[string][];
}

export type InstallEvent =
  | { type: 'step-started'; step: number }
  | { type: 'request-sent'; step: number; request: string }
  /** Bytes of the body so far. */
  | { type: 'request-progress'; step: number; request: string; sent: number; total: number }
  /** Waiting because the cluster said so (429, 503), until this time in milliseconds since the epoch. */
  | { type: 'request-waiting'; step: number; request: string; until: number; status: number }
  | { type: 'request-answered'; step: number; request: string; status: number }
  /** A write that was not sent, and why: skipped, adopted or found. */
  | {
      type: 'request-spared';
      step: number;
      request: string;
      outcome: 'skipped' | 'adopted' | 'found' | 'done';
    }
  | { type: 'step-done'; step: number; job?: PlannedJob }
  | { type: 'handoff'; step: number; protocol: Record<string, unknown>; omittedSecrets: string[] }
  /** `choices` by request id: what the user may decide so that it can go on. */
  | {
      type: 'failed';
      step: number;
      error: MarketError;
      receipt: Receipt;
      findings: ProbeFinding[];
    }
  | { type: 'done'; receipt: Receipt };

export type UndoEvent =
  | { type: 'undo-sent'; request: string; purpose: string }
  | { type: 'undo-answered'; request: string; status: number; outcome: 'undone' | 'absent' }
  | { type: 'undo-failed'; request: string; error: MarketError; receipt: Receipt }
  | { type: 'undo-done'; receipt: Receipt };

/** States of a job as the cluster reports them. */
export type JobState =
  | 'WAITING'
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'STOPPING'
  | 'STOPPED'
  | 'FAILED'
  | 'UNKNOWN';

/** An install that was begun and has no final receipt. */
export interface Unfinished {
  journal: InstallJournal;
  /** Whether another tab is at it now. */
  running: boolean;
}

/** What is inside a file, for showing it. */
export type FileContents =
  | {
      kind: 'archive';
      /** The first thousand. */
      entries: { name: string; size: number }[];
      /** Whether it has more. */
      cut?: boolean;
      manifest?: string;
      /** Why the strict reader refuses it; the entries are then what it claims to hold. */
      problem?: Problem;
    }
  | { kind: 'text'; text: string; cut: boolean; lines: number }
  | { kind: 'binary'; problem?: Problem };

/** A job on the cluster whose tag says which package it came from. */
export interface TaggedJob {
  job: PlannedJob;
  market: string;
  package: PackageName;
  state: JobState;
  /** Milliseconds since the epoch, where the cluster tells it. */
  submittedAt?: number;
}
