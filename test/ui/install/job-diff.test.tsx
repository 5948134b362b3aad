/** What was changed of a job: lines with signs and words, long runs folded. */
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';

import { JobDiff } from '#ui/install/job-diff.tsx';
import { diffTexts, foldLines } from '#ui/install/job-lines.ts';
import { ServicesProvider } from '#ui/services.ts';
import { axeViolations } from '../../fakes/page.tsx';
import { fakeServices } from '../../fakes/services.ts';

afterEach(cleanup);

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `line ${from + at}`);
const BEFORE = `${numbered(1, 40).join('\n')}\n`;
const AFTER = BEFORE.replace('line 20\n', 'line twenty\nand one more\n');

const view = (after: string) => (
  <ServicesProvider value={fakeServices()}>
    <JobDiff before={BEFORE} after={after} />
  </ServicesProvider>
);

async function open(after: string) {
  const user = userEvent.setup();
  const { rerender } = render(view(after));
  await user.click(screen.getByText('Changes against the package'));
  return { user, change: (next: string) => rerender(view(next)) };
}

const lines = () => screen.getAllByRole('listitem').map((item) => item.textContent);

describe('the changes', () => {
  it('are lines with a sign for the eye and a word for the ear, with what stands around them', async () => {
    await open(AFTER);
    expect(await screen.findByText('2 lines added, 1 line removed.')).toBeDefined();
    expect(lines()).toEqual([
      'Show 16 unchanged lines',
      ' line 17',
      ' line 18',
      ' line 19',
      '−removed: line 20',
      '+added: line twenty',
      '+added: and one more',
      ' line 21',
      ' line 22',
      ' line 23',
      'Show 17 unchanged lines',
    ]);
    expect(await axeViolations()).toEqual([]);
  });

  it('unfold', async () => {
    const { user } = await open(AFTER);
    await user.click(await screen.findByRole('button', { name: 'Show 16 unchanged lines' }));
    expect(lines().slice(0, 2)).toEqual([' line 1', ' line 2']);
    expect(lines().length).toBe(16 + 10);
  });

  it('follow what is typed', async () => {
    const { change } = await open(AFTER);
    await screen.findByText('2 lines added, 1 line removed.');
    change(BEFORE);
    expect(await screen.findByText('No changes.')).toBeDefined();
  });

  it('are none where only the end of the last line differs', async () => {
    await open(BEFORE.trimEnd());
    expect(await screen.findByText('No changes.')).toBeDefined();
  });

  it('show no invisible marks', async () => {
    await open(AFTER.replace('twenty', 'twen\u202ety'));
    await screen.findByText('2 lines added, 1 line removed.');
    expect(lines()).toContain('+added: line twenty');
  });

  it('that are too many are not looked for', async () => {
    const many = (word: string) =>
      Array.from({ length: 5000 }, (_, at) => `${word} ${at}\n`).join('');
    expect(await diffTexts(many('a'), many('b'))).toBeUndefined();
  });
});

describe('foldLines', () => {
  it('keeps what is shorter than its own button', () => {
    const same = (text: string) => ({ kind: 'same', text }) as const;
    const added = { kind: 'added', text: 'x' } as const;
    const parts = foldLines([added, ...numbered(1, 8).map(same), added]);
    expect(parts.every(({ kind }) => kind === 'lines')).toBe(true);
    expect(parts.flatMap((part) => part.lines).length).toBe(10);
  });
});
