/** The answered part of the wizard: its answers, what the clusters said about them, and what the user decided. */
import { isFile } from '../parts/file-value.ts';

import type { MarketError } from '#core/errors.ts';
import type { InstallJournal } from '#core/model/generated.ts';
import type {
  Answers,
  Decisions,
  Field,
  FieldError,
  FieldValue,
  ProbeFinding,
  StepForm,
} from '#core/model/install.ts';
import type { PreparedInstall } from '../services.ts';
import type { DocumentDraft } from './form-props.ts';

/** It outlives a failed run, so that nothing is typed twice. */
export interface FormState {
  prepared: PreparedInstall;
  /** As the answers make them: an edited job may have other fields. */
  forms: StepForm[];
  /** With secrets: in memory for the time of the wizard only. */
  answers: Answers;
  /** Index into `forms`. */
  at: number;
  /** Steps whose wrong fields are marked; a step is marked once the user tried to leave it. */
  marked: number[];
  /** What the cluster said about the answers, and whether it is about the job's name in that step. */
  refusal?: { error: MarketError; step?: number } | undefined;
  /** The cluster is being asked before the run. */
  checking: boolean;
  /** Steps that an earlier run has done; they are not run again and their fields are fixed. */
  done: number[];
  /** Steps that sent something and are not done: they go on as they were planned. */
  begun: number[];
  /** What of the plan is there already, as far as it was asked for these answers. */
  findings: ProbeFinding[];
  /** By request id; only what was chosen by the user. */
  decisions: Decisions;
  /** Fields that the user changed, as `step field`. */
  touched: string[];
  /** Version whose answers filled the form in the place of the defaults. */
  filledFrom?: string | undefined;
  /** Names that took the place of one that exists, by step. */
  renamed: Record<number, { from: string; to: string }>;
  /** The user confirmed that the system scope is written to (security I02). */
  confirmed: boolean;
  /** What was typed as YAML, by step. */
  drafts: Record<number, DocumentDraft>;
}

export type FormAction =
  | { type: 'answer'; step: number; field: string; value: FieldValue }
  /** All answers at once, from an edited job. */
  | { type: 'answers'; answers: Answers }
  | { type: 'draft'; step: number; draft: DocumentDraft }
  /** Another name for a job whose name exists. */
  | { type: 'rename'; step: number; from: string; to: string }
  /** Back to the publisher's defaults. */
  | { type: 'reset' }
  | { type: 'go'; at: number }
  | { type: 'mark'; steps: number[] }
  | { type: 'checking'; checking: boolean }
  | { type: 'found'; findings: ProbeFinding[] }
  | { type: 'decide'; request: string; choice: Decisions[string] }
  | { type: 'confirm'; confirmed: boolean }
  /** `stay`: said while the form is answered, so that the open step stays open. */
  | { type: 'refused'; error: MarketError; step?: number | undefined; stay?: boolean };

/** The form with what the publisher and the cluster suggest, or what was answered the last time. */
export function startForm(prepared: PreparedInstall): FormState {
  const { former } = prepared;
  const defaults = defaultAnswers(prepared.forms);
  const answers = former ? withFormer(prepared, defaults, former.answers) : defaults;
  const filled = former && JSON.stringify(answers) !== JSON.stringify(defaults);
  return formOf(prepared, answers, filled ? { filledFrom: former.version } : {});
}

/** The form of an install that was begun: its answers, its decisions, and the steps that are done. */
export function resumeForm(prepared: PreparedInstall, journal: InstallJournal): FormState {
  const done = journal.doneSteps ?? [];
  const former = journal.answers as Answers;
  const answers = withFormer(prepared, defaultAnswers(prepared.forms), former);
  for (const form of prepared.formsOf(answers)) {
    const own = { ...answers[form.number] };
    for (const field of form.fields) {
      const isDone = done.includes(form.number);
      // Nothing of a step that is done is sent again, so its secrets are not needed; its plan has placeholders only.
      if (field.kind === 'secret' && isDone) own[field.id] = 'not needed';
      // The bytes of a file are not kept: it is asked for again.
      if (field.kind === 'file' && !isDone) own[field.id] = '';
    }
    answers[form.number] = own;
  }
  const begun = begunSteps(journal).filter((step) => !done.includes(step));
  return formOf(prepared, answers, { done, begun, decisions: journal.decisions });
}

/** Steps of which a write happened or may have happened. */
function begunSteps({ plan, records }: InstallJournal): number[] {
  const happened = ['done', 'found', 'unknown'];
  return plan.steps
    .filter(({ requests }) =>
      requests.some(
        ({ id, kind }) => kind === 'write' && happened.includes(records[id]?.outcome ?? ''),
      ),
    )
    .map(({ number }) => number);
}

function formOf(prepared: PreparedInstall, answers: Answers, more: Partial<FormState>): FormState {
  return {
    ...{ prepared, answers, forms: prepared.formsOf(answers), at: 0, marked: [] },
    ...{
      checking: false,
      done: [],
      begun: [],
      findings: [],
      decisions: {},
      touched: [],
      renamed: {},
      drafts: {},
      confirmed: false,
    },
    ...more,
  };
}

function defaultAnswers(forms: readonly StepForm[]): Answers {
  // Fixed fields are left out: their values come from the verified spec, never from a form (I04).
  const own = (fields: Field[]) =>
    Object.fromEntries(
      fields.filter((field) => !field.readOnly).map((field) => [field.id, field.default]),
    );
  return Object.fromEntries(forms.map((form) => [form.number, own(form.fields)]));
}

