/** From the package page through the wizard to the job, as a person goes; the cluster is in memory, all else is real. */
import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { installWorld } from '../../fakes/install-services.ts';
import { axeViolations, closePlugin, openPlugin } from '../../fakes/page.tsx';
import { submitAction } from '../../fakes/wizard.ts';
import { alertCode, button, field, openForm, PACKAGE, pressInstall, writes } from './visit.tsx';

afterEach(closePlugin);

const READ_FIRST = {
  type: 'informational',
  arguments: [{ name: 'text', value: '# Read **me**' as never }],
};
const LICENSE = { text: 'Do what you like.\n', sha256: 'a'.repeat(64) };

describe('a package of one step', () => {
  it('goes from Install to the job on one screen', async () => {
    const { user, world } = await openForm();
    expect(screen.queryByRole('button', { name: 'Next' })).toBeNull();
    await user.clear(field('Job name'));
    await user.type(field('Job name'), 'first-try');
    await user.selectOptions(field('Virtual cluster'), 'research');
    await user.type(field('token'), 'hunter2');
    await user.click(button('Run'));
    const status = await screen.findByRole('status');
    await waitFor(() => expect(status.textContent).toContain('Job first-try was submitted.'));
    await waitFor(() => expect(status.textContent).toContain('SUCCEEDED'));
    expect(world.jobs).toEqual(new Set(['first-try']));
    const link = screen.getByRole('link', { name: 'Open job first-try in the portal' });
    expect(link.getAttribute('href')).toBe('/job-detail.html?username=ada&jobName=first-try');
  });

  it('shows every request before it is sent, and the secret nowhere', async () => {
    const { user, element, world } = await openForm();
    await user.type(field('token'), 'hunter2');
    const preview = screen.getByRole('region', { name: 'What will be sent' });
    expect(preview.textContent).toContain('https://pai.example.org/rest-server/api/v2/jobs');
    expect(preview.textContent).toContain('<secret: token>');
    expect(preview.textContent).toContain('Content-Type: text/yaml');
    expect(element.textContent).not.toContain('hunter2');
    await user.click(button('Run'));
    await screen.findByText('Receipt');
    expect(element.outerHTML).not.toContain('hunter2');
    expect(JSON.stringify(await world.receipts())).not.toContain('hunter2');
    expect(String(writes(world)[0]?.body)).toContain('hunter2');
  });

  it('runs once however often Run is pressed', async () => {
    const { user, world } = await openForm({ hold: true });
    await user.type(field('token'), 'hunter2');
    await user.dblClick(button('Run'));
    act(() => world.release());
    await screen.findByText('Receipt');
    expect(writes(world).filter((request) => request.method === 'POST').length).toBe(1);
  });

  it('groups its fields', async () => {
    await openForm();
    const job = screen.getByRole('group', { name: 'Job' });
    expect(within(job).getByLabelText('Job name')).toBeDefined();
    expect(
      within(screen.getByRole('group', { name: 'Parameters' })).getByLabelText('lr'),
    ).toBeDefined();
    expect(
      within(screen.getByRole('group', { name: 'Secrets' })).getByLabelText('token'),
    ).toBeDefined();
  });

  // Three audits of a whole page: many times what another test takes.
  it('has no axe violations in form, errors and result', { timeout: 30_000 }, async () => {
    const { user } = await openForm();
    expect(await axeViolations()).toEqual([]);
    await user.click(button('Run'));
    expect(await axeViolations()).toEqual([]);
    await user.type(field('token'), 'x');
    await user.click(button('Run'));
    await screen.findByText('Receipt');
    expect(await axeViolations()).toEqual([]);
  });
});

describe('answers that do not fit', () => {
  it('are said beside their fields when Run is pressed, with the focus on the first', async () => {
    const { user, world } = await openForm();
    await user.clear(field('lr'));
    await user.click(button('Run'));
    await waitFor(() => expect(document.activeElement).toBe(field('lr')));
    expect(field('lr').getAttribute('aria-invalid')).toBe('true');
    expect(field('token').getAttribute('aria-invalid')).toBe('true');
    expect(writes(world)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'token is required.' }));
    expect(document.activeElement).toBe(field('token'));
  });
});

