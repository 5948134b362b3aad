/** What the wizard hands to the parts of its form: plain data and callbacks, no services. */
import type { MarketError } from '#core/errors.ts';
import type { MarketConfig } from '#core/model/generated.ts';
import type {
  Answers,
  ClusterFacts,
  EditResult,
  FieldError,
  FieldValue,
  FileContents,
  StepFile,
  StepForm,
} from '#core/model/install.ts';
import type { OpenPackage, PackageTree } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { ReadFile } from '../parts/field-label.tsx';

/** What is inside a file of the step. Rejects with `MarketError`. */
export type InspectFile = (file: StepFile, signal: AbortSignal) => Promise<FileContents>;

/** `StepFields` in form-view.tsx; key it by the step's number. */
export interface StepFieldsProps {
  step: StepForm;
  /** Answers of this step, by field id. */
  values: Record<string, FieldValue>;
  /** All errors of this step's answers; those of fields that are still being typed into are held back here. */
  errors: FieldError[];
  /** The user tried to leave the step: every error shows at once. */
  marked: boolean;
  /** What the cluster said to one field, shown beside it: a job name that is taken. */
  refusal?: { field: string; error: MarketError } | undefined;
  /** The step was run before and stays as it is. */
  done: boolean;
  /** No input for now: the cluster is being asked, or the YAML beside is wrong (`isWrong`). */
  disabled: boolean;
  virtualClusters: ClusterFacts['virtualClusters'];
  onAnswer: (field: string, value: FieldValue) => void;
  onLeave: (field: string) => void;
  onFile: ReadFile;
  onInspect: InspectFile;
}

export interface DocumentError {
  message: string;
  /** From 1, where it is known. */
  line?: number;
}

/**
 * What was typed as YAML for one step, kept by the wizard for as long as it lives, so that nothing typed is lost.
 * `typed`: not looked at yet; `taken`: the form has it; `wrong`: the form stays as it was.
 */
export interface DocumentDraft {
  state: 'typed' | 'taken' | 'wrong';
  text: string;
  /** Of the last look; none while `taken`. */
  errors: DocumentError[];
  /** What the form made of a taken text: as long as it makes the same, the text is shown as it was typed. */
  rendered?: string;
  /** What stood there before "Back to the package's own". */
  before?: string;
}

/** `StepDocument` in step-document.tsx: the form (`children`) and the YAML in step with it; for steps with `document`. */
export interface StepDocumentProps {
  /** The form. */
  children: ReactNode;
  answers: Answers;
  /** The job as YAML from answers: `prepared.document`; pure. */
  render: (answers: Answers) => string;
  /** The same as the package has it: `prepared.defaultDocument`. */
  original: string;
  /** `prepared.edit` with the answers of now; pure. */
  onEdit: (text: string) => EditResult;
  /** A text was taken in. */
  onAnswers: (answers: Answers) => void;
  draft: DocumentDraft | undefined;
  onDraft: (draft: DocumentDraft) => void;
  disabled: boolean;
}

/** Whether Next and Run must wait: the YAML is wrong, or was not looked at yet. `focusDocument` leads there. */
export function isBroken(draft: DocumentDraft | undefined): boolean {
  return draft !== undefined && draft.state !== 'taken';
}

/** Whether the form must wait, too: only for YAML that is wrong, not for one that is being typed. */
export function isWrong(draft: DocumentDraft | undefined): boolean {
  return draft?.state === 'wrong';
}

/** `JobDiff` in job-diff.tsx. */
export interface JobDiffProps {
  before: string;
  after: string;
}

/** `TreeView` in tree-view.tsx: all packages that will be installed. */
export interface TreeViewProps {
  tree: PackageTree;
  market: MarketConfig;
  /** Steps of the wizard, where it is there already: which package they belong to is told. */
  steps?: Pick<StepForm, 'number' | 'package'>[] | undefined;
  accepted: (opened: OpenPackage) => boolean;
  /** Shows the licence text. */
  onLicense: (opened: OpenPackage) => void;
}
