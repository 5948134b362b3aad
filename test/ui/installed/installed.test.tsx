/** The page of receipts: what was installed, how it went, and its jobs. */
import { screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';

import { axeViolations, closePlugin, openPlugin } from '../../fakes/page.tsx';
import { fakeServices } from '../../fakes/services.ts';

import type { Receipt } from '#core/model/generated.ts';

afterEach(closePlugin);

function receipt(id: string, given: Partial<Receipt> = {}): Receipt {
  return {
    format: 'pai-market-receipt/1',
    id: id.repeat(32),
    market: 'example-market',
    package: { name: 'mnist-training', version: '1.0.0' },
    cluster: 'https://pai.example.org/rest-server/',
    user: 'ada',
    startedAt: '2025-11-22T10:00:00Z',
    finishedAt: '2025-11-22T10:00:03Z',
    outcome: 'done',
    signers: ['638D6D08B114988946D54C293D6DC91CF110FE74'],
    archiveSha256: 'b'.repeat(64),
    answers: { 1: { name: 'mnist' } },
    steps: [
      {
        number: 1,
        type: 'submit_job',
        label: 'Submit the job',
        state: 'done',
        job: { user: 'ada', name: 'mnist' },
        requests: [
          {
            id: '1.2',
            method: 'POST',
            url: 'https://pai.example.org/rest-server/api/v2/jobs',
            status: 202,
          },
        ],
      },
    ],
    ...given,
  };
}

async function open(receipts: Receipt[]) {
  const page = openPlugin(fakeServices({ receipts: () => receipts }), '#/installed');
  await screen.findByRole('heading', { level: 1, name: 'Installed' });
  return page;
}

describe('the list', () => {
  it('is in the given order with outcome, time and jobs', async () => {
    const failed = receipt('b', { outcome: 'failed', errorCode: 'cluster-error', steps: [] });
    await open([receipt('a'), failed]);
    const [first, second] = [...document.querySelectorAll<HTMLElement>('.pm-receipts > li')];
    if (!first || !second) throw new Error('two receipts were given');
    const link = within(first).getByRole('link', { name: 'mnist-training 1.0.0' });
    expect(link.getAttribute('href')).toBe('#/p/example-market/mnist-training/1.0.0');
    expect(first.textContent).toContain('2025-11-22 10:00 UTC');
    expect(within(first).getByText('Done')).toBeDefined();
    const job = within(first).getByRole('link', { name: 'mnist' });
    expect(job.getAttribute('href')).toBe('/job-detail.html?username=ada&jobName=mnist');
    expect(within(second).getByText('Failed')).toBeDefined();
  });

  it('opens to the whole receipt', async () => {
    const { user, element } = await open([receipt('a')]);
    await user.click(screen.getByText('Receipt'));
    for (const words of [
      '638D6D08',
      'b'.repeat(64),
      'POST https://pai',
      '202',
      '"name": "mnist"',
    ]) {
      expect(element.textContent).toContain(words);
    }
    expect(screen.getByRole('button', { name: 'Save receipt' })).toBeDefined();
  });

  it('survives a receipt with a time that is none', async () => {
    const { element } = await open([receipt('a', { startedAt: 'x', finishedAt: 'y' })]);
    expect(element.textContent).not.toMatch(/invalid|NaN/i);
  });

  it('has no axe violations', async () => {
    await open([receipt('a')]);
    expect(await axeViolations()).toEqual([]);
  });
});

describe('without receipts', () => {
  it('says what will be here and leads to the packages', async () => {
    await open([]);
    expect(screen.getByText(/Every install leaves a receipt here/)).toBeDefined();
    expect(screen.getByRole('link', { name: 'Look for a package' }).getAttribute('href')).toBe(
      '#/',
    );
    expect(await axeViolations()).toEqual([]);
  });
});
