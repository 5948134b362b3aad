/** The page of a package: what is shown of a verified spec, what stands against an install, and how it fails. */
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { axeViolations, closePlugin, openPlugin } from '../../fakes/page.tsx';
import { fakeMarket, fakePackage, fakeServices } from '../../fakes/services.ts';
import { submitAction } from '../../fakes/wizard.ts';
import { fakeReceipt, fakeUnfinished } from '../installed/receipts.ts';

import type { PackageSpec } from '#core/model/generated.ts';
import type { OpenPackage, PackageRef } from '#core/model/market.ts';
import type { Services } from '#ui/services.ts';

afterEach(closePlugin);

const PATH = '#/p/example-market/mnist-training';
const DAY = 86_400;

const BAD: Record<string, { withdrawn: string }> = { '2.0.0': { withdrawn: 'Bad.' } };

const spec: PackageSpec = {
  specVersion: '1.0',
  name: 'mnist-training',
  version: '1.1.0',
  label: 'MNIST training',
  description: 'Trains a small network.',
  author: 'Ada',
  org: 'Example organisation',
  created: Math.floor(Date.now() / 1000) - 3 * DAY,
  categories: ['training'],
  tags: ['pytorch'],
  licenseId: 'Apache-2.0',
  archive: {
    sha256: 'b'.repeat(64),
    size: 40_960,
    entries: [{ name: 'job/train.yaml', size: 812, sha256: 'c'.repeat(64) }],
  },
  actions: [submitAction()],
};

async function open(
  given: Partial<OpenPackage> = {},
  services: Partial<Services> = {},
  hash = PATH,
) {
  const asked: PackageRef[] = [];
  const opened = fakePackage({
    version: '1.1.0',
    versions: ['1.1.0', '1.0.0'],
    newest: '1.1.0',
    readme: '# About\n\nIt **trains**.',
    changelog: '## 1.1.0\n\nFaster.',
    license: { text: 'Do what you like.', sha256: 'a'.repeat(64) },
    spec,
    ...given,
  });
  const page = openPlugin(
    fakeServices({
      openPackage: (ref) => {
        asked.push(ref);
        return Promise.resolve(opened);
      },
      ...services,
    }),
    hash,
  );
  await screen.findByRole('heading', { level: 1, name: opened.spec.label ?? opened.name });
  return { ...page, asked };
}

const press = async (page: Awaited<ReturnType<typeof open>>, name: string) =>
  page.user.click(await screen.findByRole('button', { name }));

