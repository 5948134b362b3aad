import { expect, it } from 'vitest';

import { createClock } from '#adapters/http/clock.ts';
import { codeOf } from '../../fakes/thrown.ts';

const clock = createClock();

it('tells milliseconds since the epoch', () => {
  expect(clock.now()).toBeGreaterThan(Date.parse('2025-01-01T00:00:00Z'));
});

it('wakes up', async () => {
  await expect(clock.sleep(1, new AbortController().signal)).resolves.toBeUndefined();
});

it('ends its sleep when the signal fires, before or during it', async () => {
  const user = new AbortController();
  const sleeping = codeOf(() => clock.sleep(600_000, user.signal));
  user.abort();
  expect(await sleeping).toBe('cancelled');
  expect(await codeOf(() => clock.sleep(600_000, user.signal))).toBe('cancelled');
});
