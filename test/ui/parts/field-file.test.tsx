/** A file field as people and assistive tools use it: chosen, dropped, refused, read, taken out. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { FieldControl } from '#ui/parts/field.tsx';
import { ServicesProvider } from '#ui/services.ts';
import { axeViolations } from '../../fakes/page.tsx';
import { fakeServices } from '../../fakes/services.ts';

import type { Field, FieldValue, FileValue } from '#core/model/install.ts';

afterEach(cleanup);

const FIELD: Field = {
  id: 'arguments.jar',
  label: 'jar',
  kind: 'file',
  group: 'arguments',
  required: true,
  readOnly: false,
  default: '',
  accept: '.jar',
  help: 'The driver.',
};
const SHA = 'ab'.repeat(32);
const file = (name = 'driver.jar', text = 'bytes') => new File([text], name);
const input = () => screen.getByLabelText<HTMLInputElement>('jar', { exact: true });

/** A field whose files are read when the test says so. */
function draw(start: FieldValue = '', given: Partial<Field> = {}) {
  const values: FieldValue[] = [];
  const reads: {
    file: File;
    signal: AbortSignal;
    onRead: (bytes: number) => void;
    done: (value: FileValue) => void;
    fail: (error: unknown) => void;
  }[] = [];
  function Holder() {
    const [value, setValue] = useState<FieldValue>(start);
    return (
      <FieldControl
        field={{ ...FIELD, ...given }}
        value={value}
        onChange={(next) => {
          values.push(next);
          setValue(next);
        }}
        onFile={(taken, options) =>
          new Promise((done, fail) => reads.push({ file: taken, ...options, done, fail }))
        }
      />
    );
  }
  render(
    <ServicesProvider value={fakeServices()}>
      <Holder />
    </ServicesProvider>,
  );
  return { values, reads, user: userEvent.setup({ applyAccept: false }) };
}

const drop = (...files: File[]) => {
  const box = input().closest('.pm-drop');
  if (!box) throw new Error('no box to drop on');
  fireEvent.drop(box, { dataTransfer: { files } });
};

describe('a file', () => {
  it('is read with its progress, then named with size and digest', async () => {
    const { values, reads, user } = draw();
    await user.upload(input(), file());
    expect(screen.getByText(/Reading driver.jar \(5 bytes\)/)).toBeDefined();
    act(() => reads[0]?.onRead(2));
    expect(screen.getByRole('progressbar').getAttribute('value')).toBe('2');
    await act(async () => reads[0]?.done({ name: 'driver.jar', size: 5, sha256: SHA }));
    expect(values).toEqual([{ name: 'driver.jar', size: 5, sha256: SHA }]);
    expect(screen.queryByRole('progressbar')).toBeNull();
    expect(document.body.textContent).toContain('driver.jar, 5 bytes');
    expect(document.body.textContent).toContain(`SHA-256 ${SHA}`);
  });

  it('can be dropped', () => {
    const { reads } = draw();
    drop(file('DRIVER.JAR'));
    expect(reads.map((each) => each.file.name)).toEqual(['DRIVER.JAR']);
  });

  it('is taken out again, with the focus on the field', async () => {
    const { values, user } = draw({ name: 'driver.jar', size: 5, sha256: SHA });
    await user.click(screen.getByRole('button', { name: 'Remove driver.jar' }));
    expect(values).toEqual(['']);
    expect(document.activeElement).toBe(input());
  });

  it('that is chosen while another is read takes its place', async () => {
    const { values, reads, user } = draw();
    await user.upload(input(), file('one.jar'));
    await user.upload(input(), file('two.jar'));
    expect(reads[0]?.signal.aborted).toBe(true);
    await act(async () => {
      reads[0]?.done({ name: 'one.jar', size: 5, sha256: SHA });
      reads[1]?.done({ name: 'two.jar', size: 5, sha256: SHA });
    });
    expect(values).toEqual([{ name: 'two.jar', size: 5, sha256: SHA }]);
  });

  it('is read no longer when the user stops it', async () => {
    const { values, reads, user } = draw();
    await user.upload(input(), file());
    await user.click(screen.getByRole('button', { name: 'Stop reading' }));
    expect(reads[0]?.signal.aborted).toBe(true);
    await act(async () => reads[0]?.done({ name: 'driver.jar', size: 5, sha256: SHA }));
    expect(values).toEqual([]);
  });
});

describe('what is not taken', () => {
  const alert = () => screen.getByRole('alert');

  it('is a file of another type, and why is said', () => {
    const { reads } = draw();
    drop(file('notes.txt'));
    expect(reads).toEqual([]);
    expect(alert().textContent).toBe('notes.txt is not taken: choose a file that ends in .jar.');
  });

  it('are several files at once', () => {
    const { reads } = draw();
    drop(file(), file('other.jar'));
    expect(reads).toEqual([]);
    expect(alert().textContent).toBe('One file is needed here, not 2.');
  });

  it('is anything while the field is fixed', () => {
    const { reads } = draw('', { readOnly: true });
    drop(file());
    expect(reads).toEqual([]);
    expect(input().disabled).toBe(true);
  });

  it('is a file that could not be read, with its error', async () => {
    const { reads, user } = draw();
    await user.upload(input(), file());
    const error = new MarketError('net-too-large', 'The file is larger than 5 MB.');
    await act(async () => reads[0]?.fail(error));
    expect(alert().dataset['errorCode']).toBe('net-too-large');
    expect(screen.queryByRole('progressbar')).toBeNull();
  });
});

describe('for assistive tools', () => {
  it('the field has its label, its state and its help', () => {
    draw();
    const ids = input().getAttribute('aria-describedby')?.split(' ') ?? [];
    const words = ids.map((id) => document.getElementById(id)?.textContent);
    expect(words).toEqual(['No file is chosen yet. It must end in .jar.', 'The driver.']);
    expect(input().required).toBe(true);
  });

  it('nothing is wrong by the rules of axe, empty and filled', async () => {
    draw();
    expect(await axeViolations()).toEqual([]);
    cleanup();
    draw({ name: 'driver.jar', size: 5, sha256: SHA });
    expect(await axeViolations()).toEqual([]);
  });
});
