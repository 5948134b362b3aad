/** JSON in a field: what is wrong with it, and where. */
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';

import { FieldControl } from '#ui/parts/field.tsx';
import { jsonFault } from '#ui/parts/json-fault.ts';

import type { Field } from '#core/model/install.ts';

afterEach(cleanup);

describe('jsonFault', () => {
  it('finds nothing in JSON', () => {
    expect(jsonFault('{"a": [1, null, "x"]}')).toBeUndefined();
  });

  it('names the line where the engine tells the place', () => {
    expect(jsonFault('[\n  1\n  2\n]')).toMatch(/^This is no JSON in line 3: Expected .*\.$/);
  });

  it('names the last line where the text ends too early', () => {
    expect(jsonFault('{\n  "a": [1,\n')).toMatch(/^This is no JSON in line 2: /);
  });

  it('does not repeat the text', () => {
    const fault = jsonFault(`[${'1, '.repeat(50)}hunter2]`);
    expect(fault).toMatch(/^This is no JSON/);
    expect(fault).not.toContain('hunter2');
  });
});

describe('a field of JSON', () => {
  const field: Field = {
    id: 'parameters.layers',
    label: 'layers',
    kind: 'json',
    group: 'parameters',
    required: true,
    readOnly: false,
    default: '[]',
  };
  const draw = (value: string, error?: string) =>
    render(<FieldControl field={field} value={value} error={error} onChange={() => undefined} />);
  const words = () => {
    const box = screen.getByRole('textbox', { name: 'layers' });
    return document.getElementById(box.getAttribute('aria-describedby') ?? '')?.textContent;
  };

  it('says the line in the place of the general error', () => {
    draw('[1\n2]', 'This is no JSON.');
    expect(words()).toMatch(/line 2/);
  });

  it('says any other error of good JSON', () => {
    draw('[1]', 'This JSON is nested too deep.');
    expect(words()).toBe('This JSON is nested too deep.');
  });

  it('is quiet before its error is due', () => {
    draw('[1');
    expect(screen.getByRole('textbox', { name: 'layers' }).hasAttribute('aria-invalid')).toBe(
      false,
    );
  });
});
