/** A job as YAML in a plain text box with line numbers; what is wrong leads to its line. */
import { useId, useRef } from 'react';

import { installTexts } from '../messages/install.ts';
import { toldAnswer } from '../messages/sentences.ts';
import { Button } from '../parts/button.tsx';
import { toParagraph } from '../parts/plain-text.ts';
import { numbers } from './numbered-text.tsx';

import type { ReactNode, RefObject } from 'react';
import type { DocumentError } from './form-props.ts';

export interface DocumentEditorProps {
  text: string;
  errors: readonly DocumentError[];
  disabled: boolean;
  /** Whether the text is already the package's own. */
  own: boolean;
  /** There is a text to go back to after "Back to the package's own". */
  replaced: boolean;
  onType: (text: string) => void;
  /** The box was left. */
  onLeave: () => void;
  onReset: () => void;
  onRestore: () => void;
}

/** Rows that the box has at most; beyond them it scrolls. */
const MOST_ROWS = 30;
const LEAST_ROWS = 12;

export function DocumentEditor(props: DocumentEditorProps): ReactNode {
  const { text, errors, disabled, own, replaced } = props;
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLPreElement>(null);
  const lines = text.split('\n').length;
  const { yaml } = installTexts.form;
  return (
    <div className="pm-editor">
      <div className="pm-field-label">
        <label htmlFor={id}>{yaml.label}</label>
      </div>
      <p className="pm-field-help" id={`${id}-help`}>
        {yaml.help}
      </p>
      <Faults id={`${id}-faults`} errors={errors} onGo={(line) => goTo(box, line)} />
      <div className="pm-editor-frame">
        <pre ref={gutter} className="pm-line-numbers" aria-hidden="true">
          {numbers(lines)}
        </pre>
        <textarea
          ref={box}
          id={id}
          value={text}
          disabled={disabled}
          rows={Math.min(MOST_ROWS, Math.max(LEAST_ROWS, lines + 1))}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          // Prettier to type code in, and never turned around by what is in it.
          dir="ltr"
          aria-describedby={`${id}-help${errors.length > 0 ? ` ${id}-faults` : ''}`}
          aria-invalid={errors.length > 0 || undefined}
          onChange={(event) => props.onType(event.target.value)}
          onBlur={props.onLeave}
          onScroll={(event) => {
            if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
      <div className="pm-buttons">
        <Button disabled={disabled || own} onClick={props.onReset}>
          {yaml.original}
        </Button>
        {replaced && (
          <Button disabled={disabled} onClick={props.onRestore}>
            {yaml.restore}
          </Button>
        )}
      </div>
    </div>
  );
}

interface FaultsProps {
  id: string;
  errors: readonly DocumentError[];
  onGo: (line: number) => void;
}

function Faults({ id, errors, onGo }: FaultsProps): ReactNode {
  if (errors.length === 0) return null;
  return (
    <div id={id} role="alert" data-error-code="protocol-invalid" className="pm-error-summary">
      <p>{installTexts.form.yaml.faults}</p>
      <ul>
        {errors.map(({ message, line }, at) => (
          <li key={at} dir="auto">
            {line === undefined ? (
              toParagraph(toldAnswer(message))
            ) : (
              <Button kind="link" onClick={() => onGo(line)}>
                {withLine(line, message)}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What is wrong with the text names its line already. */
function withLine(line: number, message: string): string {
  const words = toParagraph(toldAnswer(message));
  return message.startsWith('Line ') ? words : installTexts.form.yaml.faultAt(line, words);
}

/** Puts the caret at the start of the line and shows it. */
function goTo({ current: box }: RefObject<HTMLTextAreaElement>, line: number): void {
  if (!box) return;
  const lines = box.value.split('\n');
  const at = Math.min(Math.max(1, line), lines.length) - 1;
  const start = lines.slice(0, at).reduce((sum, each) => sum + each.length + 1, 0);
  box.focus();
  box.setSelectionRange(start, start + (lines[at]?.length ?? 0));
  // Browsers do not all scroll to a selection that a script made.
  const height = box.scrollHeight / lines.length;
  box.scrollTop = Math.max(0, height * at - box.clientHeight / 2);
}
