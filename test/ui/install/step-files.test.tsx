/** What is inside the files of a step: opened on demand, as entries, lines or a plain word. */
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { StepFiles } from '#ui/install/step-files.tsx';
import { ServicesProvider } from '#ui/services.ts';
import { axeViolations } from '../../fakes/page.tsx';
import { fakeServices } from '../../fakes/services.ts';

import type { FileContents, StepFile } from '#core/model/install.ts';

afterEach(cleanup);

const FILE: StepFile = {
  argument: 'jar',
  package: 'driver@1.0.0',
  file: 'sample.jar',
  size: 4_000_000,
};

function draw(answers: (FileContents | MarketError)[]) {
  const asked: string[] = [];
  render(
    <ServicesProvider value={fakeServices()}>
      <StepFiles
        files={[FILE]}
        onInspect={async (file) => {
          asked.push(file.file);
          const answer = answers.shift();
          if (!answer) throw new Error('nothing is left to answer');
          if (answer instanceof MarketError) throw answer;
          return answer;
        }}
      />
    </ServicesProvider>,
  );
  return { asked, user: userEvent.setup() };
}

const summary = () => screen.getByText(/What is inside/);
const entries = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `org/example/Class${at}.class`, size: 1000 }));

describe('a file of a step', () => {
  it('is not opened until it is asked for', async () => {
    const { asked, user } = draw([{ kind: 'binary' }]);
    expect(summary().textContent).toContain('What is inside sample.jar (4 MB)');
    expect(asked).toEqual([]);
    await user.click(summary());
    expect(asked).toEqual(['sample.jar']);
    expect(screen.getByText(/A binary file/)).toBeDefined();
  });

  it('that is an archive shows its entries and its manifest', async () => {
    const { user } = draw([
      { kind: 'archive', entries: entries(2), manifest: 'Manifest-Version: 1.0\nMain-Class: A\n' },
    ]);
    await user.click(summary());
    const table = await screen.findByRole('table', { name: '2 files, 2 kB unpacked' });
    const rows = within(table).getAllByRole('row');
    expect(rows.map((row) => row.textContent)).toEqual([
      'FileSize',
      'org/example/Class0.class1 kB',
      'org/example/Class1.class1 kB',
    ]);
    const manifest = screen.getByRole('region', { name: 'Manifest' });
    expect(manifest.textContent).toBe('1\n2Manifest-Version: 1.0\nMain-Class: A');
    expect(await axeViolations()).toEqual([]);
  });

  it('with very many entries shows the first of them and says how many more there are', async () => {
    const { user } = draw([{ kind: 'archive', entries: entries(1230) }]);
    await user.click(summary());
    expect((await screen.findAllByRole('row')).length).toBe(201);
    expect(screen.getByText('and 1,030 more')).toBeDefined();
  });

  it('that is text shows its lines as text, without what turns them around', async () => {
    const text = '<b>one</b>\ntwo \u202eeert\n';
    const { user } = draw([{ kind: 'text', text, cut: false, lines: 2 }]);
    await user.click(summary());
    const shown = await screen.findByRole('region', { name: 'Text of the file' });
    expect(shown.textContent).toBe('1\n2<b>one</b>\ntwo eert');
    expect(screen.getByText('2 lines')).toBeDefined();
  });

  it('that is a long text says that this is the beginning', async () => {
    const { user } = draw([{ kind: 'text', text: 'a\nb', cut: true, lines: 5000 }]);
    await user.click(summary());
    expect(await screen.findByText('5,000 lines; the first 2 are shown')).toBeDefined();
  });

  it('that cannot be opened says why, and can be tried again', async () => {
    const error = new MarketError('zip-crc', 'The entry is damaged.');
    const { asked, user } = draw([error, { kind: 'binary' }]);
    await user.click(summary());
    expect((await screen.findByRole('alert')).dataset['errorCode']).toBe('zip-crc');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/A binary file/)).toBeDefined();
    expect(asked.length).toBe(2);
  });

  it('that looks like an archive and is none says so', async () => {
    const problem = new MarketError('zip-layout', 'This is no archive.');
    const { user } = draw([{ kind: 'binary', problem }]);
    await user.click(summary());
    await act(async () => undefined);
    expect(screen.getByRole('alert').dataset['errorCode']).toBe('zip-layout');
  });
});