/** Former answers where the field is still there and takes such a value; an edited job goes first, as it makes the fields. */
function withFormer(prepared: PreparedInstall, defaults: Answers, former: Answers): Answers {
  const edited: Answers = {};
  for (const form of prepared.forms) {
    const text = form.document ? former[form.number]?.['protocol'] : undefined;
    const own = { ...defaults[form.number] };
    edited[form.number] = typeof text === 'string' ? { ...own, protocol: text } : own;
  }
  const answers: Answers = {};
  for (const form of prepared.formsOf(edited)) {
    const own = { ...edited[form.number] };
    for (const field of form.fields) {
      const value = former[form.number]?.[field.id];
      if (!field.readOnly && value !== undefined && fits(field, value)) own[field.id] = value;
      else if (!field.readOnly && own[field.id] === undefined) own[field.id] = field.default;
    }
    answers[form.number] = own;
  }
  return answers;
}

function fits({ kind, options, default: usual }: Field, value: FieldValue): boolean {
  if (kind === 'secret') return false;
  if (kind === 'file') return isFile(value);
  const known = (each: string) => options?.some((option) => option.value === each) ?? false;
  if (kind === 'choice') return typeof value === 'string' && known(value);
  if (kind === 'choices') return Array.isArray(value) && value.every(known);
  if (kind === 'boolean') return typeof value === 'boolean';
  return typeof value === typeof usual || ['string', 'number'].includes(typeof value);
}

export function reduceForm(form: FormState, action: FormAction): FormState {
  switch (action.type) {
    case 'found':
    case 'decide':
    case 'confirm':
    case 'checking':
    case 'refused':
      return reduceAsked(form, action);
    case 'answer':
      return answerField(form, action);
    case 'answers':
      return {
        ...withAnswers(form, action.answers),
        ...{ refusal: undefined, findings: [], decisions: {}, touched: [...form.touched, 'job'] },
      };
    case 'draft':
      return { ...form, drafts: { ...form.drafts, [action.step]: action.draft } };
    case 'rename': {
      const { step, from, to } = action;
      const named = answerField(form, { step, field: 'name', value: to });
      const first = form.renamed[step]?.from ?? from;
      return {
        ...{ ...named, touched: form.touched },
        renamed: { ...form.renamed, [step]: { from: first, to } },
      };
    }
    case 'reset':
      return formOf(form.prepared, defaultAnswers(form.prepared.forms), {
        done: form.done,
        begun: form.begun,
      });
    case 'go':
      return { ...form, at: clamp(action.at, form.forms.length) };
    case 'mark':
      return { ...form, marked: [...new Set([...form.marked, ...action.steps])] };
  }
}

type AskedAction = Extract<
  FormAction,
  { type: 'found' | 'decide' | 'confirm' | 'checking' | 'refused' }
>;

/** What came of asking the clusters. */
function reduceAsked(form: FormState, action: AskedAction): FormState {
  switch (action.type) {
    case 'checking':
      return { ...form, checking: action.checking, ...(action.checking && { refusal: undefined }) };
    case 'found':
      return { ...form, findings: action.findings, decisions: stillOpen(form, action.findings) };
    case 'decide':
      return { ...form, decisions: { ...form.decisions, [action.request]: action.choice } };
    case 'confirm':
      return { ...form, confirmed: action.confirmed, refusal: undefined };
    case 'refused': {
      const at = form.forms.findIndex((each) => each.number === action.step);
      return {
        ...form,
        checking: false,
        at: at >= 0 && !action.stay ? at : form.at,
        refusal: { error: action.error, ...(action.step ? { step: action.step } : {}) },
      };
    }
  }
}

function answerField(
  form: FormState,
  { step, field, value }: { step: number; field: string; value: FieldValue },
): FormState {
  const own = { ...form.answers[step], [field]: value };
  const about = form.refusal?.step === undefined || form.refusal.step === step;
  const { [step]: _, ...renamed } = form.renamed;
  return {
    ...withAnswers(form, { ...form.answers, [step]: own }),
    // A new answer may well be the cure; the cluster is asked again before the run.
    refusal: about ? undefined : form.refusal,
    // What was found and decided was about another request.
    findings: form.findings.filter((each) => each.step !== step),
    decisions: Object.fromEntries(
      Object.entries(form.decisions).filter(([request]) => !request.startsWith(`${step}.`)),
    ),
    touched: [...new Set([...form.touched, `${step} ${field}`])],
    renamed: field === 'name' ? renamed : form.renamed,
  };
}

function withAnswers(form: FormState, answers: Answers): FormState {
  // Only an edited job changes which fields there are; the planner is not asked at each key press.
  const same = form.forms.every(
    ({ number }) => answers[number]?.['protocol'] === form.answers[number]?.['protocol'],
  );
  return { ...form, answers, forms: same ? form.forms : form.prepared.formsOf(answers) };
}

/** Decisions about what is not in the way any more are dropped. */
function stillOpen({ decisions }: FormState, findings: ProbeFinding[]): Decisions {
  const open = new Map(findings.map((each) => [each.request, each.choices]));
  const kept = Object.entries(decisions).filter(
    ([request, choice]) => open.get(request)?.includes(choice) ?? true,
  );
  return Object.fromEntries(kept);
}

function clamp(at: number, length: number): number {
  return Math.max(0, Math.min(at, length - 1));
}

/** The step that is open. */
export function currentForm(form: FormState): StepForm | undefined {
  return form.forms[form.at];
}

/** Errors of the steps that are marked. */
export function shownErrors(form: FormState, errors: readonly FieldError[]): FieldError[] {
  return errors.filter((error) => form.marked.includes(error.step));
}

/** What is there already and still needs the user's word. */
export function undecided(form: Pick<FormState, 'findings' | 'decisions'>): ProbeFinding[] {
  return form.findings.filter(
    ({ request, choices }) => choices.length > 0 && form.decisions[request] === undefined,
  );
}
