/** Installs that were begun: offered after a reload, told where another tab is at them, and never run twice. */
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';

import { installWorld } from '../../fakes/install-services.ts';
import { axeViolations, closePlugin, openPlugin } from '../../fakes/page.tsx';
import { submitAction } from '../../fakes/wizard.ts';
import { alertCode, button, field, openForm, PACKAGE, pressInstall, writes } from './visit.tsx';

import type { Tabs } from '#core/ports.ts';
import type { InstallWorld, InstallWorldOptions } from '../../fakes/install-services.ts';

afterEach(closePlugin);

const TWO: InstallWorldOptions = {
  actions: [submitAction(), submitAction({ name: 'name', default: 'second' as never })],
};

/** A page on which the second of two jobs failed; then the page is gone. */
async function failSecond(): Promise<InstallWorld> {
  const { user, world } = await pressInstall(TWO);
  await user.type(await screen.findByLabelText('token', { exact: true }), 'x');
  await user.click(button('Next'));
  await user.type(field('token'), 'y');
  const { clusters } = world;
  const before = clusters.instead;
  clusters.instead = (request) =>
    request.method === 'POST' && world.jobs.size > 0
      ? { status: 500, text: '{"code":"UnknownError","message":"disk full"}' }
      : before?.(request);
  await user.click(button('Run'));
  expect(await alertCode()).toBe('cluster-error');
  clusters.instead = undefined;
  closePlugin();
  return world;
}

/** The same browser after a reload, at the wizard's address or on the package's page. */
function reload({ memory, clusters }: InstallWorld, more: InstallWorldOptions = {}) {
  const world = installWorld({ ...TWO, memory, clusters, ...more });
  return { ...openPlugin(world.services, `${PACKAGE}/install`), world };
}

describe('after a reload', () => {
  it('Resume asks for the secret that is missing, and goes on without doing anything twice', async () => {
    const before = await failSecond();
    const { user, world } = reload(before);
    await screen.findByText(/was begun here and not ended/);
    expect(await axeViolations()).toEqual([]);
    await user.click(button('Resume'));
    const secret = await screen.findByLabelText('token', { exact: true });
    expect(screen.getAllByLabelText('token', { exact: true })).toHaveLength(1);
    expect(await axeViolations()).toEqual([]);
    await user.click(button('Resume'));
    await waitFor(() => expect(document.activeElement).toBe(secret));
    await user.type(secret, 'z');
    await user.click(button('Resume'));
    await screen.findByRole('heading', { name: 'Done' });
    const posts = writes(world).filter(({ method }) => method === 'POST');
    expect(posts.map(({ body }) => (JSON.parse(String(body)) as { name: string }).name)).toEqual([
      'mnist',
      'second',
      'second',
    ]);
    expect(await world.services.unfinished()).toEqual([]);
    expect((await world.receipts()).map(({ outcome }) => outcome)).toEqual(['done']);
  }, 30_000);

  it('pressing Install on the package’s page offers the same', async () => {
    const before = await failSecond();
    const world = installWorld({ ...TWO, memory: before.memory, clusters: before.clusters });
    const { user } = openPlugin(world.services, PACKAGE);
    await user.click(await screen.findByRole('button', { name: 'Install' }));
    await screen.findByRole('heading', { name: 'This install was begun and not ended' });
    expect(screen.getByText(/disk full/)).toBeDefined();
    expect(button('Resume')).toBeDefined();
  });

  it('Discard asks once, keeps what is there, leaves a receipt, and begins anew', async () => {
    const before = await failSecond();
    const world = installWorld({ ...TWO, memory: before.memory, clusters: before.clusters });
    const { user } = openPlugin(world.services, PACKAGE);
    await user.click(await screen.findByRole('button', { name: 'Install' }));
    await user.click(await screen.findByRole('button', { name: 'Discard' }));
    await user.click(button('Keep it'));
    expect(await world.services.unfinished()).toHaveLength(1);
    await user.click(button('Discard'));
    await user.click(button('Discard it'));
    await screen.findByRole('button', { name: 'Next' });
    expect(await world.services.unfinished()).toEqual([]);
    expect((await world.receipts())[0]?.outcome).toBe('failed');
    expect(world.jobs).toEqual(new Set(['mnist']));
  });

  it('an answer that is changed is shown as a changed plan before it runs', async () => {
    const before = await failSecond();
    const { user, world } = reload(before);
    await user.click(await screen.findByRole('button', { name: 'Resume' }));
    await user.click(await screen.findByRole('button', { name: 'Change answers' }));
    expect(field('Job name').disabled).toBe(true);
    await user.click(button('Next'));
    await user.type(field('token'), 'z');
    await user.click(button('Run'));
    await screen.findByRole('heading', { name: 'Done' });
    expect(world.jobs).toEqual(new Set(['mnist', 'second']));
  });
});

