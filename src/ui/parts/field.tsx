/** One field of a wizard step as native controls: label, help, error and value; it knows no step and no service. */
import { useId, useState } from 'react';

import { partTexts } from '../messages/parts.ts';
import { Button } from './button.tsx';
import { FileControl } from './field-file.tsx';
import { Label } from './field-label.tsx';
import { jsonFault } from './json-fault.ts';
import { TEXT_LIMITS, toLine, toParagraph } from './plain-text.ts';

import type { Field, FieldValue } from '#core/model/install.ts';
import type { ChangeEvent, ReactNode } from 'react';
import type { ControlProps, FieldControlProps } from './field-label.tsx';

/** The control with its label; the accessible name is exactly `field.label`, or `field.name` if there is one. */
export function FieldControl(props: FieldControlProps): ReactNode {
  const { field, cell = false, note, children } = props;
  const id = useId();
  const error = errorOf(props);
  // How to write it helps nobody who cannot.
  const help = cell || field.readOnly ? undefined : field.help;
  const notes = [note && `${id}-note`, help && `${id}-help`, error && `${id}-error`];
  const describedBy = notes.filter(Boolean).join(' ');
  const described = {
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
    ...(error ? { 'aria-invalid': true as const } : {}),
    ...(field.required ? { 'aria-required': true as const } : {}),
  };
  const Control = CONTROLS[field.kind];
  const names = ['pm-field', error && 'pm-field-wrong', cell && 'pm-field-cell'];
  return (
    <div className={names.filter(Boolean).join(' ')} data-kind={field.kind}>
      <Control {...props} id={id} described={described} />
      {note && (
        <p className="pm-field-help" id={`${id}-note`}>
          {note}
        </p>
      )}
      {help && (
        <p className="pm-field-help" dir="auto" id={`${id}-help`}>
          {toParagraph(help)}
        </p>
      )}
      {error && (
        <p className="pm-field-error" id={`${id}-error`} dir="auto">
          {toParagraph(error)}
        </p>
      )}
      {children}
    </div>
  );
}

/** Where JSON does not parse, the line says more than any other message. */
function errorOf({ field, value, error }: FieldControlProps): string | undefined {
  if (error === undefined || field.kind !== 'json' || typeof value !== 'string') return error;
  return value.trim() === '' ? error : (jsonFault(value) ?? error);
}

const CONTROLS: Record<Field['kind'], (props: ControlProps) => ReactNode> = {
  text: TextControl,
  multiline: MultilineControl,
  integer: NumberControl,
  number: NumberControl,
  boolean: BooleanControl,
  choice: ChoiceControl,
  choices: ChoicesControl,
  secret: SecretControl,
  json: MultilineControl,
  file: FileControl,
};

/** What every control that is typed into has in common. */
function textProps({ field, id, value, described, disabled, onChange, onLeave }: ControlProps) {
  return {
    ...described,
    id,
    value: toText(value),
    readOnly: field.readOnly,
    disabled,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      onChange(event.target.value),
    onBlur: onLeave,
  };
}

function TextControl(props: ControlProps): ReactNode {
  const { field, id } = props;
  return (
    <>
      <Label field={field} id={id} />
      <input {...textProps(props)} dir="auto" type="text" autoComplete="off" spellCheck={false} />
    </>
  );
}

function MultilineControl(props: ControlProps): ReactNode {
  const { field, id } = props;
  return (
    <>
      <Label field={field} id={id} />
      <textarea
        {...textProps(props)}
        dir={field.kind === 'json' ? 'ltr' : 'auto'}
        rows={rowsOf(props.value)}
        spellCheck={false}
      />
    </>
  );
}

function NumberControl(props: ControlProps): ReactNode {
  const { field, id } = props;
  return (
    <>
      <Label field={field} id={id} />
      <input
        {...textProps(props)}
        type="number"
        step={field.kind === 'integer' ? 1 : 'any'}
        min={field.min}
        max={field.max}
      />
    </>
  );
}

function SecretControl(props: ControlProps): ReactNode {
  const { field, id } = props;
  const [shown, setShown] = useState(false);
  return (
    <>
      <Label field={field} id={id} />
      <div className="pm-field-secret">
        <input
          {...textProps(props)}
          type={shown ? 'text' : 'password'}
          autoComplete="off"
          spellCheck={false}
        />
        <Button aria-controls={id} onClick={() => setShown(!shown)}>
          {shown ? partTexts.field.hide : partTexts.field.show}
        </Button>
      </div>
    </>
  );
}

function BooleanControl(props: ControlProps): ReactNode {
  const { field, id, value, described, disabled, onChange, onLeave } = props;
  const { 'aria-required': _required, ...rest } = described;
  return (
    <div className="pm-field-check">
      <input
        {...rest}
        id={id}
        type="checkbox"
        checked={value === true}
        disabled={disabled === true || field.readOnly}
        onChange={(event) => onChange(event.target.checked)}
        onBlur={onLeave}
      />
      <label htmlFor={id}>{toLine(field.label, TEXT_LIMITS.label)}</label>
    </div>
  );
}

function ChoiceControl(props: ControlProps): ReactNode {
  const { field, id, value, described, disabled, onChange, onLeave } = props;
  const options = field.options ?? [];
  const chosen = toText(value);
  const known = options.some((option) => option.value === chosen);
  return (
    <>
      <Label field={field} id={id} />
      <select
        {...described}
        id={id}
        value={chosen}
        disabled={disabled === true || field.readOnly}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onLeave}
      >
        {!known && <option value={chosen}>{chosen || partTexts.field.choose}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {toLine(option.label, TEXT_LIMITS.label)}
          </option>
        ))}
      </select>
    </>
  );
}

function ChoicesControl(props: ControlProps): ReactNode {
  const { field, id, value, described, disabled, onChange, onLeave } = props;
  const options = field.options ?? [];
  const chosen = Array.isArray(value) ? value : [];
  const toggle = (option: string, on: boolean) =>
    onChange(on ? [...chosen, option] : chosen.filter((other) => other !== option));
  return (
    <fieldset
      className="pm-field-choices"
      aria-label={field.name}
      aria-describedby={described['aria-describedby']}
    >
      <legend>{toLine(field.label, TEXT_LIMITS.label)}</legend>
      {field.readOnly && <p className="pm-field-help">{partTexts.field.fixed}</p>}
      {options.length === 0 && <p className="pm-field-help">{partTexts.field.none}</p>}
      {options.map((option, index) => (
        <div className="pm-field-check" key={option.value}>
          <input
            id={`${id}-${index}`}
            type="checkbox"
            aria-invalid={described['aria-invalid']}
            checked={chosen.includes(option.value)}
            disabled={disabled === true || field.readOnly}
            onChange={(event) => toggle(option.value, event.target.checked)}
            onBlur={onLeave}
          />
          <label htmlFor={`${id}-${index}`}>{toLine(option.label, TEXT_LIMITS.label)}</label>
        </div>
      ))}
    </fieldset>
  );
}

/** Room for what is there already; the box can be drawn larger. */
function rowsOf(value: FieldValue): number {
  return Math.min(12, Math.max(4, toText(value).split('\n').length));
}

/** What a text box shows for a value. */
function toText(value: FieldValue): string {
  if (typeof value === 'object') return Array.isArray(value) ? value.join(', ') : value.name;
  return String(value);
}
