/** What helps to judge a package: whether it suits, what changed, what is in it, where its job finds room. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { closePlugin, openPlugin } from '../../fakes/page.tsx';
import { fakeEntry, fakePackage, fakeServices } from '../../fakes/services.ts';
import { submitAction } from '../../fakes/wizard.ts';
import { fakeReceipt } from '../installed/receipts.ts';

import type { PackageSpec } from '#core/model/generated.ts';
import type { Dependant, OpenPackage } from '#core/model/market.ts';
import type { Services } from '#ui/services.ts';

afterEach(() => {
  closePlugin();
  vi.unstubAllGlobals();
});

const PATH = '#/p/example-market/mnist-training';
const RELEASES = [
  { version: '2.0.0', paiVersion: '[1.9.0,2.0.0)' },
  { version: '1.1.0', changelog: 'Faster.' },
  { version: '1.0.0' },
];

const entry = (name: string, size: number, digit = 'c') => ({
  name,
  size,
  sha256: digit.repeat(64),
});

function packageOf(version: string, spec: Partial<PackageSpec> = {}): OpenPackage {
  const paiVersion = RELEASES.find((each) => each.version === version)?.paiVersion;
  return fakePackage({
    version,
    versions: RELEASES.map((each) => each.version),
    releases: RELEASES,
    spec: {
      specVersion: '1.0',
      name: 'mnist-training',
      version,
      label: 'MNIST training',
      actions: [submitAction()],
      ...(paiVersion ? { paiVersion } : {}),
      ...spec,
    },
  });
}

async function open(opened: OpenPackage, services: Partial<Services> = {}) {
  const page = openPlugin(
    fakeServices({
      clusterVersions: () => Promise.resolve({ pai: '1.8.0' }),
      openPackage: ({ version }) =>
        Promise.resolve(version === undefined ? opened : packageOf(version)),
      ...services,
    }),
    PATH,
  );
  await screen.findByRole('heading', { level: 1, name: 'MNIST training' });
  return page;
}

const choose = async (page: Awaited<ReturnType<typeof open>>, name: string | RegExp) =>
  page.user.click(screen.getByRole('tab', { name }));
const panel = () => screen.getByRole('tabpanel');

describe('a version that does not suit', () => {
  it('has the reason in the place of Install, and the way to the newest that suits', async () => {
    await open(packageOf('2.0.0'));
    const note = await screen.findByText('Does not suit this cluster', { selector: 'p' });
    const box = note.parentElement as HTMLElement;
    expect(box.textContent).toContain(
      'It is for OpenPAI [1.9.0,2.0.0), and this cluster has 1.8.0.',
    );
    expect(within(box).getByRole('link', { name: 'Go to 1.1.0' }).getAttribute('href')).toBe(
      `${PATH}/1.1.0`,
    );
    expect(within(box).getByRole('button', { name: 'Install' })).toBeDefined();
  });

  it('can be installed all the same by whoever knows better', async () => {
    const page = await open(packageOf('2.0.0'));
    await page.user.click(await screen.findByRole('button', { name: 'Install' }));
    expect(window.location.hash).toBe(`${PATH}/2.0.0/install`);
  });

  it('is told of where an older one is shown', async () => {
    await open(packageOf('1.1.0'));
    await screen.findByText(/newer version, 2\.0\.0, that does not suit this cluster/);
    expect(screen.getByRole('button', { name: 'Install' })).toBeDefined();
    expect(screen.queryByText('This is not the newest version of the package.')).toBeNull();
  });

  it('is none where the versions of the clusters are not known', async () => {
    await open(packageOf('2.0.0'), { clusterVersions: () => Promise.resolve({}) });
    expect(screen.getByRole('button', { name: 'Install' })).toBeDefined();
    expect(screen.getByText('The version of this cluster is not known.')).toBeDefined();
  });
});

describe('the versions', () => {
  it('stand with what is for and against each', async () => {
    const page = await open(packageOf('1.1.0'));
    await choose(page, 'Versions (3)');
    const rows = within(panel()).getAllByRole('row').slice(1);
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringContaining('Does not suit this cluster'),
      expect.stringContaining('Newest that suits'),
      expect.stringContaining('1.0.0'),
    ]);
  });

  it('are compared with the one that is installed first', async () => {
    const receipts = [fakeReceipt('a', { package: { name: 'mnist-training', version: '1.0.0' } })];
    const opened = packageOf('2.0.0', { needs: { gpu: 2 }, description: 'New words.' });
    const asked: (string | undefined)[] = [];
    const page = await open(opened, {
      receipts: () => Promise.resolve(receipts),
      openPackage: ({ version }) => {
        asked.push(version);
        return Promise.resolve(version === undefined ? opened : packageOf(version));
      },
    });
    await screen.findByRole('link', { name: 'Installed: 1.0.0' });
    await choose(page, 'Compare');
    await within(panel()).findByText('New words.');
    expect(asked).toEqual([undefined, '1.0.0']);
    expect(panel().textContent).toContain('from nothing to 2 GPUs');
    expect(panel().textContent).toContain('from any to [1.9.0,2.0.0)');
    expect(panel().textContent).toContain('Faster.');
  });

  it('of which one cannot be opened say why', async () => {
    const page = await open(packageOf('1.1.0'), {
      openPackage: ({ version }) =>
        version === '1.0.0'
          ? Promise.reject(new MarketError('spec-digest', 'It is another spec.'))
          : Promise.resolve(packageOf('1.1.0')),
    });
    await choose(page, 'Compare');
    const alert = await screen.findByRole('alert');
    expect(alert.dataset['errorCode']).toBe('spec-digest');
  });
});

describe('the files', () => {
  it('are searched, and drawn bit by bit where they are many', async () => {
    const entries = Array.from({ length: 500 }, (_, at) => entry(`src/file-${at}.py`, at));
    const archive = { sha256: 'b'.repeat(64), size: 9, entries };
    const page = await open(packageOf('1.1.0', { archive }));
    await choose(page, 'Files (500)');
    expect(panel().querySelectorAll('.pm-file-items > li')).toHaveLength(200);
    await page.user.click(within(panel()).getByRole('button', { name: 'Show 200 more' }));
    expect(panel().querySelectorAll('.pm-file-items > li')).toHaveLength(400);
    fireEvent.change(within(panel()).getByRole('searchbox', { name: 'Find a file' }), {
      target: { value: 'FILE-49' },
    });
    expect(within(panel()).getByRole('status').textContent).toBe('11 files');
    expect(within(panel()).getByText('src/file-499.py')).toBeDefined();
  });
});

describe('packages around it', () => {
  const dependants: Dependant[] = [
    { name: 'serving', label: 'Serving', version: '2.0.0', asked: '[1.0.0,2.0.0)' },
  ];

  it('are named by their titles, with the way to each', async () => {
    const packages = [
      { name: 'data', version: '[1.0.0,)' },
      { name: 'gone', version: '1.0.0' },
    ];
    const page = await open(packageOf('1.1.0', { dependencies: { packages } }), {
      dependants: () => Promise.resolve(dependants),
      entries: () => Promise.resolve([fakeEntry({ name: 'data', label: 'Digits' })]),
    });
    await choose(page, 'Dependencies (2)');
    const link = await within(panel()).findByRole('link', { name: 'Digits' });
    expect(link.getAttribute('href')).toBe('#/p/example-market/data');
    const gone = within(panel()).getByRole('link', { name: 'gone' }).closest('li');
    expect(gone?.textContent).toContain('not offered by this market now');
    const needing = within(panel()).getByRole('link', { name: 'Serving' });
    expect(needing.getAttribute('href')).toBe('#/p/example-market/serving');
    expect(needing.closest('li')?.textContent).toContain('version 2.0.0 asks for [1.0.0,2.0.0)');
  });

  it('that cannot be asked for say why', async () => {
    const page = await open(packageOf('1.1.0'), {
      dependants: () => Promise.reject(new MarketError('net-unreachable', 'No answer.')),
    });
    await choose(page, 'Dependencies');
    expect((await screen.findByRole('alert')).dataset['errorCode']).toBe('net-unreachable');
  });
});

describe('room for its job', () => {
  const spec = { needs: { gpu: 2, cpu: 4, memoryMB: 2048 } };

  it('is told for each virtual cluster, those where it fits first', async () => {
    await open(packageOf('1.1.0', spec), {
      virtualClusters: () =>
        Promise.resolve([
          { name: 'busy', freeGpus: 1, freeCpus: 8, freeMemoryMB: 4096, totalGpus: 8 },
          { name: 'small', freeGpus: 1, totalGpus: 1 },
          { name: 'wide', freeGpus: 4, freeCpus: 8, freeMemoryMB: 4096 },
        ]),
    });
    const region = screen.getByRole('region', { name: 'What its job needs' });
    expect(region.textContent).toContain('2 GPUs, 4 CPU cores and 2 GiB of memory');
    await within(region).findByText('Fits now');
    const items = within(region)
      .getAllByRole('listitem')
      .map((item) => item.textContent);
    expect(items[0]).toMatch(/^wideFits now/);
    expect(items[1]).toContain('It lacks 1 GPU now.');
    expect(items[2]).toContain('It has 1 GPU in all.');
  });

  it('that cannot be read is no error of the package, and can be asked for again', async () => {
    let count = 0;
    const page = await open(packageOf('1.1.0', spec), {
      virtualClusters: () => {
        count += 1;
        return count === 1
          ? Promise.reject(new MarketError('cluster-unreachable', 'No answer.'))
          : Promise.resolve([]);
      },
    });
    await screen.findByText(/What is free could not be read/);
    expect(screen.queryByRole('alert')).toBeNull();
    await page.user.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByText('You may use no virtual cluster.');
  });

  it('is not asked for where nobody is logged in, and not shown where nothing is needed', async () => {
    const virtualClusters = vi.fn(() => Promise.resolve([]));
    await open(packageOf('1.1.0', spec), { user: undefined, virtualClusters });
    expect(screen.getByText('Log in to see where that is free.')).toBeDefined();
    expect(virtualClusters).not.toHaveBeenCalled();
    closePlugin();
    await open(packageOf('1.1.0'), { virtualClusters });
    expect(screen.queryByRole('region', { name: 'What its job needs' })).toBeNull();
    expect(virtualClusters).not.toHaveBeenCalled();
  });

  it('is asked for only once the package is verified', async () => {
    const virtualClusters = vi.fn(() => Promise.resolve([]));
    let verified: (opened: OpenPackage) => void = () => undefined;
    const openPackage = vi.fn(() => new Promise<OpenPackage>((resolve) => (verified = resolve)));
    openPlugin(fakeServices({ openPackage, virtualClusters }), PATH);
    await waitFor(() => expect(openPackage).toHaveBeenCalled());
    expect(virtualClusters).not.toHaveBeenCalled();
    verified(packageOf('1.1.0', spec));
    await waitFor(() => expect(virtualClusters).toHaveBeenCalledTimes(1));
  });
});

describe('screenshots', () => {
  const pin = { sha256: 'a'.repeat(64), size: 3 };
  const spec: Partial<PackageSpec> = {
    screenshots: [
      { file: 'one.png', label: 'The curve' },
      { file: 'two.png' },
      { file: 'free.png' },
    ],
    files: { 'one.png': pin, 'two.png': pin },
  };

  it('are those that the description pins; the arrows lead through them, Escape back', async () => {
    vi.stubGlobal('IntersectionObserver', undefined);
    const asked: string[] = [];
    const page = await open(packageOf('1.1.0', spec), {
      packagePicture: (_, file) => {
        asked.push(file);
        return Promise.resolve({ mediaType: 'image/png', bytes: new Uint8Array([1]) });
      },
    });
    const buttons = screen.getAllByRole('button', { name: /^Enlarge/ });
    expect(buttons.map((each) => each.getAttribute('aria-label'))).toEqual([
      'Enlarge: The curve',
      'Enlarge: Screenshot 2',
    ]);
    await waitFor(() => expect(asked).toEqual(['one.png', 'two.png']));
    await page.user.click(screen.getByRole('button', { name: 'Enlarge: The curve' }));
    const first = await screen.findByRole('dialog', { name: 'The curve' });
    fireEvent.keyDown(within(first).getByRole('button', { name: 'Close' }), { key: 'ArrowLeft' });
    const dialog = await screen.findByRole('dialog', { name: 'Screenshot 2' });
    expect(dialog.textContent).toContain('2 of 2');
    fireEvent.keyDown(within(dialog).getByRole('button', { name: 'Close' }), { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(asked).toEqual(['one.png', 'two.png']);
  });
});
