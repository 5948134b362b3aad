/** `pai-market install --receipt`: a file that is there already keeps what undo needs, and tells the install what is its own. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFileSync, writeFileSync } from 'node:fs';

import { startInstallWorld } from './install-world.ts';

import type { Receipt } from '#core/model/generated.ts';
import type { InstallWorld } from './install-world.ts';

let world: InstallWorld;
let file: string;
beforeEach(async () => {
  world = await startInstallWorld();
  file = world.publisher.path('receipt.json');
});
afterEach(() => world.close());

const install = (...more: string[]) =>
  world.install(
    'driver',
    ...['--accept-license', '--answers', world.publisher.path('driver.yaml')],
    ...['--receipt', file, ...more],
  );
const read = () => JSON.parse(readFileSync(file, 'utf8')) as Receipt & { receipts: Receipt[] };
const writes = () => world.cdap.log.entries.filter(({ method }) => method !== 'GET');

describe('a second install into the same receipt file', () => {
  it('sends nothing again, says so beforehand, and leaves what undo needs', async () => {
    const before = world.cdap.snapshot();
    expect((await install()).code).toBe(0);
    const sent = writes().length;
    const dry = await install('--dry-run', '--json');
    expect(dry.json().findings).toMatchObject([{ request: '1.1', state: 'same', choices: [] }]);
    const again = await install();
    expect([again.code, again.stdout]).toEqual([0, 'artifact driver 1.0.0: skipped\n']);
    expect(writes()).toHaveLength(sent);
    expect(read().receipts.map(({ steps }) => steps[0]?.requests[1]?.outcome)).toEqual([
      'skipped',
      'done',
    ]);
    expect((await world.undo(file, '--yes')).code).toBe(0);
    expect(world.cdap.snapshot()).toBe(before);
    expect(read().receipts.map(({ outcome }) => outcome)).toEqual(['done', 'undone']);
  });

  it('keeps no receipt of an install that changed nothing beside a newer one', async () => {
    await install();
    for (let run = 0; run < 3; run += 1) expect((await install()).code).toBe(0);
    expect(read().receipts).toHaveLength(2);
  });

  it('believes no receipt of another user, and keeps it all the same', async () => {
    await install();
    writeFileSync(file, JSON.stringify({ ...read(), user: 'somebody' }));
    const { code, json } = await install('--json');
    expect([code, json().code]).toEqual([1, 'cluster-conflict']);
    expect(read().receipts.map(({ user, outcome }) => [user, outcome])).toEqual([
      [world.pai.user, 'failed'],
      ['somebody', 'done'],
    ]);
  });

  it('puts the receipt of an install that goes on in the place of its former one', async () => {
    world.faults([{ at: ({ method }) => method === 'POST', kind: 500 }]);
    const journal = ['--journal', world.publisher.path('journal.json')];
    expect((await install(...journal)).code).toBe(1);
    expect(read().outcome).toBe('failed');
    expect((await install(...journal)).code).toBe(0);
    expect(read()).toMatchObject({ format: 'pai-market-receipt/2', outcome: 'done' });
  });

  it('is refused before anything is sent where the file holds something else', async () => {
    writeFileSync(file, '{"mine": true}');
    const { code, json } = await install('--json');
    expect([code, json().code]).toEqual([1, 'receipt-invalid']);
    expect(readFileSync(file, 'utf8')).toBe('{"mine": true}');
    expect(world.cdap.log.entries).toEqual([]);
  });

  it('takes an empty file for none', async () => {
    writeFileSync(file, '');
    expect((await install()).code).toBe(0);
    expect(read().outcome).toBe('done');
  });
});
