/** One step of the wizard: its texts and fields by group, what is wrong with them, and what the cluster says to them. */
import { installTexts } from '../messages/install.ts';
import { told, toldAnswer } from '../messages/sentences.ts';
import { ErrorAlert } from '../parts/error-alert.tsx';
import { FieldControl } from '../parts/field.tsx';
import { isFile } from '../parts/file-value.ts';
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

const GROUPS: readonly Field['group'][] = [
  'job',
  'parameters',
  'secrets',
  'resources',
  'arguments',
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
      {props.done && <p className="pm-soft">{installTexts.form.doneBefore}</p>}
      {/* No submit button: nothing runs by the Enter key alone. */}
      <form
        className="pm-form"
        autoComplete="off"
        noValidate
        onSubmit={(event) => event.preventDefault()}
      >
        {GROUPS.map((group) => {
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
              <legend>{installTexts.form.groups[group]}</legend>
              {group === 'secrets' && <p className="pm-soft">{installTexts.form.secretsHint}</p>}
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
    if (!isFile(value)) return [];
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
  if (step.texts.length === 1) return <p dir="auto">{toParagraph(told(step.texts[0] ?? ''))}</p>;
  return (
    <ol className="pm-texts">
      {step.texts.map((text, index) => (
        <li key={index} dir="auto">
          {toParagraph(told(text))}
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
        field={inWords(field, props.virtualClusters)}
        value={valueOf(field, values)}
        error={error ? toldAnswer(error.message) : refusal && installTexts.form.taken}
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

/** As the language has it; names that the package gives stay. */
function inWords(field: Field, clusters: StepFieldsProps['virtualClusters']): Field {
  const known = field.id === VIRTUAL_CLUSTER ? withFree(field, clusters) : field;
  return {
    ...{ ...known, label: labelOf(field) },
    ...(field.help === undefined ? {} : { help: told(field.help) }),
  };
}

/** Only labels that are no names of the package: a parameter may be called anything. */
function labelOf({ group, label }: Field): string {
  return group === 'job' || group === 'resources' ? told(label) : label;
}

/** What is free stands with each choice. */
function withFree(field: Field, clusters: StepFieldsProps['virtualClusters']): Field {
  const options = field.options?.map((option) => {
    const facts = clusters.find(({ name }) => name === option.value);
    const free = facts && freeWords(facts);
    return free ? { ...option, label: installTexts.form.optionFree(option.label, free) } : option;
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
  return (
    <div role="alert" data-error-code="action-argument" className="pm-error-summary">
      <p>{installTexts.form.wrong(errors.length)}</p>
      <ul>
        {inOrder(step, errors).map((error, index) => {
          const field = step.fields.find(({ id }) => id === error.field);
          const message = toldAnswer(error.message);
          return (
            <li key={index}>
              {field === undefined ? (
                toParagraph(message)
              ) : (
                <button
                  type="button"
                  className="pm-button pm-button-link"
                  onClick={() => onFocus(error.field)}
                >
                  {withLabel(toLine(labelOf(field), TEXT_LIMITS.label), toLine(message))}
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
  const shown = GROUPS.flatMap((group) => fields.filter((field) => field.group === group));
  const place = (error: FieldError) => shown.findIndex((field) => field.id === error.field);
  return [...errors].sort((one, other) => place(one) - place(other));
}

/** Many messages begin with the label already. */
function withLabel(label: string, message: string): string {
  return message.startsWith(label) ? message : installTexts.form.wrongField(label, message);
}
