/** `pai-market undo`: takes back what an install created, and only that. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFileSync, writeFileSync } from 'node:fs';

import { startInstallWorld } from './install-world.ts';

import type { Receipt } from '#core/model/generated.ts';
import type { InstallWorld } from './install-world.ts';

let world: InstallWorld;
let file: string;
let before: string;
beforeEach(async () => {
  world = await startInstallWorld();
  file = world.publisher.path('receipt.json');
  before = world.cdap.snapshot();
  const answers = ['--answers', world.publisher.path('answers.yaml')];
  const run = await world.install('solution', '--accept-license', ...answers, '--receipt', file);
  if (run.code !== 0) throw new Error(run.stderr);
});
afterEach(() => world.close());

const kept = () => JSON.parse(readFileSync(file, 'utf8')) as Receipt;
const deletes = () => world.cdap.log.entries.filter(({ method }) => method === 'DELETE');

describe('undo', () => {
  it('says what would be sent, and sends nothing without --yes', async () => {
    const { code, stdout } = await world.undo(file);
    expect(code).toBe(0);
    expect(stdout).toContain('with --yes this is sent, in this order:\n');
    expect(stdout.indexOf('/artifacts/tool/')).toBeLessThan(stdout.indexOf('/artifacts/driver/'));
    expect(deletes()).toEqual([]);
    expect(kept().outcome).toBe('done');
  });

  it('takes back what the install created, the last first, and notes it in the receipt', async () => {
    const { code, stdout } = await world.undo(file, '--yes');
    expect([code, stdout]).toEqual([0, 'What the install of solution 1.0.0 created is undone.\n']);
    expect(world.cdap.snapshot()).toBe(before);
    expect(kept().outcome).toBe('undone');
    const again = await world.undo(file, '--yes');
    expect([again.code, again.stdout]).toEqual([
      0,
      'The install of solution 1.0.0 left nothing that can be undone.\n',
    ]);
  });

  it('goes on where it broke off', async () => {
    world.faults([
      { at: ({ method, path }) => method === 'DELETE' && path.includes('numbers'), kind: 500 },
    ]);
    const stopped = await world.undo(file, '--yes');
    expect(stopped.code).toBe(1);
    expect(stopped.stderr).toContain('still to be undone:');
    const sent = deletes().length;
    const { code, json } = await world.undo(file, '--yes', '--json');
    expect([code, json()]).toMatchObject([0, { verdict: 'good', code: null, requests: [] }]);
    expect(deletes().length).toBeGreaterThan(sent);
    expect(deletes().filter(({ url }) => url.includes('/artifacts/tool/'))).toHaveLength(1);
    expect(world.cdap.snapshot()).toBe(before);
  });

  it('asks which one of a file with several receipts, and keeps the others', async () => {
    const [one, two] = [kept(), { ...kept(), id: 'f'.repeat(32) }];
    writeFileSync(file, JSON.stringify({ format: 'pai-market-receipts/1', receipts: [two, one] }));
    const asked = await world.undo(file);
    expect([asked.code, asked.stderr]).toEqual([2, expect.stringContaining(one.id)]);
    expect((await world.undo(file, '--id', 'nope')).code).toBe(2);
    expect((await world.undo(file, '--id', one.id, '--yes')).code).toBe(0);
    const { receipts } = JSON.parse(readFileSync(file, 'utf8')) as { receipts: Receipt[] };
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['done', 'undone']);
  });

  it('refuses another cluster than that of the install', async () => {
    const { code, json } = await world.publisher.run(
      ...['undo', file, '--yes', '--json', '--cdap', `${world.cdapUrl}/other`],
    );
    expect([code, json().code]).toEqual([1, 'plan-refused']);
    expect(deletes()).toEqual([]);
  });

  it('refuses a receipt that leads elsewhere, and one that came out of another file', async () => {
    const receipt = kept();
    for (const step of receipt.steps) {
      for (const request of step.undo) request.url = request.url.replace('/v3/', '/v3/../');
    }
    writeFileSync(file, JSON.stringify(receipt));
    expect((await world.undo(file, '--yes', '--json')).json().code).toBe('plan-refused');
    expect(deletes()).toEqual([]);
  });

  it.each(['', '{}', '[1]', 'not JSON', '{"format":"pai-market-receipts/1","receipts":[{}]}'])(
    'refuses what is no receipt: %j',
    async (text) => {
      writeFileSync(file, text);
      const { code, json } = await world.undo(file, '--json');
      expect([code, json().code]).toEqual([1, 'receipt-invalid']);
    },
  );
});
