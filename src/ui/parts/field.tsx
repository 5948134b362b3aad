/** One field of a wizard step as native controls: label, help, error and value; it knows no step and no service. */
import { useId, useState } from 'react';

import { Button } from './button.tsx';
import { TEXT_LIMITS, toLine, toParagraph } from './plain-text.ts';

import type { Field, FieldValue } from '#core/model/install.ts';
import type { ChangeEvent, ReactNode } from 'react';

export interface FieldControlProps {
  field: Field;
  value: FieldValue;
  /** Why the value does not do; shown beside the control and tied to it. */
  error?: string | undefined;
  /** No input for now, such as while the plan runs. */
  disabled?: boolean;
  onChange: (value: FieldValue) => void;
  onLeave?: (() => void) | undefined;
  /** Shown under the control, such as an alert on a name that is taken. */
  children?: ReactNode;
}

interface ControlProps extends FieldControlProps {
  id: string;
  described: { 'aria-describedby'?: string; 'aria-invalid'?: true; 'aria-required'?: true };
}

/** The control with its label; the accessible name is exactly `field.label`, or `field.name` if there is one. */
export function FieldControl(props: FieldControlProps): ReactNode {
  const { field, error, children } = props;
  const id = useId();
  const notes = [field.help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ');
  const described = {
    ...(notes ? { 'aria-describedby': notes } : {}),
    ...(error ? { 'aria-invalid': true as const } : {}),
    ...(field.required ? { 'aria-required': true as const } : {}),
  };
  const Control = CONTROLS[field.kind];
  return (
    <div className={error ? 'pm-field pm-field-wrong' : 'pm-field'} data-kind={field.kind}>
      <Control {...props} id={id} described={described} />
      {field.help && (
        <p className="pm-field-help" dir="auto" id={`${id}-help`}>
          {toParagraph(field.help)}
        </p>
      )}
      {error && (
        <p className="pm-field-error" id={`${id}-error`}>
          {toParagraph(error)}
        </p>
      )}
      {children}
    </div>
  );
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
};

function Label({ field, id }: { field: Field; id: string }): ReactNode {
  return (
    <div className="pm-field-label">
      <label htmlFor={id}>{toLine(field.label, TEXT_LIMITS.label)}</label>
      {/* Outside the label, so that the accessible name stays the label alone. */}
      {field.required && !field.readOnly && field.default === '' && (
        <span aria-hidden="true">required</span>
      )}
      {field.readOnly && <span>set by the publisher</span>}
    </div>
  );
}

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
      <input {...textProps(props)} type="text" autoComplete="off" spellCheck={false} />
    </>
  );
}

function MultilineControl(props: ControlProps): ReactNode {
  const { field, id } = props;
  return (
    <>
      <Label field={field} id={id} />
      <textarea {...textProps(props)} rows={4} spellCheck={false} />
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
          {shown ? 'Hide' : 'Show'}
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
        {!known && <option value={chosen}>{chosen || 'Choose…'}</option>}
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
      {field.readOnly && <p className="pm-field-help">set by the publisher</p>}
      {options.length === 0 && <p className="pm-field-help">None that you may use.</p>}
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

/** What a text box shows for a value. */
function toText(value: FieldValue): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}