describe('what is shown', () => {
  it('names package, version, people, categories, tags and licence', async () => {
    const { element } = await open();
    for (const words of [
      'mnist-training 1.1.0 by Ada, Example organisation',
      'Trains a small network.',
      'training',
      'pytorch',
      'Apache-2.0',
      'Example market',
    ]) {
      expect(element.textContent).toContain(words);
    }
  });

  it('names once who is author and organisation, and kinds of parts as the list does', async () => {
    const components = ['dockerimage' as const];
    const { element } = await open({ spec: { ...spec, author: 'Ada', org: 'Ada', components } });
    expect(element.querySelector('.pm-package-title .pm-soft')?.textContent).toBe(
      'mnist-training 1.1.0 by Ada',
    );
    expect(screen.getByRole('link', { name: 'Docker image' })).toBeDefined();
  });

  it('says who signed it, with the full fingerprint and the evidence', async () => {
    const { element } = await open();
    expect(element.textContent).toContain('638D6D08B114988946D54C293D6DC91CF110FE74');
    const evidence = element.querySelector('.pm-evidence');
    expect(evidence?.textContent).toContain('SHA-512');
    expect(evidence?.querySelector('time')?.title).toBe('2025-11-22 00:00:00 UTC');
    for (const digest of ['0'.repeat(64), 'b'.repeat(64)]) {
      expect(evidence?.textContent).toContain(digest);
    }
    expect(evidence?.textContent).toContain('40,960 bytes (41 kB)');
    expect(evidence?.textContent).toContain('signatures: this description and the archive');
  });

  it('says in words what will happen, before anything is downloaded', async () => {
    await open();
    const section = screen.getByRole('region', { name: 'What will happen' });
    expect(section.textContent).toContain(
      'Submits a job to this cluster in your name from job.yaml.',
    );
  });

  it('has the age of the package with the exact time at hand', async () => {
    await open();
    const time = screen.getByText('3 days ago');
    expect(time.title).toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/);
  });

  it.each([1e15, -1e15, Number.NaN])('never shows an invalid date (%d)', async (created) => {
    const { element } = await open({ spec: { ...spec, created } });
    expect(element.textContent).not.toMatch(/invalid|NaN/i);
  });

  it('keeps README, changelog and files in tabs that the arrows move through', async () => {
    const page = await open();
    expect(screen.getByRole('tabpanel', { name: 'README' }).textContent).toContain('It trains.');
    await page.user.click(screen.getByRole('tab', { name: 'README' }));
    await page.user.keyboard('{ArrowRight}');
    expect(screen.getByRole('tabpanel', { name: 'Changelog' }).textContent).toContain('Faster.');
    await page.user.keyboard('{ArrowRight}');
    const files = screen.getByRole('tabpanel', { name: 'Files (1)' });
    expect(within(files).getByText('job/train.yaml')).toBeDefined();
    expect(within(files).getByText('812 bytes')).toBeDefined();
  });

  it('says who signed it first, and has its texts before all that stands beside them', async () => {
    const { element } = await open();
    const parts = ['.pm-trust', '.pm-what', '[role=tablist]', 'aside'];
    const found = [...element.querySelectorAll(parts.join())];
    expect(parts.map((part) => found.findIndex((each) => each.matches(part)))).toEqual([
      0, 1, 2, 3,
    ]);
  });

  it('keeps the chosen tab and the compared versions in the address', async () => {
    const page = await open();
    const entries = window.history.length;
    await page.user.click(screen.getByRole('tab', { name: 'Files (1)' }));
    await waitFor(() => expect(window.location.hash).toBe(`${PATH}?tab=files`));
    expect(window.history.length).toBe(entries);
    closePlugin();
    const hash = `${PATH}?tab=compare&before=1.1.0&after=1.0.0`;
    const { user } = await open({}, {}, hash);
    const chosen = () =>
      ['From', 'To'].map((side) => screen.getByLabelText<HTMLSelectElement>(side).value);
    expect(chosen()).toEqual(['1.1.0', '1.0.0']);
    await user.selectOptions(screen.getByLabelText('To'), '1.1.0');
    expect(chosen()).toEqual(['1.1.0', '1.1.0']);
    await waitFor(() => expect(window.location.hash).toMatch(/&after=1\.1\.0$/));
  });

  it('links the other versions, and says when this is not the newest', async () => {
    await open({ version: '1.0.0' }, {}, `${PATH}/1.0.0`);
    const link = screen.getByRole('link', { name: '1.1.0' });
    expect(link.getAttribute('href')).toBe(`${PATH}/1.1.0`);
    expect(screen.getByText('This is not the newest version of the package.')).toBeDefined();
  });

  it('leads from a withdrawn version to the newest that was not, and to no withdrawn one', async () => {
    const versions = ['2.0.0', '1.1.0', '1.0.0'];
    await open({ versions, version: '2.0.0', yanked: 'Bad.' }, {}, `${PATH}/2.0.0`);
    const link = screen.getByRole('link', { name: 'Go to 1.1.0' });
    expect(link.getAttribute('href')).toBe(`${PATH}/1.1.0`);
    expect(screen.getByText('Another version of the package was not withdrawn.')).toBeDefined();
    closePlugin();
    const releases = versions.map((version) => ({ version, ...BAD[version] }));
    await open({ versions, releases }, {}, `${PATH}/1.1.0`);
    expect(screen.queryByRole('link', { name: /^Go to/ })).toBeNull();
  });

  it('shows notices, in red when checking is off', async () => {
    const evidence = { ...fakePackage().evidence, level: 'off' as const, signers: [] };
    const { element } = await open({
      market: fakeMarket({ trust: 'off' }),
      evidence,
      notices: [{ code: 'trust-off', text: 'Nothing of this market is verified.' }],
    });
    expect(element.querySelector('.pm-notice-danger')?.textContent).toContain(
      'Nothing of this market',
    );
    expect(element.querySelector('.pm-trust-good')).toBeNull();
    expect(element.textContent).toContain('Not verified: checking is off for this market');
  });

  it('shows hostile texts of a spec literally', async () => {
    const bad = '<img src=x onerror=alert(1)>';
    const { element } = await open({
      readme: bad,
      spec: { ...spec, label: bad, description: bad, author: bad, tags: [bad], categories: [bad] },
    });
    expect(element.querySelector('img')).toBeNull();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(bad);
  });

  it('has no axe violations', async () => {
    await open();
    expect(await axeViolations()).toEqual([]);
  });
});

