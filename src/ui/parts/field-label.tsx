/** What all controls of a field are given, and the label that names them. */
import { partTexts } from '../messages/parts.ts';
import { TEXT_LIMITS, toLine } from './plain-text.ts';

import type { Field, FieldValue, FileValue } from '#core/model/install.ts';
import type { ReactNode } from 'react';

/** Reads a file that the user gives; `onRead` hears of the bytes so far. Rejects with `MarketError`. */
export type ReadFile = (
  file: File,
  options: { signal: AbortSignal; onRead: (bytes: number) => void },
) => Promise<FileValue>;

export interface FieldControlProps {
  field: Field;
  value: FieldValue;
  /** Why the value does not do; shown beside the control and tied to it. */
  error?: string | undefined;
  /** No input for now, such as while the plan runs. */
  disabled?: boolean;
  /** The value in other words, such as "64 GB" beside 65536. */
  note?: string | undefined;
  /** One cell of a table: no help of its own, and its label may be hidden where a heading says the same. */
  cell?: boolean;
  onChange: (value: FieldValue) => void;
  onLeave?: (() => void) | undefined;
  /** For the kind `file`. */
  onFile?: ReadFile | undefined;
  /** Shown under the control, such as an alert on a name that is taken. */
  children?: ReactNode;
}

export interface ControlProps extends FieldControlProps {
  id: string;
  described: { 'aria-describedby'?: string; 'aria-invalid'?: true; 'aria-required'?: true };
}

export function Label({ field, id }: { field: Field; id: string }): ReactNode {
  return (
    <div className="pm-field-label">
      <label htmlFor={id} dir="auto">
        {toLine(field.label, TEXT_LIMITS.label)}
      </label>
      {/* Outside the label, so that the accessible name stays the label alone. */}
      {field.required && !field.readOnly && field.default === '' && (
        <span aria-hidden="true">{partTexts.field.required}</span>
      )}
      {field.readOnly && <span>{partTexts.field.fixed}</span>}
    </div>
  );
}
