/** The ends of a wizard that are no job: cancelled, left, handed to the portal, or never begun. */
import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';

import { installWorld } from '../../fakes/install-services.ts';
import { closePlugin, openPlugin } from '../../fakes/page.tsx';
import { submitAction } from '../../fakes/wizard.ts';
import { alertCode, button, field, openForm, PACKAGE, pressInstall, writes } from './visit.tsx';

import type { InstallWorld } from '../../fakes/install-services.ts';

afterEach(closePlugin);

describe('cancelling', () => {
  it('while the archive is on its way stops the download and goes back', async () => {
    let signal: AbortSignal | undefined;
    const { user } = await pressInstall({
      services: {
        prepareInstall: (_opened, options) => {
          signal = options.signal;
          options.onProgress?.({ what: 'archive.zip', read: 500, total: 2000 });
          return new Promise(() => undefined);
        },
      },
    });
    expect(await screen.findByText('500 bytes of 2 kB')).toBeDefined();
    expect(screen.getByRole('progressbar', { name: 'Download' })).toBeDefined();
    await user.click(button('Cancel'));
    expect(signal?.aborted).toBe(true);
    await waitFor(() => expect(window.location.hash).toBe(PACKAGE));
  });

  it('while it runs stops after the request on its way and says what was done', async () => {
    const { user, world } = await openForm({ hold: true });
    await user.type(field('token'), 'x');
    await user.click(button('Run'));
    await screen.findByText(/waiting for the answer/);
    await user.click(button('Cancel'));
    act(() => world.release());
    expect(await screen.findByRole('heading', { name: 'Cancelled' })).toBeDefined();
    expect(screen.getByRole('status').textContent).toContain('Job mnist was submitted.');
    expect(await unfinishedCode(world)).toBe('cancelled');
  });

  it('by leaving the page is asked about once; then the run stops and can be resumed', async () => {
    const { user, world } = await openForm({ hold: true });
    await user.type(field('token'), 'x');
    await user.click(button('Run'));
    await screen.findByText(/waiting for the answer/);
    goTo('#/installed');
    const dialog = await screen.findByRole('dialog');
    expect(dialog.textContent).toContain('you can resume it later');
    expect(window.location.hash).toBe(`${PACKAGE}/install`);
    await user.click(button('Leave'));
    expect(window.location.hash).toBe('#/installed');
    act(() => world.release());
    await waitFor(async () => expect(await unfinishedCode(world)).toBe('cancelled'));
    expect(writes(world).length).toBe(1);
  });
});

describe('leaving the form', () => {
  it('asks where something was typed; Stay keeps it', async () => {
    const { user } = await openForm();
    await user.type(field('token'), 'x');
    goTo('#/installed');
    await user.click(await screen.findByRole('button', { name: 'Stay' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(field('token').value).toBe('x');
    expect(window.location.hash).toBe(`${PACKAGE}/install`);
    expect(closingAsks()).toBe(true);
  });

  it('does not ask where nothing would be lost', async () => {
    await openForm();
    expect(closingAsks()).toBe(false);
    goTo('#/installed');
    await waitFor(() => expect(window.location.hash).toBe('#/installed'));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('does not ask once the install is done', async () => {
    const { user } = await openForm();
    await user.type(field('token'), 'x');
    await user.click(button('Run'));
    await screen.findByText('Receipt');
    expect(closingAsks()).toBe(false);
    goTo('#/installed');
    await waitFor(() => expect(screen.queryByText('Receipt', { exact: true })).toBeNull());
  });
});

describe('a job for the portal’s own page', () => {
  it('is handed over after Run, and the secrets that are left out are named', async () => {
    const { user, world } = await openForm({ actions: [{ ...submitAction(), type: 'open_job' }] });
    expect(screen.getAllByText(/leaves out 1 secret.*token/i).length).toBeGreaterThan(0);
    expect(world.handedOver).toEqual([]);
    await user.click(button('Run'));
    await waitFor(() => expect(world.handedOver.length).toBe(1));
    expect(world.handedOver[0]).toMatchObject({ name: 'mnist' });
    expect(writes(world)).toEqual([]);
    expect(screen.getByRole('status').textContent).toContain('Left out, to be typed there: token.');
  });
});

describe('an address of a wizard', () => {
  it('starts nothing by itself', async () => {
    let prepared = 0;
    const world = installWorld({
      services: {
        prepareInstall: () => {
          prepared += 1;
          return new Promise(() => undefined);
        },
      },
    });
    const { user } = openPlugin(world.services, `${PACKAGE}/install`);
    await screen.findByText(/You came here by an address/);
    expect(prepared).toBe(0);
    await user.click(button('Install'));
    await waitFor(() => expect(prepared).toBe(1));
  });

  it('without a login leads to it', async () => {
    const world = installWorld({ services: { user: undefined } });
    const { user } = openPlugin(world.services, `${PACKAGE}/install`);
    await user.click(await screen.findByRole('button', { name: 'Install' }));
    expect(await alertCode()).toBe('login-required');
  });
});

describe('a request that is not answered', () => {
  it('is never called “nothing”: its fate is not known', async () => {
    const { user, world } = await openForm();
    await user.type(field('token'), 'x');
    world.loseNext();
    await user.click(button('Run'));
    expect(await alertCode()).toBe('cluster-unreachable');
    expect(screen.getByRole('status').textContent).toMatch(
      /Not known: .*was sent and not answered/,
    );
    expect(document.body.textContent).toContain('its answer is not known');
    expect(document.body.textContent).not.toContain('waiting for the answer');
    expect(button('Resume')).toBeDefined();
  });
});

/** As a link of the portal or the Back button does it. */
function goTo(hash: string): void {
  act(() => {
    window.history.pushState(null, '', hash);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  });
}

/** Whether the browser would ask before it closes the tab. */
function closingAsks(): boolean {
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
}

/** Why the install that is kept stopped. */
async function unfinishedCode(world: InstallWorld): Promise<string | undefined> {
  return (await world.services.unfinished())[0]?.journal.error?.code;
}
