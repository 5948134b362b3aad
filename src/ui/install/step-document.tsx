/** The form of a step and its job as YAML, in step with one another: beside each other where there is room, else one at a time. */
import { useEffect, useMemo, useRef, useState } from 'react';

import { installTexts } from '../messages/install.ts';
import { Button } from '../parts/button.tsx';
import css from '../styles/install-document.css?inline';
import { useStyles } from '../styles/use-styles.ts';
import { DocumentEditor } from './document-editor.tsx';
import { isWrong } from './form-props.ts';
import { JobDiff } from './job-diff.tsx';

import type { Answers } from '#core/model/install.ts';
import type { ReactNode } from 'react';
import type { DocumentDraft, StepDocumentProps } from './form-props.ts';

/** Long enough to end a word, short enough to feel live. */
const PAUSE_MS = 500;

export function StepDocument(props: StepDocumentProps): ReactNode {
  useStyles('install-document', css);
  const { children, draft, original } = props;
  const [view, setView] = useState<'form' | 'yaml'>('form');
  const editing = useEditing(props);
  const wrong = isWrong(draft);
  const { yaml } = installTexts.form;
  return (
    <div className="pm-document" data-view={view}>
      <div className="pm-document-switch" role="group" aria-label={yaml.fillInAs}>
        <Button aria-pressed={view === 'form'} onClick={() => setView('form')}>
          {yaml.form}
        </Button>
        <Button aria-pressed={view === 'yaml'} onClick={() => setView('yaml')}>
          {yaml.yaml}
        </Button>
      </div>
      <div className="pm-document-form">
        {wrong && <Waiting onShow={() => setView('yaml')} onDiscard={editing.discard} />}
        {children}
      </div>
      <div className="pm-document-yaml">
        <DocumentEditor
          text={editing.text}
          errors={draft?.errors ?? []}
          disabled={props.disabled}
          own={editing.text === original}
          replaced={draft?.before !== undefined && draft.before !== editing.text}
          onType={editing.type}
          onLeave={editing.leave}
          onReset={() => editing.replace(original)}
          onRestore={() => draft?.before !== undefined && editing.replace(draft.before)}
        />
        <JobDiff before={original} after={editing.rendered} />
      </div>
    </div>
  );
}

function Waiting(props: { onShow: () => void; onDiscard: () => void }): ReactNode {
  const { yaml } = installTexts.form;
  return (
    <div className="pm-error-summary pm-document-waiting" data-document-fault="">
      <p>{yaml.waiting}</p>
      <div className="pm-buttons">
        <Button className="pm-document-show" onClick={props.onShow}>
          {yaml.show}
        </Button>
        <Button onClick={props.onDiscard}>{yaml.discard}</Button>
      </div>
    </div>
  );
}

/** What the editor shows and does; the draft itself is the wizard's. */
function useEditing(props: StepDocumentProps) {
  const { answers, render, draft, onDraft } = props;
  const rendered = useMemo(() => render(answers), [render, answers]);
  // A text that was taken is shown as typed until the form says something else.
  const stale = draft?.state === 'taken' && draft.rendered !== rendered;
  const text = draft && !stale ? draft.text : rendered;
  const keep = (next: Omit<DocumentDraft, 'before'>, before = draft?.before) =>
    onDraft({ ...next, ...(before === undefined ? {} : { before }) });

  const typedSecret = useRef(false);
  const take = (typed: string, { before = draft?.before, left = false } = {}) => {
    const result = props.onEdit(typed);
    if (!result.ok) {
      keep({ state: 'wrong', text: typed, errors: result.errors }, before);
      return;
    }
    typedSecret.current ||= hasNewSecret(answers, result.answers);
    const now = render(result.answers);
    props.onAnswers(result.answers);
    keep(
      {
        state: 'taken',
        text: left && typedSecret.current ? now : typed,
        errors: [],
        rendered: now,
      },
      before,
    );
  };
  const leave = () => {
    if (draft?.state === 'typed') take(draft.text, { left: true });
    // A secret that was typed here is in the form now; it does not stay in sight.
    else if (draft?.state === 'taken' && typedSecret.current) onDraft({ ...draft, text: rendered });
    typedSecret.current = false;
  };

  useEffect(() => {
    if (draft?.state !== 'typed') return;
    const timer = setTimeout(() => take(draft.text), PAUSE_MS);
    return () => clearTimeout(timer);
    // A draft is a new one at each key.
  }, [draft]);

  return {
    text,
    rendered,
    leave,
    type: (typed: string) =>
      keep({ state: 'typed', text: typed, errors: draft && !stale ? draft.errors : [] }),
    /** At once; what stood there can be taken back. */
    replace: (next: string) => take(next, { before: text }),
    /** As the form has it; what was typed can be taken back. */
    discard: () => keep({ state: 'taken', text: rendered, errors: [], rendered }, text),
  };
}

/** Whether an edit gave a secret a value. */
function hasNewSecret(before: Answers, after: Answers): boolean {
  return Object.entries(after).some(([step, fields]) =>
    Object.entries(fields).some(
      ([id, value]) =>
        id.startsWith('secrets.') && value !== '' && value !== (before[step]?.[id] ?? ''),
    ),
  );
}
