/** One step of the wizard: its texts and fields by group, what is wrong with them, and what the cluster says to them. */
import { ErrorAlert } from '../parts/error-alert.tsx';
import { FieldControl } from '../parts/field.tsx';
import { Markdown } from '../parts/markdown.tsx';
import { TEXT_LIMITS, toLine, toParagraph } from '../parts/plain-text.ts';
import css from '../styles/install-form.css?inline';
import { useStyles } from '../styles/use-styles.ts';
import { freeWords } from './job-size.ts';
import { ResourceTable } from './resources.tsx';
import { StepFiles } from './step-files.tsx';
import { useSettled } from './use-settled.ts';

import type { Field, FieldError, FieldValue, StepFile, StepForm } from '#core/model/install.ts';
import type { ReactNode } from 'react';
import type { StepFieldsProps } from './form-props.ts';

const GROUPS: { group: Field['group']; title: string }[] = [
  { group: 'job', title: 'Job' },
  { group: 'parameters', title: 'Parameters' },
  { group: 'secrets', title: 'Secrets' },
  { group: 'resources', title: 'Resources' },
  { group: 'arguments', title: 'Arguments' },
];

export function StepFields(props: StepFieldsProps): ReactNode {
  useStyles('install-form', css);
  const { step, values, errors, marked } = props;
  const settled = useSettled(values);
  const shown = marked ? errors : errors.filter(({ field }) => settled.fields.has(field));
  const leave = (field: string) => {
    settled.leave(field);
    props.onLeave(field);
  };
  return (
    <>
      <StepTexts step={step} />
      {props.done && <p className="pm-soft">This step was done already; it is not run again.</p>}
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
          const control = (field: Field, cell?: { note?: string | undefined }) => (
            <StepField
              {...props}
              key={field.id}
              field={field}
              cell={cell}
              errors={shown}
              onLeave={leave}
            />
          );
          return (
            <fieldset className="pm-group" key={group} data-group={group}>
              <legend>{title}</legend>
              {group === 'secrets' && (
                <p className="pm-soft">
                  Kept in memory until the run ends; never in the preview, the receipt or the
                  browser’s storage.
                </p>
              )}
              {group === 'resources' ? (
                <ResourceTable
                  fields={fields}
                  values={values}
                  virtualClusters={props.virtualClusters}
                  virtualCluster={chosenCluster(step, values)}
                  control={control}
                />
              ) : (
                <div className="pm-group-fields">{fields.map((field) => control(field))}</div>
              )}
            </fieldset>
          );
        })}
      </form>
      <StepFiles files={[...step.files, ...givenFiles(step, values)]} onInspect={props.onInspect} />
    </>
  );
}

function chosenCluster(step: StepForm, values: Record<string, FieldValue>): string | undefined {
  const field = step.fields.find(({ id }) => id === VIRTUAL_CLUSTER);
  const value = field && valueOf(field, values);
  return typeof value === 'string' ? value : undefined;
}

/** Files that the user gave so far. */
function givenFiles(step: StepForm, values: Record<string, FieldValue>): StepFile[] {
  return step.fields.flatMap((field) => {
    const value = field.kind === 'file' ? valueOf(field, values) : undefined;
    if (typeof value !== 'object' || Array.isArray(value)) return [];
    const { name, size, sha256 } = value;
    return [{ argument: field.label, package: '', file: name, size, sha256 }];
  });
}

/** Fixed fields show what the verified spec says, whatever the answers hold (I04). */
function valueOf(field: Field, values: Record<string, FieldValue>): FieldValue {
  return field.readOnly ? field.default : (values[field.id] ?? field.default);
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

const VIRTUAL_CLUSTER = 'virtualCluster';

interface StepFieldProps extends StepFieldsProps {
  field: Field;
  cell: { note?: string | undefined } | undefined;
}

function StepField(props: StepFieldProps): ReactNode {
  const { field, cell, step, values, errors, onAnswer, onLeave } = props;
  const error = errors.find((each) => each.field === field.id);
  const refusal = props.refusal?.field === field.id ? props.refusal.error : undefined;
  return (
    <div className="pm-cell" data-field={step.fields.indexOf(field)}>
      <FieldControl
        field={field.id === VIRTUAL_CLUSTER ? withFree(field, props.virtualClusters) : field}
        value={valueOf(field, values)}
        error={error?.message ?? (refusal && 'This name is taken.')}
        disabled={props.disabled || props.done}
        note={cell?.note}
        cell={cell !== undefined}
        onChange={(next) => onAnswer(field.id, next)}
        onLeave={() => onLeave(field.id)}
        onFile={props.onFile}
      >
        {refusal && <ErrorAlert error={refusal} level={3} />}
      </FieldControl>
    </div>
  );
}

/** What is free stands with each choice. */
function withFree(field: Field, clusters: StepFieldsProps['virtualClusters']): Field {
  const options = field.options?.map((option) => {
    const facts = clusters.find(({ name }) => name === option.value);
    const free = facts && freeWords(facts);
    return free ? { ...option, label: `${option.label} (${free})` } : option;
  });
  return options ? { ...field, options } : field;
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
