/** What the result of an install says was done: only what was done, and all of it. */
import { screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';

import { memoryClusters } from '../../fakes/memory-clusters.ts';
import { closePlugin } from '../../fakes/page.tsx';
import { button, field, openForm, writes } from './visit.tsx';

import type { Action } from '#core/model/generated.ts';

afterEach(closePlugin);

const argument = (name: string, value: unknown) => ({ name, value: value as never });
const DATASET: Action = {
  type: 'create_dataset',
  label: 'Create the table',
  arguments: [argument('name', 'totals'), argument('type', 'table')],
};

/** A CDAP that has datasets, too. */
function withDatasets() {
  const clusters = memoryClusters();
  const datasets = new Set<string>();
  clusters.instead = ({ method, url }) => {
    const name = url.split('/data/datasets/')[1];
    if (name === undefined) return undefined;
    if (method === 'PUT') datasets.add(name);
    return datasets.has(name) ? { text: '{"spec":{"type":"table"}}' } : { status: 404 };
  };
  return clusters;
}

const told = () => screen.getByRole('status').textContent;

describe('the result', () => {
  it('lists what one step did on CDAP', async () => {
    const { user } = await openForm({ actions: [DATASET], clusters: withDatasets() });
    await user.click(button('Run'));
    await screen.findByRole('heading', { name: 'Done' });
    expect(told()).toBe('All steps are done.');
    expect(screen.getByText(/Creating dataset totals: /).textContent).toContain('answered 200');
  });

  it('says that nothing was changed where all was there', async () => {
    const clusters = withDatasets();
    const first = await openForm({ actions: [DATASET], clusters });
    await first.user.click(button('Run'));
    await screen.findByRole('heading', { name: 'Done' });
    const { memory } = first.world;
    closePlugin();
    const { user } = await openForm({ actions: [DATASET], clusters, memory });
    await user.click(button('Run'));
    await screen.findByRole('heading', { name: 'Done' });
    expect(told()).toContain('was there already, so nothing was changed');
  });

  it('does not call a job submitted that was there already', async () => {
    const clusters = memoryClusters();
    const first = await openForm({ clusters });
    await first.user.type(field('token'), 'x');
    await first.user.click(button('Run'));
    await screen.findByRole('heading', { name: 'Done' });
    expect(told()).toContain('Job mnist was submitted.');
    const { memory } = first.world;
    const sent = writes(first.world).length;
    closePlugin();
    const { user, world } = await openForm({ clusters, memory });
    // Another name is suggested; the user wants the former one.
    await waitFor(() => expect(field('Job name').value).toBe('mnist_2'));
    await user.clear(field('Job name'));
    await user.type(field('Job name'), 'mnist');
    await user.type(field('token'), 'x');
    await user.click(button('Run'));
    await screen.findByRole('heading', { name: 'Done' });
    expect(told()).toContain('Job mnist was there already');
    expect(told()).not.toContain('was submitted');
    const posts = writes(world)
      .slice(sent)
      .filter(({ method }) => method === 'POST');
    expect(posts).toEqual([]);
  });
});
