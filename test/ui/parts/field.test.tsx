/** Fields of the wizard as assistive tools meet them: named exactly by their label, with help and error tied to them. */
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';

import { FieldControl } from '#ui/parts/field.tsx';

import type { Field, FieldValue } from '#core/model/install.ts';

afterEach(cleanup);

const base: Field = {
  id: 'parameters.lr',
  label: 'lr',
  kind: 'text',
  group: 'parameters',
  required: false,
  readOnly: false,
  default: '',
};

/** Draws a field that keeps its value; gives the values that it took. */
function draw(given: Partial<Field>, more: { error?: string; start?: FieldValue } = {}) {
  const values: FieldValue[] = [];
  const field = { ...base, ...given };
  function Holder() {
    const [value, setValue] = useState<FieldValue>(more.start ?? field.default);
    const onChange = (next: FieldValue) => {
      values.push(next);
      setValue(next);
    };
    return <FieldControl field={field} value={value} error={more.error} onChange={onChange} />;
  }
  render(<Holder />);
  return { values, user: userEvent.setup() };
}

describe('the accessible name', () => {
  const kinds: [Field['kind'], string][] = [
    ['text', 'textbox'],
    ['multiline', 'textbox'],
    ['json', 'textbox'],
    ['integer', 'spinbutton'],
    ['number', 'spinbutton'],
    ['boolean', 'checkbox'],
    ['choice', 'combobox'],
    ['choices', 'group'],
  ];
  it.each(kinds)('of a %s field is its label alone', (kind, role) => {
    draw({ kind, required: true, help: 'Some help.', options: [{ value: 'a', label: 'A' }] });
    expect(screen.getByRole(role, { name: 'lr' })).toBeDefined();
  });

  it('of a list of boxes is the argument that it stands for', () => {
    draw({ kind: 'choices', label: 'Storages', name: 'storages' });
    expect(screen.getByLabelText('storages', { exact: true }).tagName).toBe('FIELDSET');
  });

  it('of a secret is its key', () => {
    draw({ kind: 'secret', label: 'token', required: true });
    const input = screen.getByLabelText<HTMLInputElement>('token', { exact: true });
    expect(input.type).toBe('password');
    expect(input.autocomplete).toBe('off');
  });
});

describe('a field with an error', () => {
  it('is marked, and described by help and error', () => {
    draw({ help: 'Between 0 and 1.' }, { error: 'lr must be a number.' });
    const input = screen.getByRole('textbox', { name: 'lr' });
    expect(input.getAttribute('aria-invalid')).toBe('true');
    const ids = (input.getAttribute('aria-describedby') ?? '').split(' ');
    const words = ids.map((id) => document.getElementById(id)?.textContent);
    expect(words).toEqual(['Between 0 and 1.', 'lr must be a number.']);
  });
});

describe('values', () => {
  it('of a number are handed on as typed', async () => {
    const { values, user } = draw({ kind: 'number' });
    await user.type(screen.getByRole('spinbutton'), '0.5');
    expect(values.at(-1)).toBe('0.5');
  });

  it('of a choice are among the options, with a hint while nothing is chosen', async () => {
    const { values, user } = draw({
      kind: 'choice',
      options: [{ value: 'a', label: 'Cluster A' }],
    });
    expect(screen.getByRole('option', { name: 'Choose…' })).toBeDefined();
    await user.selectOptions(screen.getByRole('combobox', { name: 'lr' }), 'a');
    expect(values).toEqual(['a']);
  });

  it('of choices are the ticked ones', async () => {
    const options = ['a', 'b', 'c'].map((value) => ({ value, label: value }));
    const { values, user } = draw({ kind: 'choices', options }, { start: ['a'] });
    await user.click(screen.getByRole('checkbox', { name: 'c' }));
    await user.click(screen.getByRole('checkbox', { name: 'a' }));
    expect(values).toEqual([['a', 'c'], ['c']]);
  });

  it('of a secret are shown on request only', async () => {
    const { user } = draw({ kind: 'secret', label: 'token' }, { start: 'hunter2' });
    const input = screen.getByLabelText<HTMLInputElement>('token', { exact: true });
    await user.click(screen.getByRole('button', { name: 'Show' }));
    expect(input.type).toBe('text');
    await user.click(screen.getByRole('button', { name: 'Hide' }));
    expect(input.type).toBe('password');
  });

  it('that the publisher fixed cannot be changed', async () => {
    const { values, user } = draw({ readOnly: true, default: 'fixed' });
    await user.type(screen.getByRole('textbox', { name: 'lr' }), 'x');
    expect(values).toEqual([]);
    expect(screen.getByText('set by the publisher')).toBeDefined();
  });
});
