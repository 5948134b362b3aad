/** Form and YAML in step: what is typed on one side shows on the other, and nothing that was typed is lost. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { DocumentEditor } from '#ui/install/document-editor.tsx';
import { focusDocument } from '#ui/install/document-focus.ts';
import { isBroken } from '#ui/install/form-props.ts';
import { StepDocument } from '#ui/install/step-document.tsx';
import { axeViolations } from '../../fakes/page.tsx';
import { editJob, renderJob } from './job-form.ts';

import type { Answers } from '#core/model/install.ts';
import type { DocumentDraft } from '#ui/install/form-props.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const ORIGINAL = renderJob({});

/** A form of one field, the name, beside the YAML; `shown` is what the wizard knows. */
function draw() {
  const shown: { answers: Answers; drafts: Record<number, DocumentDraft> } = {
    answers: {},
    drafts: {},
  };
  function Holder() {
    const [answers, setAnswers] = useState<Answers>({ 1: {} });
    const [drafts, setDrafts] = useState<Record<number, DocumentDraft>>({});
    Object.assign(shown, { answers, drafts });
    return (
      <StepDocument
        answers={answers}
        render={renderJob}
        original={ORIGINAL}
        onEdit={(text) => editJob(answers, text)}
        onAnswers={setAnswers}
        draft={drafts[1]}
        onDraft={(draft) => setDrafts({ 1: draft })}
        disabled={false}
      >
        <input
          aria-label="Job name"
          value={String(answers[1]?.['name'] ?? 'mnist')}
          onChange={({ target }) => setAnswers({ 1: { ...answers[1], name: target.value } })}
        />
      </StepDocument>
    );
  }
  render(<Holder />);
  return shown;
}

const yaml = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Job as YAML' });
const name = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Job name' });
const button = (label: string) => screen.getByRole<HTMLButtonElement>('button', { name: label });
const type = (text: string) => fireEvent.change(yaml(), { target: { value: text } });
const pause = (): void =>
  act(() => {
    vi.advanceTimersByTime(600);
  });

const BROKEN = ORIGINAL.replace('lr: 0.1', 'lr: [0.1');

describe('typing', () => {
  it('in the form writes the YAML', () => {
    draw();
    fireEvent.change(name(), { target: { value: 'other' } });
    expect(yaml().value).toBe(ORIGINAL.replace('name: mnist', 'name: other'));
  });

  it('in the YAML fills the form after a pause, and leaves the text as typed', () => {
    const shown = draw();
    const typed = `# mine\n${ORIGINAL.replace('name: mnist', 'name:    renamed')}`;
    type(typed);
    expect(name().value).toBe('mnist');
    expect(isBroken(shown.drafts[1])).toBe(true);
    pause();
    expect(name().value).toBe('renamed');
    expect(yaml().value).toBe(typed);
    expect(isBroken(shown.drafts[1])).toBe(false);
  });

  it('in the YAML is taken in at once when the box is left', () => {
    const shown = draw();
    type(ORIGINAL.replace('name: mnist', 'name: renamed'));
    fireEvent.blur(yaml());
    expect(shown.answers[1]?.['name']).toBe('renamed');
    expect(isBroken(shown.drafts[1])).toBe(false);
  });

  it('in the form after the YAML writes the YAML anew', () => {
    draw();
    type(ORIGINAL.replace('name: mnist', 'name:    renamed'));
    pause();
    fireEvent.change(name(), { target: { value: 'third' } });
    expect(yaml().value).toBe(ORIGINAL.replace('name: mnist', 'name: third'));
  });

  it('a secret in the YAML puts it into the form and out of sight', () => {
    const shown = draw();
    type(ORIGINAL.replace('<secret: token>', 'hunter2'));
    pause();
    expect(shown.answers[1]?.['secrets.token']).toBe('hunter2');
    fireEvent.blur(yaml());
    expect(yaml().value).not.toContain('hunter2');
    expect(JSON.stringify(shown.drafts)).not.toContain('hunter2');
  });
});

