/** Installs on CDAP and over several packages: its token, what is there already, trees with licences, undo. */
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';

import { memoryClusters } from '../../fakes/memory-clusters.ts';
import { axeViolations, closePlugin } from '../../fakes/page.tsx';
import { fakePackage } from '../../fakes/services.ts';
import { submitAction } from '../../fakes/wizard.ts';
import { alertCode, button, field, openForm, pressInstall, writes } from './visit.tsx';

import type { Action } from '#core/model/generated.ts';
import type { InstallWorldOptions } from '../../fakes/install-services.ts';

afterEach(closePlugin);

const argument = (name: string, value: unknown) => ({ name, value: value as never });

const ARTIFACT: Action = {
  type: 'create_artifact',
  label: 'Add the driver',
  arguments: [
    argument('name', 'driver'),
    argument('version', '1.0.0'),
    argument('jar', 'driver-1.0.0.jar'),
    argument('config', 'driver.json'),
  ],
};
const FILES = {
  'driver-1.0.0.jar': 'PK a jar',
  'driver.json': '{"parents":["system:cdap-data-pipeline[4.0.0,7.0.0)"],"properties":{"a":"b"}}',
};
const CDAP: InstallWorldOptions = { actions: [ARTIFACT], files: FILES };

describe('CDAP’s token', () => {
  it('is asked for when CDAP asks, refused when it is wrong, and shown nowhere', async () => {
    const clusters = memoryClusters();
    clusters.cdapToken.wanted = 'right';
    const { user, element } = await pressInstall({ ...CDAP, clusters });
    const token = await screen.findByLabelText<HTMLInputElement>('CDAP access token');
    expect(token.type).toBe('password');
    expect(await alertCode()).toBe('cdap-auth');
    expect(await axeViolations()).toEqual([]);
    await user.type(token, 'wrong');
    await user.click(button('Continue'));
    await screen.findByText(/did not accept the access token/);
    await user.type(await screen.findByLabelText('CDAP access token'), 'right');
    await user.click(button('Continue'));
    await screen.findByRole('button', { name: 'Run' });
    expect(element.outerHTML).not.toContain('right"');
  });

  it('that ends in the middle is asked for again, and the install goes on', async () => {
    const { user, world } = await openForm(CDAP);
    world.clusters.instead = (request) =>
      request.method === 'PUT' ? { status: 401, text: 'expired' } : undefined;
    await user.click(button('Run'));
    const token = await screen.findByLabelText('CDAP access token');
    world.clusters.instead = undefined;
    await user.type(token, 'again');
    await user.click(button('Continue'));
    await screen.findByRole('heading', { name: 'Done' });
    expect(writes(world).map(({ method }) => method)).toEqual(['POST', 'PUT', 'PUT']);
  });
});