describe('the licence', () => {
  it('can be read before it is asked for', async () => {
    const page = await open();
    await press(page, 'Read the licence');
    expect((await screen.findByRole('dialog')).textContent).toContain('Do what you like.');
    expect(screen.queryByRole('button', { name: 'Accept' })).toBeNull();
    await press(page, 'Close');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('Install', () => {
  it('leads to the wizard of this version', async () => {
    const page = await open({}, { prepareInstall: () => new Promise(() => undefined) });
    await press(page, 'Install');
    expect(window.location.hash).toBe(`${PATH}/1.1.0/install`);
  });

  it.each([
    ['1.0.0', 'Update to 1.1.0 with your former answers'],
    ['1.1.0', 'Reinstall with your former answers'],
    ['1.2.0', 'Go back to 1.1.0 with your former answers'],
  ])('keeps its name where %s is installed, and says what it does then', async (version, words) => {
    const receipts = [
      fakeReceipt('a', { outcome: 'undone', package: { name: spec.name ?? '', version: '9.0.0' } }),
      fakeReceipt('b', { package: { name: spec.name ?? '', version } }),
    ];
    await open({}, { receipts: () => Promise.resolve(receipts) });
    const link = await screen.findByRole('link', { name: `Installed: ${version}` });
    expect(link.getAttribute('href')).toBe('#/installed');
    expect(link.parentElement?.querySelector('time')?.title).toBe('2025-11-22 10:00:03 UTC');
    expect(screen.getByText(new RegExp(words))).toBeDefined();
    expect(screen.getByRole('button', { name: 'Install' })).toBeDefined();
  });

  it('says that an install of this version can go on', async () => {
    const begun = fakeUnfinished();
    begun.journal.plan.package.version = '1.1.0';
    await open({}, { unfinished: () => Promise.resolve([begun]) });
    expect(await screen.findByText(/begun and not finished/)).toBeDefined();
  });

  it('leads to the login when nobody is logged in', async () => {
    const page = await open({}, { user: undefined });
    expect(screen.queryByRole('alert')).toBeNull();
    await press(page, 'Install');
    const alert = await screen.findByRole('alert');
    expect(alert.dataset['errorCode']).toBe('login-required');
    expect(within(alert).getByRole('link', { name: 'Log in' }).getAttribute('href')).toBe(
      '/login.html',
    );
    expect(window.location.hash).toBe(PATH);
  });

  it('is not there for a version that was withdrawn', async () => {
    await open({ yanked: 'It lost data.' });
    const alert = await screen.findByRole('alert');
    expect(alert.dataset['errorCode']).toBe('package-yanked');
    expect(alert.textContent).toContain('It lost data.');
    expect(screen.queryByRole('button', { name: 'Install' })).toBeNull();
  });

  it('is not there for an action that this version does not know', async () => {
    await open({
      spec: { ...spec, actions: [submitAction(), { type: 'create_moon' }] },
    });
    const alert = await screen.findByRole('alert');
    expect(alert.dataset['errorCode']).toBe('action-unknown');
    expect(alert.textContent).toContain('create_moon');
    expect(screen.queryByRole('button', { name: 'Install' })).toBeNull();
  });
});

describe('a package that cannot be opened', () => {
  it('says why, offers another try and no Install', async () => {
    let count = 0;
    const openPackage = () => {
      count += 1;
      return count === 1
        ? Promise.reject(
            new MarketError('signature-bad', 'The signature of spec.json does not fit.'),
          )
        : Promise.resolve(fakePackage({ spec }));
    };
    const { user } = openPlugin(fakeServices({ openPackage }), PATH);
    const alert = await screen.findByRole('alert');
    expect(alert.dataset['errorCode']).toBe('signature-bad');
    expect(screen.queryByRole('button', { name: 'Install' })).toBeNull();
    expect(await axeViolations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('button', { name: 'Install' });
  });

  it('shows that it is being read meanwhile', async () => {
    openPlugin(fakeServices({ openPackage: () => new Promise(() => undefined) }), PATH);
    expect(await screen.findByText('Reading and verifying the package…')).toBeDefined();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('mnist-training');
  });
});
