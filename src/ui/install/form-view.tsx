/** One step of the wizard: its texts and fields by group, what is wrong with them, and what the cluster says to them. */
import { ErrorAlert } from '../parts/error-alert.tsx';
import { FieldControl } from '../parts/field.tsx';
import { Markdown } from '../parts/markdown.tsx';
import { TEXT_LIMITS, toLine, toParagraph } from '../parts/plain-text.ts';

import type { Field, FieldError, FieldValue, StepForm } from '#core/model/install.ts';
import type { ReactNode } from 'react';
import type { FormState } from './state.ts';

export interface StepFieldsProps {
  step: StepForm;
  form: FormState;
  /** Errors to show, of this step only. */
  errors: FieldError[];
  onAnswer: (step: number, field: string, value: FieldValue) => void;
  onLeave: (step: number, field: string) => void;
}

const GROUPS: { group: Field['group']; title: string }[] = [
  { group: 'job', title: 'Job' },
  { group: 'parameters', title: 'Parameters' },
  { group: 'secrets', title: 'Secrets' },
  { group: 'resources', title: 'Resources' },
  { group: 'arguments', title: 'Arguments' },
];

export function StepFields(props: StepFieldsProps): ReactNode {
  const { step, form } = props;
  return (
    <>
      <StepTexts step={step} />
      {form.done.includes(step.number) && (
        <p className="pm-soft">This step was done already; it is not run again.</p>
      )}
      {/* No submit button: nothing runs by the Enter key alone. */}
      <form
        className="pm-form"
        autoComplete="off"
        noValidate
        onSubmit={(event) => event.preventDefault()}
      >
        {GROUPS.map(({ group, title }) => {
          const fields = step.fields.filter((field) => field.group === group);
          if (fields.length === 0) return null;
          return (
            <fieldset className="pm-group" key={group} data-group={group}>
              <legend>{title}</legend>
              {group === 'secrets' && (
                <p className="pm-soft">
                  Kept in memory until the job is submitted; never in the preview, the receipt or
                  the browser’s storage.
                </p>
              )}
              <div className="pm-group-fields">
                {fields.map((field) => (
                  <div key={field.id} className="pm-cell" data-field={step.fields.indexOf(field)}>
                    <StepField field={field} {...props} />
                  </div>
                ))}
              </div>
            </fieldset>
          );
        })}
      </form>
    </>
  );
}

function StepTexts({ step }: { step: StepForm }): ReactNode {
  if (step.texts.length === 0) return null;
  if (step.markdown) return <Markdown text={step.texts.join('\n\n')} below={2} />;
  if (step.texts.length === 1) return <p dir="auto">{toParagraph(step.texts[0] ?? '')}</p>;
  return (
    <ol className="pm-texts">
      {step.texts.map((text, index) => (
        <li key={index} dir="auto">
          {toParagraph(text)}
        </li>
      ))}
    </ol>
  );
}

function StepField(props: StepFieldsProps & { field: Field }): ReactNode {
  const { field, step, form, errors, onAnswer, onLeave } = props;
  const value = field.readOnly ? undefined : form.answers[step.number]?.[field.id];
  const error = errors.find((each) => each.field === field.id);
  const refusal =
    field.id === 'name' && form.refusal?.step === step.number ? form.refusal.error : undefined;
  return (
    <FieldControl
      field={field}
      value={value ?? field.default}
      error={error?.message ?? (refusal && 'This name is taken.')}
      disabled={form.checking || form.done.includes(step.number)}
      onChange={(next) => onAnswer(step.number, field.id, next)}
      onLeave={() => onLeave(step.number, field.id)}
    >
      {refusal && <ErrorAlert error={refusal} level={3} />}
    </FieldControl>
  );
}

/** Which answers do not do, each leading to its field. */
export function ErrorSummary(props: {
  step: StepForm;
  errors: FieldError[];
  onFocus: (field: string) => void;
}): ReactNode {
  const { step, errors, onFocus } = props;
  if (errors.length === 0) return null;
  const count = errors.length === 1 ? 'One answer does' : `${errors.length} answers do`;
  return (
    <div role="alert" data-error-code="action-argument" className="pm-error-summary">
      <p>{count} not fit yet; nothing was sent.</p>
      <ul>
        {inOrder(step, errors).map((error, index) => {
          const label = step.fields.find((field) => field.id === error.field)?.label;
          return (
            <li key={index}>
              {label === undefined ? (
                toParagraph(error.message)
              ) : (
                <button
                  type="button"
                  className="pm-button pm-button-link"
                  onClick={() => onFocus(error.field)}
                >
                  {withLabel(toLine(label, TEXT_LIMITS.label), toLine(error.message))}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** As the fields stand on the page. */
function inOrder({ fields }: StepForm, errors: FieldError[]): FieldError[] {
  const shown = GROUPS.flatMap(({ group }) => fields.filter((field) => field.group === group));
  const place = (error: FieldError) => shown.findIndex((field) => field.id === error.field);
  return [...errors].sort((one, other) => place(one) - place(other));
}

/** Many messages begin with the label already. */
function withLabel(label: string, message: string): string {
  return message.startsWith(label) ? message : `${label}: ${message}`;
}
