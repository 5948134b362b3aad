import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createKey, createPublisher, sourceFiles } from '../fakes/publisher.ts';

import type { Publisher, PublisherKey } from '../fakes/publisher.ts';

const DAY = 24 * 60 * 60 * 1000;

let publisher: Publisher;
let key: PublisherKey;
beforeEach(async () => {
  publisher = createPublisher();
  key = await createKey();
  writeFileSync(publisher.path('key.asc'), key.secret);
  writeFileSync(publisher.path('public.asc'), key.certificate);
  publisher.write(sourceFiles());
  await publisher.run('build', publisher.path('source'), '--out', publisher.path('market'));
  await sign();
});
afterEach(() => publisher.remove());

const market = (...names: string[]) => publisher.path('market', ...names);
const sign = (...words: string[]) =>
  publisher.run('sign', market(), '--key', publisher.path('key.asc'), ...words);
const renew = (...words: string[]) =>
  publisher.run('renew', market(), '--key', publisher.path('key.asc'), ...words);
const index = () => JSON.parse(readFileSync(market('market.json'), 'utf8'));
const verify = () =>
  publisher.run('verify', market(), '--key', publisher.path('public.asc'), '--json');
const waitDays = (days: number) => {
  const { clock } = publisher.io;
  publisher.io.clock = { ...clock, now: () => clock.now() + days * DAY };
};

describe('renewing', () => {
  it('gives the same index a new serial and as long a life, and signs nothing else', async () => {
    await sign('--expires', '20', '--next-key', 'AB'.repeat(20));
    const before = index();
    const spec = readFileSync(market('packages/hello/1.0.0/spec.json.asc'));
    waitDays(15);
    const { code, json } = await renew('--json');
    expect(code).toBe(0);
    const after = index();
    expect(after.files).toEqual(before.files);
    expect(after.nextKeys).toEqual(before.nextKeys);
    expect(after.serial - before.serial).toBeGreaterThan(15 * 86_400 - 60);
    expect(Date.parse(after.expires) - Date.parse(after.issued)).toBe(20 * DAY);
    expect(json()).toMatchObject({
      ...{ verdict: 'good', renewed: true, fingerprint: key.fingerprint, replaced: false },
      index: { market: 'test', serial: after.serial },
    });
    expect(readFileSync(market('packages/hello/1.0.0/spec.json.asc'))).toEqual(spec);
    expect((await verify()).json().verdict).toBe('good');
  });

  it('does it also for an index that has expired, with another life if asked', async () => {
    waitDays(70);
    expect((await verify()).json().code).toBe('index-expired');
    expect((await renew('--expires', '7')).code).toBe(0);
    const { issued, expires } = index();
    expect(Date.parse(expires) - Date.parse(issued)).toBe(7 * DAY);
    expect((await verify()).json().verdict).toBe('good');
  });

  it('says that signatures of other keys are gone', async () => {
    const other = await createKey();
    writeFileSync(publisher.path('other.asc'), other.secret);
    await publisher.run('sign', market(), '--key', publisher.path('other.asc'), '--add');
    const { stdout, code } = await renew();
    expect(code).toBe(0);
    expect(stdout).toContain('--add');
  });
});

describe('a market that is built or signed by another process', () => {
  it('is neither signed nor renewed meanwhile, and is once that has ended', async () => {
    const before = readFileSync(market('market.json'));
    const stage = await publisher.io.files.tree(market()).stage();
    for (const run of [await sign('--expires', '3', '--json'), await renew('--json')]) {
      expect([run.code, run.json().code]).toEqual([3, 'repository-busy']);
    }
    expect(readFileSync(market('market.json'))).toEqual(before);
    await stage.discard();
    expect((await renew()).code).toBe(0);
    const unlock = await publisher.io.files.tree(market()).lock();
    const built = await publisher.run('build', publisher.path('source'), '--out', market());
    expect(built.code).toBe(3);
    await unlock();
  });

  it('is put back where a build was killed while it exchanged it', async () => {
    renameSync(market(), publisher.path('.market.old-0123456789ab'));
    expect((await renew()).code).toBe(0);
    expect((await verify()).json().verdict).toBe('good');
  });
});

describe('a timer', () => {
  it('goes on where a kill left the signature of a market.json that never came', async () => {
    const before = readFileSync(market('market.json'));
    waitDays(1);
    await renew();
    writeFileSync(market('market.json'), before);
    expect((await renew()).stdout).toContain('renewed by');
    expect((await verify()).json().verdict).toBe('good');
  });

  it('changes nothing and needs no key while market.json is young', async () => {
    const before = readFileSync(market('market.json'));
    waitDays(29);
    const { code, stdout } = await publisher.run('renew', market(), '--if-older', '30');
    expect(code).toBe(0);
    expect(stdout).toContain('young enough');
    expect(readFileSync(market('market.json'))).toEqual(before);
    waitDays(2);
    expect((await renew('--if-older', '30')).stdout).toContain('renewed by');
    expect(readFileSync(market('market.json'))).not.toEqual(before);
  });

  it('renews what has expired, however young it is', async () => {
    await sign('--expires', '5');
    waitDays(6);
    expect((await renew('--if-older', '30', '--json')).json().renewed).toBe(true);
  });
});

describe('what is not as it was signed is not signed again', () => {
  const refused = async (code: string) => {
    const before = readFileSync(market('market.json'));
    const asc = readFileSync(market('market.json.asc'));
    const { code: exit, json } = await renew('--json');
    expect(exit).toBe(1);
    expect(json()).toMatchObject({ verdict: 'refused', code });
    expect(readFileSync(market('market.json'))).toEqual(before);
    expect(readFileSync(market('market.json.asc'))).toEqual(asc);
  };

  it('a market.json that somebody changed', async () => {
    const changed = { ...index(), market: 'evil' };
    writeFileSync(market('market.json'), JSON.stringify(changed));
    await refused('index-signature');
  });

  it('lists that somebody changed', async () => {
    const rows = JSON.parse(readFileSync(market('packages.json'), 'utf8'));
    writeFileSync(market('packages.json'), JSON.stringify(rows.slice(1)));
    await refused('index-mismatch');
  });

  it('a market that another key signed', async () => {
    writeFileSync(publisher.path('key.asc'), (await createKey()).secret);
    await refused('index-signature');
  });

  it('a market that was built and not signed', async () => {
    publisher.write({ 'packages/hello/1.0.0/README.md': '# Other\n' });
    await publisher.run('build', publisher.path('source'), '--out', market());
    await refused('index-mismatch');
    publisher.write({ 'market.json': undefined }, 'market');
    expect((await renew('--json')).json().code).toBe('source-invalid');
  });

  it.each([[['--if-older', '-1']], [['--expires', '91']], [['--gpg', 'ABCD']]])(
    'with %j',
    async (words) => {
      expect((await renew(...words)).code).toBe(2);
    },
  );
});
