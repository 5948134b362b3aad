/** The fields of a step: what shows when, and what a job asks for beside what is free. */
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { StepFields } from '#ui/install/form-view.tsx';
import { ServicesProvider } from '#ui/services.ts';
import { axeViolations } from '../../fakes/page.tsx';
import { fakeServices } from '../../fakes/services.ts';
import { jobStep } from './job-form.ts';

import type { FieldError, FieldValue, VirtualClusterFacts } from '#core/model/install.ts';
import type { StepFieldsProps } from '#ui/install/form-props.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const CLUSTERS: VirtualClusterFacts[] = [
  { name: 'default', freeGpus: 2, freeCpus: 40, freeMemoryMB: 204_800, totalGpus: 8 },
  { name: 'research', freeGpus: 16, freeCpus: 100, freeMemoryMB: 921_600 },
];

/** A rate above 1 does not do. */
function check(values: Record<string, FieldValue>): FieldError[] {
  const wrong = Number(values['parameters.lr'] ?? 0) > 1;
  const error = { step: 1, field: 'parameters.lr', message: 'lr must be at most 1.' };
  const missing = { step: 1, field: 'secrets.token', message: 'token is required.' };
  return [...(wrong ? [error] : []), ...(values['secrets.token'] ? [] : [missing])];
}

function draw(given: Partial<StepFieldsProps> = {}, start: Record<string, FieldValue> = {}) {
  const left: string[] = [];
  function Holder() {
    const [values, setValues] = useState(start);
    return (
      <StepFields
        step={jobStep}
        values={values}
        errors={check(values)}
        marked={false}
        done={false}
        disabled={false}
        virtualClusters={CLUSTERS}
        onAnswer={(field, value) => setValues((all) => ({ ...all, [field]: value }))}
        onLeave={(field) => left.push(field)}
        onFile={() => Promise.reject(new MarketError('internal', 'no files here'))}
        onInspect={() => Promise.resolve({ kind: 'binary' })}
        {...given}
      />
    );
  }
  render(
    <ServicesProvider value={fakeServices()}>
      <Holder />
    </ServicesProvider>,
  );
  return left;
}

const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name, { exact: true });
const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });
const isMarked = (name: string) => field(name).getAttribute('aria-invalid') === 'true';
const wait = (ms: number): void =>
  act(() => {
    vi.advanceTimersByTime(ms);
  });
const room = () => document.querySelector('.pm-room')?.textContent ?? '';
const fit = () => document.querySelector<HTMLElement>('[data-fit]')?.dataset['fit'];

describe('an error', () => {
  it('waits for a pause in typing', () => {
    draw();
    type('lr', '20');
    wait(1000);
    type('lr', '200');
    wait(1000);
    expect(isMarked('lr')).toBe(false);
    wait(300);
    expect(isMarked('lr')).toBe(true);
    type('lr', '0.2');
    expect(isMarked('lr')).toBe(false);
  });

  it('shows at once when the changed field is left', () => {
    const left = draw();
    type('lr', '20');
    fireEvent.blur(field('lr'));
    expect(isMarked('lr')).toBe(true);
    expect(left).toEqual(['parameters.lr']);
  });

  it('of a field that was only passed through waits for Next or Run', () => {
    draw();
    fireEvent.blur(field('token'));
    wait(5000);
    expect(isMarked('token')).toBe(false);
  });

  it('shows in every field when the user tries to go on', () => {
    draw({ marked: true });
    expect(isMarked('token')).toBe(true);
    expect(screen.getByText('token is required.')).toBeDefined();
  });

  it('of the cluster stands beside its field', () => {
    const error = new MarketError('cluster-conflict', 'Job mnist exists.');
    draw({ refusal: { field: 'name', error } });
    expect(isMarked('Job name')).toBe(true);
    expect(screen.getByRole('alert').dataset['errorCode']).toBe('cluster-conflict');
  });
});