describe('a job name that is taken', () => {
  it('is found when the field is left, and explained beside it', async () => {
    const { user, world } = await openForm();
    world.jobs.add('taken');
    await user.type(field('token'), 'x');
    await user.clear(field('Job name'));
    await user.type(field('Job name'), 'taken');
    await user.tab();
    expect(await alertCode()).toBe('cluster-conflict');
    expect(field('Job name').getAttribute('aria-invalid')).toBe('true');
    expect(writes(world)).toEqual([]);
    await user.type(field('Job name'), '-2');
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('is found at Run', async () => {
    const { user, world } = await openForm();
    world.jobs.add('mnist');
    await user.type(field('token'), 'x');
    await user.click(button('Run'));
    expect(await alertCode()).toBe('cluster-conflict');
    expect(button('Run')).toBeDefined();
    await waitFor(() => expect(document.activeElement).toBe(field('Job name')));
    expect(writes(world)).toEqual([]);
  });
});

describe('a job that was submitted but not tagged', () => {
  it('is tagged by Resume and not submitted again', async () => {
    const { user, world } = await openForm();
    await user.type(field('token'), 'x');
    const send = world.services.run;
    Object.assign(world.services, {
      async *run(...given: Parameters<typeof send>) {
        for await (const event of send(...given)) {
          if (event.type === 'request-answered' && event.request === '1.2') {
            world.failNext({ status: 500, text: '{"code":"UnknownError","message":"busy"}' });
          }
          yield event;
        }
      },
    });
    await user.click(button('Run'));
    expect(await alertCode()).toBe('cluster-error');
    await user.click(button('Resume'));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    await screen.findByText('Done');
    expect(writes(world).map(({ method }) => method)).toEqual(['POST', 'PUT', 'PUT']);
  });
});

describe('a package without steps', () => {
  it('says so, offers no Install, and by its address leads to a way back', async () => {
    const world = installWorld({ actions: [] });
    const { user } = openPlugin(world.services, PACKAGE);
    await screen.findByText(/no steps/);
    expect(screen.queryByRole('button', { name: 'Install' })).toBeNull();
    act(() => void (window.location.hash = `${PACKAGE}/install`));
    await user.click(await screen.findByRole('button', { name: 'Install' }));
    await screen.findByText(/no steps/);
    await user.click(button('Close'));
    await screen.findByText(/no steps/);
  });
});

describe('a package of several steps', () => {
  it('goes Next and Back, and runs from the last step', async () => {
    const { user, world } = await pressInstall({ actions: [READ_FIRST, submitAction()] });
    await user.click(await screen.findByRole('button', { name: 'Next' }));
    expect(screen.queryByRole('button', { name: 'Next' })).toBeNull();
    await user.click(button('Back'));
    expect(screen.getByText('me').tagName).toBe('STRONG');
    await user.click(button('Next'));
    await user.type(field('token'), 'x');
    await user.click(button('Run'));
    await screen.findByText('Receipt');
    expect(world.jobs).toEqual(new Set(['mnist']));
  });

  it('moves the focus to the heading of the next step, and to the outcome', async () => {
    const { user } = await pressInstall({ actions: [READ_FIRST, submitAction()] });
    await user.click(await screen.findByRole('button', { name: 'Next' }));
    expect(document.activeElement?.textContent).toBe('Submit the job of job.yaml');
    await user.type(field('token'), 'x');
    await user.click(button('Run'));
    await screen.findByText('Receipt');
    expect(document.activeElement?.tagName).toBe('H2');
  });

  it('does not run by a double click on Next', async () => {
    const plain = { ...submitAction(), type: 'open_job' };
    const { user, world } = await pressInstall({ actions: [READ_FIRST, plain] });
    await screen.findByRole('button', { name: 'Next' });
    // The second press of a double click, on the button that took the place of the first.
    await user.click(button('Next'));
    act(
      () => void button('Run').dispatchEvent(new MouseEvent('click', { detail: 2, bubbles: true })),
    );
    expect(button('Run')).toBeDefined();
    expect(world.handedOver).toEqual([]);
  });

  it('goes on at the failed step and sends nothing twice', async () => {
    const name = { name: 'name', default: 'second' as never };
    const { user, world } = await pressInstall({ actions: [submitAction(), submitAction(name)] });
    await user.type(await screen.findByLabelText('token', { exact: true }), 'x');
    await user.click(button('Next'));
    await user.type(field('token'), 'y');
    const send = world.services.run;
    let failed = false;
    Object.assign(world.services, {
      async *run(...given: Parameters<typeof send>) {
        for await (const event of send(...given)) {
          if (event.type === 'step-done' && event.step === 1 && !failed) {
            failed = true;
            world.failNext({ status: 500, text: '{"code":"UnknownError","message":"disk full"}' });
          }
          yield event;
        }
      },
    });
    await user.click(button('Run'));
    expect(await alertCode()).toBe('cluster-error');
    expect(screen.getByRole('status').textContent).toContain('Job mnist was submitted.');
    await user.click(button('Resume'));
    await waitFor(() => expect(world.jobs).toEqual(new Set(['mnist', 'second'])));
    const posts = writes(world).filter((request) => request.method === 'POST');
    expect(posts.length).toBe(3);
    expect(posts.filter((post) => String(post.body).includes('"mnist"')).length).toBe(1);
  });
});

describe('a licence', () => {
  const withLicense = { opened: { license: LICENSE } };

  it('is asked for first; Accept goes on and is remembered', async () => {
    const { user, world } = await pressInstall(withLicense);
    const dialog = await screen.findByRole('dialog');
    expect(dialog.textContent).toContain('Do what you like.');
    await user.click(button('Accept'));
    await screen.findByRole('button', { name: 'Run' });
    expect(world.accepted).toEqual(new Set([LICENSE.sha256]));
  });

  it('that is declined leads back, says so, and nothing was sent', async () => {
    const { user, world } = await pressInstall(withLicense);
    await user.click(await screen.findByRole('button', { name: 'Decline' }));
    await waitFor(() => expect(window.location.hash).toBe(PACKAGE));
    await waitFor(() =>
      expect(screen.getByRole('status').textContent).toContain('The licence was declined'),
    );
    expect(world.requests).toEqual([]);
    expect(world.accepted.size).toBe(0);
  });

  it('is not asked for again', async () => {
    const world = installWorld(withLicense);
    world.services.acceptLicense(world.opened);
    const { user } = openPlugin(world.services, PACKAGE);
    await user.click(await screen.findByRole('button', { name: 'Install' }));
    await screen.findByRole('button', { name: 'Run' });
  });
});

describe('refusals before the form', () => {
  it.each([
    'signature-bad',
    'archive-digest',
    'zip-name',
    'action-unknown',
    'protocol-invalid',
  ] as const)('show %s, send nothing and lead no further', async (code) => {
    const refuse = () => Promise.reject(new MarketError(code, `refused: ${code}`));
    const { world } = await pressInstall({ services: { prepareInstall: refuse } });
    expect(await alertCode()).toBe(code);
    expect(screen.queryByRole('button', { name: 'Run' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    expect(world.requests).toEqual([]);
  });

  it('of the network may be tried again', async () => {
    let count = 0;
    const { world } = { world: installWorld() };
    const prepare = world.services.prepareInstall;
    const { user } = await pressInstall({
      services: {
        prepareInstall: (opened, options) => {
          count += 1;
          if (count > 1) return prepare(opened, options);
          return Promise.reject(new MarketError('net-timeout', 'The market did not answer.'));
        },
      },
    });
    expect(await alertCode()).toBe('net-timeout');
    await user.click(button('Try again'));
    await screen.findByRole('button', { name: 'Run' });
  });
});

describe('refusals of the cluster', () => {
  it.each([
    [401, 'cluster-auth'],
    [403, 'cluster-forbidden'],
    [413, 'cluster-too-large'],
    [500, 'cluster-error'],
  ])('a %d is shown as %s with the way back to the fields', async (status, code) => {
    const { user, world } = await openForm();
    await user.type(field('token'), 'x');
    world.failNext({ status, text: '{"code":"X","message":"no"}' });
    await user.click(button('Run'));
    expect(await alertCode()).toBe(code);
    expect(world.jobs.size).toBe(0);
    if (status === 401) {
      const login = within(screen.getByRole('alert')).getByRole('link', { name: 'Log in' });
      expect(login.getAttribute('href')).toBe('/login.html');
    }
    await user.click(button('Back'));
    expect(field('token').value).toBe('x');
  });
});