describe('what is there already', () => {
  const taken = () => {
    const clusters = memoryClusters();
    clusters.artifacts.add('driver 1.0.0');
    return clusters;
  };

  it('is the user’s to decide; undecided nothing is sent', async () => {
    const { user, world } = await openForm({ ...CDAP, clusters: taken() });
    const group = await screen.findByRole('group', { name: /driver/ });
    expect(
      within(group)
        .getAllByRole<HTMLInputElement>('radio')
        .some(({ checked }) => checked),
    ).toBe(false);
    expect(await axeViolations()).toEqual([]);
    await user.click(button('Run'));
    expect(await alertCode()).toBe('cluster-conflict');
    expect(writes(world)).toEqual([]);
    // The alert stands below the plan: the focus leads to what is to be decided.
    await waitFor(() => expect(group.contains(document.activeElement)).toBe(true));
    expect(group.textContent).toContain('Choose what is to become of it');
    await user.click(within(group).getByRole('radio', { name: 'Use what is there' }));
    await user.click(button('Run'));
    await screen.findByRole('heading', { name: 'Done' });
    expect(writes(world).filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('and equal to what this browser installed is skipped, said beforehand', async () => {
    const clusters = memoryClusters();
    const first = await openForm({ ...CDAP, clusters });
    await first.user.click(button('Run'));
    await screen.findByRole('heading', { name: 'Done' });
    const { memory } = first.world;
    closePlugin();
    const sent = writes(first.world).length;
    const { user, world } = await openForm({ ...CDAP, clusters, memory });
    const preview = screen.getByRole('region', { name: 'What will be sent' });
    await waitFor(() => expect(preview.textContent).toContain('would be skipped'));
    expect(preview.textContent).not.toContain('Can be undone afterwards');
    await user.click(button('Run'));
    await screen.findByRole('heading', { name: 'Done' });
    expect(
      writes(world)
        .slice(sent)
        .filter(({ method }) => method === 'POST'),
    ).toEqual([]);
  });
});

describe('what is sent as bytes', () => {
  it('is shown by file, size and digest', async () => {
    await openForm(CDAP);
    const preview = screen.getByRole('region', { name: 'What will be sent' });
    expect(preview.textContent).toContain('driver-1.0.0.jar');
    expect(preview.textContent).toContain('8 bytes');
    expect(preview.textContent).toContain('CDAP’s own token');
    expect(preview.textContent).not.toContain('your login');
    expect(preview.textContent).toContain('Can be undone afterwards');
  });
});

describe('undo', () => {
  it('lists what it removes, asks once, and says what became of it', async () => {
    const { user, world } = await openForm(CDAP);
    await user.click(button('Run'));
    await screen.findByRole('heading', { name: 'Done' });
    await user.click(button('Undo what this install created'));
    const dialog = await screen.findByRole('dialog');
    expect(dialog.textContent).toContain('DELETE https://pai.example.org/cdap/v3/');
    expect(await axeViolations()).toEqual([]);
    await user.click(button('Undo'));
    await screen.findByText('What this install created is undone.');
    expect(world.clusters.artifacts.size).toBe(0);
    expect((await world.receipts())[0]?.outcome).toBe('undone');
    expect(screen.queryByRole('button', { name: 'Undo what this install created' })).toBeNull();
    expect(document.activeElement?.textContent).toContain('What this install created is undone.');
  });

  it('that is refused says so and can be tried again', async () => {
    const { user, world } = await openForm(CDAP);
    await user.click(button('Run'));
    await screen.findByRole('heading', { name: 'Done' });
    world.clusters.instead = ({ method }) =>
      method === 'DELETE' ? { status: 500, text: 'no' } : undefined;
    await user.click(button('Undo what this install created'));
    await user.click(button('Undo'));
    expect(await alertCode()).toBe('cluster-error');
    world.clusters.instead = undefined;
    await user.click(button('Undo what this install created'));
    await user.click(button('Undo'));
    await screen.findByText('What this install created is undone.');
  });
});

describe('several packages', () => {
  const needed = fakePackage({
    name: 'driver-package',
    license: { text: 'For the driver.\n', sha256: 'd'.repeat(64) },
    spec: {
      specVersion: '1.0',
      name: 'driver-package',
      version: '1.0.0',
      label: 'Driver package',
      description: 'A driver.',
      author: 'Example authors',
      actions: [ARTIFACT],
    },
  });
  const options: InstallWorldOptions = {
    actions: [submitAction()],
    opened: { license: { text: 'For the job.\n', sha256: 'e'.repeat(64) } },
    needs: [needed],
    files: FILES,
  };

  it('ask for each licence in turn, show their tree, and are installed in order', async () => {
    const { user, world } = await pressInstall(options);
    const first = await screen.findByRole('dialog');
    expect(first.textContent).toContain('For the driver.');
    await user.click(button('Accept'));
    expect((await screen.findByRole('dialog')).textContent).toContain('For the job.');
    await user.click(button('Accept'));
    await screen.findByRole('heading', { name: 'Packages of this install' });
    expect(await axeViolations()).toEqual([]);
    await user.click(button('Next'));
    await user.type(field('token'), 'x');
    expect(screen.getByText(/of driver-package 1.0.0/)).toBeDefined();
    await user.click(button('Run'));
    await screen.findByRole('heading', { name: 'Done' });
    expect(writes(world)[0]?.url).toContain('/cdap/');
    expect(world.jobs).toEqual(new Set(['mnist']));
    expect((await world.receipts())[0]?.packages.map(({ name }) => name)).toEqual([
      'driver-package',
      'mnist-training',
    ]);
  }, 20_000);

  it('of which one licence is declined install nothing', async () => {
    const { user, world } = await pressInstall(options);
    await user.click(await screen.findByRole('button', { name: 'Accept' }));
    await user.click(await screen.findByRole('button', { name: 'Decline' }));
    await waitFor(() =>
      expect(screen.getByRole('status').textContent).toContain('The licence was declined'),
    );
    expect(world.accepted.size).toBe(0);
    expect(world.requests).toEqual([]);
  });
});