describe('a step', () => {
  it('that is done keeps its fields as they are', () => {
    draw({ done: true });
    expect(field('Job name').disabled).toBe(true);
    expect(screen.getByText(/was done already/)).toBeDefined();
  });

  it('shows fixed fields as the spec has them, whatever the answers hold', () => {
    const fields = jobStep.fields.map((each) => ({ ...each, readOnly: each.id === 'name' }));
    draw({ step: { ...jobStep, fields } }, { name: 'mine' });
    expect(field('Job name').value).toBe('mnist');
  });

  it('breaks no rule of axe', { timeout: 30_000 }, async () => {
    vi.useRealTimers();
    draw({ marked: true });
    expect(await axeViolations()).toEqual([]);
  });
});

describe('resources', () => {
  it('are fields by task role under names of their own', () => {
    draw();
    const worker = screen.getByRole('group', { name: 'Task role worker' });
    expect(within(worker).getByLabelText('GPUs per instance (worker)')).toBeDefined();
    expect(within(worker).getAllByRole('spinbutton').length).toBe(4);
  });

  it('tell the memory in GB', () => {
    draw();
    const notes = field('Memory per instance, MB (worker)').getAttribute('aria-describedby');
    expect(document.getElementById(notes ?? '')?.textContent).toBe('32 GB');
  });

  it('are added up and compared with what is free', () => {
    draw();
    expect(document.querySelector('[data-resources="total"]')?.textContent).toBe(
      'In all3 instances4 GPUs20 CPUs65.5 GB',
    );
    expect(room()).toContain(
      'This job asks for 4 GPUs, 20 CPUs and 65.5 GB of memory; default has 2 GPUs, 40 CPUs, 200 GB free now.',
    );
    expect(room()).toContain('That is 2 GPUs more than default has free now');
    expect(room()).toContain('There is room now in research.');
    expect(fit()).toBe('later');
  });

  it('that no cluster of this name will ever have are said to be too many', () => {
    draw();
    type('GPUs per instance (worker)', '5');
    expect(fit()).toBe('never');
    expect(room()).toContain('That is 2 GPUs more than default has at all');
  });

  it('that fit bring no warning, and the chosen cluster counts', () => {
    draw();
    fireEvent.change(field('Virtual cluster'), { target: { value: 'research' } });
    expect(fit()).toBeUndefined();
    expect(room()).toContain('research has 16 GPUs');
  });

  it('that are no numbers are not added up', () => {
    draw();
    type('CPUs per instance (worker)', '');
    expect(document.querySelector('[data-resources="total"]')?.textContent).toBe('In all––––');
    expect(room()).toBe('');
  });

  it('that are free stand with each virtual cluster', () => {
    draw();
    const options = within(field('Virtual cluster')).getAllByRole('option');
    expect(options.map((each) => each.textContent)).toEqual([
      'default (2 GPUs, 40 CPUs, 200 GB free)',
      'research (16 GPUs, 100 CPUs, 900 GB free)',
    ]);
  });

  it('of a cluster that tells nothing are asked for without a word on room', () => {
    draw({ virtualClusters: [{ name: 'default' }] });
    expect(room()).toBe('This job asks for 4 GPUs, 20 CPUs and 65.5 GB of memory.');
  });
});

describe('a file that the user gave', () => {
  const jar = { name: 'driver.jar', size: 2000, sha256: 'a'.repeat(64) };
  const step = {
    ...jobStep,
    fields: [
      ...jobStep.fields,
      {
        ...({ id: 'arguments.jar', label: 'jar', kind: 'file', group: 'arguments' } as const),
        ...{ required: true, readOnly: false, default: '' },
      },
    ],
  };

  it('can be looked into once it is there', async () => {
    const asked: unknown[] = [];
    const onInspect: StepFieldsProps['onInspect'] = (file) => {
      asked.push(file);
      return Promise.resolve({ kind: 'binary' });
    };
    draw({ step, onInspect });
    expect(screen.queryByText('driver.jar')).toBeNull();
    cleanup();
    draw({ step, onInspect }, { 'arguments.jar': jar });
    const summary = screen.getByText(/^jar, from your computer$/).closest('summary');
    expect(summary?.textContent).toContain('What is inside driver.jar (2 kB)');
    fireEvent.click(summary!);
    await act(() => vi.advanceTimersByTimeAsync(1));
    expect(asked).toEqual([
      { argument: 'jar', package: '', file: 'driver.jar', size: 2000, sha256: jar.sha256 },
    ]);
  });
});