describe('YAML that cannot be read', () => {
  it('leaves the form as it was, says so, and holds the wizard back', () => {
    const shown = draw();
    type(BROKEN.replace('name: mnist', 'name: renamed'));
    pause();
    expect(name().value).toBe('mnist');
    const alert = screen.getByRole('alert');
    expect(alert.dataset['errorCode']).toBe('protocol-invalid');
    expect(yaml().getAttribute('aria-invalid')).toBe('true');
    expect(isBroken(shown.drafts[1])).toBe(true);
  });

  it('leads from its error to the line', () => {
    draw();
    type(BROKEN);
    pause();
    const link = screen.getByRole('button', { name: /^Line \d+: / });
    const line = Number(/\d+/.exec(link.textContent ?? '')?.[0]);
    fireEvent.click(link);
    expect(document.activeElement).toBe(yaml());
    const before = yaml().value.slice(0, yaml().selectionStart);
    expect(before.split('\n').length).toBe(line);
    const selected = yaml().value.slice(yaml().selectionStart, yaml().selectionEnd);
    expect(selected).toBe(BROKEN.split('\n')[line - 1]);
  });

  it('names the line once, also where the message names it itself', () => {
    const line = { message: 'Line 2, column 1: unexpected end.', line: 2 };
    render(
      <DocumentEditor
        {...{ text: 'foo: [', errors: [line], disabled: false, own: false, replaced: false }}
        {...{ onType: vi.fn(), onLeave: vi.fn(), onReset: vi.fn(), onRestore: vi.fn() }}
      />,
    );
    expect(screen.getByRole('button', { name: 'Line 2, column 1: unexpected end.' })).toBeDefined();
  });

  it('takes the focus when the wizard cannot go on', () => {
    draw();
    expect(focusDocument(document.body)).toBe(false);
    type(BROKEN);
    pause();
    expect(focusDocument(document.body)).toBe(true);
    expect(document.activeElement).toBe(yaml());
  });

  it('is put right by typing on', () => {
    const shown = draw();
    type(BROKEN);
    pause();
    type(ORIGINAL.replace('lr: 0.1', 'lr: 0.5'));
    pause();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(shown.answers[1]?.['parameters.lr']).toBe(0.5);
  });

  it('can be left for the form, and taken back', () => {
    draw();
    type(BROKEN);
    pause();
    fireEvent.click(button('Use the form instead'));
    expect(yaml().value).toBe(ORIGINAL);
    expect(screen.queryByRole('alert')).toBeNull();
    fireEvent.click(button('Take my text back'));
    expect(yaml().value).toBe(BROKEN);
    expect(screen.getByRole('alert')).toBeDefined();
  });
});

describe('“Back to the package’s own”', () => {
  it('brings back text and fields, and can be undone', () => {
    const shown = draw();
    expect(button('Back to the package’s own').disabled).toBe(true);
    const typed = ORIGINAL.replace('name: mnist', 'name:    renamed');
    type(typed);
    pause();
    fireEvent.click(button('Back to the package’s own'));
    expect(yaml().value).toBe(ORIGINAL);
    expect(shown.answers[1]?.['name']).toBe('mnist');
    fireEvent.click(button('Take my text back'));
    expect(yaml().value).toBe(typed);
    expect(shown.answers[1]?.['name']).toBe('renamed');
  });
});

describe('the switch', () => {
  it('tells which of the two is shown', () => {
    draw();
    expect(button('Form').getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(button('YAML'));
    expect(button('Form').getAttribute('aria-pressed')).toBe('false');
    expect(document.querySelector<HTMLElement>('.pm-document')?.dataset['view']).toBe('yaml');
  });

  it('and all around it break no rule of axe', { timeout: 30_000 }, async () => {
    draw();
    type(BROKEN);
    pause();
    vi.useRealTimers();
    expect(await axeViolations()).toEqual([]);
  });
});