describe('another tab at the same install', () => {
  const OTHER: Tabs = {
    reaches: true,
    ask: () => Promise.resolve(true),
    answer: () => () => undefined,
  };

  it('is told and waited for; nothing runs here', async () => {
    const before = await failSecond();
    await hold(before);
    const { user, world } = reload(before, { tabs: OTHER });
    await screen.findByText(/Another tab of this browser is at it/);
    expect(screen.queryByRole('button', { name: 'Resume' })).toBeNull();
    await user.click(button('Go on'));
    expect(await alertCode()).toBe('install-elsewhere');
    expect(await axeViolations()).toEqual([]);
    expect(screen.queryByRole('button', { name: 'Run' })).toBeNull();
    const sent = writes(world).length;
    await user.click(button('Close'));
    expect(writes(world).length).toBe(sent);
  });

  it('that goes away leaves it to this one', async () => {
    let alive = true;
    const before = await failSecond();
    await hold(before);
    const tabs: Tabs = { ...OTHER, ask: () => Promise.resolve(alive) };
    const { user } = reload(before, { tabs });
    await user.click(await screen.findByRole('button', { name: 'Go on' }));
    expect(await alertCode()).toBe('install-elsewhere');
    alive = false;
    await screen.findByRole('button', { name: 'Resume' }, { timeout: 5000 });
    expect(screen.getByRole('status').textContent).toContain('You can go on here');
  }, 15_000);
});

describe('the address of an install that another tab is at', () => {
  it('offers Resume once that tab is gone', async () => {
    let alive = true;
    const before = await failSecond();
    await hold(before);
    const ask = () => Promise.resolve(alive);
    reload(before, { tabs: { reaches: true, ask, answer: () => () => undefined } });
    await screen.findByText(/Another tab of this browser is at it/);
    alive = false;
    await screen.findByRole('button', { name: 'Resume' }, { timeout: 5000 });
  }, 15_000);
});

/** The lease of a tab that is at it, as it stands in the storage. */
async function hold({ memory }: InstallWorld): Promise<void> {
  const [key = ''] = await memory.keys('install/');
  await memory.update(key, (text) =>
    JSON.stringify({
      ...(JSON.parse(text ?? '{}') as object),
      lease: { owner: 'other', until: Date.now() + 20_000 },
    }),
  );
}

describe('installing again', () => {
  it('fills in what was answered, gives a fresh name, and can take it back', async () => {
    const { user, world } = await openForm();
    await user.clear(field('lr'));
    await user.type(field('lr'), '0.25');
    await user.type(field('token'), 'x');
    await user.click(button('Run'));
    await screen.findByRole('heading', { name: 'Done' });
    closePlugin();
    const { memory, clusters } = world;
    const again = installWorld({ memory, clusters });
    const page = openPlugin(again.services, PACKAGE);
    await page.user.click(await screen.findByRole('button', { name: 'Install' }));
    await screen.findByText(/Filled in from version 1.0.0/);
    expect(field('lr').value).toBe('0.25');
    expect(field('token').value).toBe('');
    await waitFor(() => expect(field('Job name').value).toBe('mnist_2'));
    expect(screen.getByText(/so mnist_2 is suggested/)).toBeDefined();
    await page.user.click(button('Use the defaults'));
    expect(field('lr').value).toBe('0.01');
    // The job of the default name exists all the same.
    await waitFor(() => expect(field('Job name').value).toBe('mnist_2'));
  });
});

describe('what the cluster asks to wait for', () => {
  it('is counted down and can be cancelled', async () => {
    const { user, world } = await openForm();
    await user.type(field('token'), 'x');
    world.failNext({ status: 429, headers: { 'retry-after': '30' }, text: 'slow down' });
    await user.click(button('Run'));
    await screen.findByText(/asked again in (?:30|29) seconds/);
    await user.click(button('Cancel'));
    await screen.findByRole('heading', { name: 'Cancelled' });
    const log = within(screen.getByRole('list', { name: 'Log', hidden: true }));
    expect(log.getByText(/answered 429, waiting until/)).toBeDefined();
    expect(world.jobs.size).toBe(0);
  });
});
