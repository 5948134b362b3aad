/** Attacks while an install runs: answers that echo secrets or pretend, decisions about nothing, files that change under the hand. */
import { describe, expect, it } from 'vitest';

import { createUserFiles } from '../../../src/user-files.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { createRig, outcomes, rig, useInstallRig, world } from '../install-rig.ts';
import { SECRET, SHORT_SECRET } from '../install-world.ts';

import type { BytesBody } from '#core/model/generated.ts';
import type { Decisions } from '#core/model/install.ts';

useInstallRig();

const isSubmit = (path: string, method: string) => method === 'POST' && path.endsWith('/jobs');
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('what a cluster says', () => {
  const ECHOES: [string, string][] = [
    ['as JSON', JSON.stringify({ protocol: { secrets: { token: SECRET, pin: SHORT_SECRET } } })],
    ['as JSON in JSON', JSON.stringify({ message: JSON.stringify({ token: SECRET }) })],
    ['in an address', `https://x/?token=${encodeURIComponent(SECRET)}`],
    ['as a form', new URLSearchParams({ token: SECRET }).toString()],
    ['in base64', `Authorization: Basic ${base64(`user:${SECRET}`)}`],
    ['a short one in an address', `x=%71%37`],
    ['a short one by its numbers', 'it is &#113;&#55;'],
  ];

  it.each(ECHOES)(
    'about secrets %s is in no message, event, journal or receipt',
    async (_, body) => {
      rig.fail(400, isSubmit, { body });
      const { events, receipt, error } = await rig.run();
      expect(error?.code).toBe('cluster-error');
      const all = JSON.stringify([events, receipt, [...rig.storage.texts]]);
      expect(all).not.toContain('s3cret');
      expect(all).not.toContain(encodeURIComponent(SECRET));
      expect(all).not.toContain(base64(SECRET).slice(4, 12));
      for (const word of all.match(/[\w+/-]{12,}/g) ?? []) {
        expect(Buffer.from(word, 'base64').toString()).not.toContain('s3cret');
      }
      expect(all).not.toMatch(/%71%37|&#113;&#55;/);
    },
  );

  it('in five megabytes of HTML is cut to plain text (U09)', async () => {
    const body = `<script>alert(1)</script><b>\u202ebad\0</b>${'<p>x</p>'.repeat(700_000)}`;
    rig.fail(500, (path) => path.endsWith('/kit-app'), { body, type: 'text/html' });
    const { error, receipt } = await rig.run();
    expect(error?.code).toBe('cluster-error');
    expect(error?.message.length).toBeLessThan(2400);
    expect(error?.message).toContain('<script>alert(1)</script><b>bad</b>');
    const answers = receipt.steps.flatMap(({ requests }) => requests.map(({ answer }) => answer));
    for (const answer of answers) expect((answer ?? '').length).toBeLessThanOrEqual(2000);
  });

  it('with a success that it makes up in HTML is no JSON that is the same', async () => {
    rig.fail(200, (path, method) => method === 'GET' && path.endsWith('/totals'), {
      body: '<html>{"spec":{"type":"table"}}</html>',
      type: 'text/html',
    });
    const { error } = await rig.run();
    expect(error?.code).toBe('cluster-conflict');
    expect(world.created()).not.toHaveProperty('default/dataset/totals');
  });

  it.each([301, 302, 307, 308, 204, 206, 418])(
    'with a status that the plan does not know (%d) is a failure',
    async (status) => {
      rig.fail(status, (path, method) => method === 'PUT' && path.endsWith('/kit-app'));
      const { error, receipt } = await rig.run();
      expect(error?.code).toBe(status > 300 && status < 400 ? 'cluster-redirect' : 'cluster-error');
      expect(receipt.steps[2]?.state).toBe('failed');
      expect(receipt.steps[2]?.undo).toEqual([]);
    },
  );
});

describe('the tokens of a whole install', () => {
  it('go each to its own cluster, in one header only (T01)', async () => {
    await rig.run();
    const { openpai, cdap } = world.tokens;
    expect(world.seen.length).toBeGreaterThan(10);
    for (const { url, headers, body } of world.seen) {
      const [own, other] = url.includes('/cdap/') ? [cdap, openpai] : [openpai, cdap];
      const { authorization, ...rest } = headers;
      expect(authorization).toBe(`Bearer ${own}`);
      const all = [url, JSON.stringify(rest), body.toString()].join('\n');
      for (const token of [own, other]) {
        expect(all).not.toContain(token);
        expect(all).not.toContain(base64(token).replace(/=+$/, ''));
      }
      expect(JSON.stringify(headers)).not.toContain(other);
    }
    expect(JSON.stringify([...rig.storage.texts])).not.toContain(openpai);
    expect(JSON.stringify([...rig.storage.texts])).not.toContain(cdap);
  });
});

describe('decisions about what is not there', () => {
  const NONE: Decisions = JSON.parse(
    '{"9.9":"replace","1.2":"again","__proto__":"adopt","constructor":"adopt","":"adopt","2.2":"replace"}',
  ) as Decisions;

  it('change nothing', async () => {
    const { last, receipt } = await rig.run({ decisions: NONE });
    expect(last.type).toBe('done');
    const plain = createRig(world);
    world.reset();
    expect(outcomes(await plain.run())).toEqual(outcomes({ receipt }));
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('do not send again what is not in doubt, or spare what the plan sends', async () => {
    rig.fail(500, (path) => path.endsWith('/kit-app'), { times: 1 });
    await rig.run({ decisions: NONE });
    const before = world.jobs.length;
    await rig.run({
      decisions: { '1.2': 'again', '1.3': 'again', '2.2': 'again', '5.2': 'adopt' },
    });
    expect(world.jobs).toHaveLength(before);
    expect(world.created()).toMatchObject({ 'default/dataset/totals': 1 });
  });
});

describe('a file of the user that changes after it was looked at', () => {
  /** A file on a disk, as far as pages see it. */
  const fileOf = (contents: () => string) =>
    ({
      name: 'kit.jar',
      size: contents().length,
      stream: () => new Blob([contents()]).stream(),
      arrayBuffer: () => new Blob([contents()]).arrayBuffer(),
    }) as unknown as Blob & { name: string };

  it.each([
    ['other bytes', 'evil jar'],
    ['more bytes', 'a good jar'],
    ['no bytes', ''],
  ])('to %s is not sent', async (_, changed) => {
    let now = 'good jar';
    const files = createUserFiles(DEFAULT_LIMITS);
    const file = await files.add(
      fileOf(() => now),
      { signal: new AbortController().signal },
    );
    expect(new TextDecoder().decode(await files.read(file.name, file.sha256))).toBe('good jar');
    now = changed;
    const { plan } = rig.only(2);
    const body: BytesBody = { kind: 'bytes', source: { from: 'user', file: file.name }, ...file };
    Reflect.deleteProperty(body, 'name');
    const steps = plan.steps.map((step) => ({
      ...step,
      requests: step.requests.map((each) => (each.id === '2.2' ? { ...each, body } : each)),
    }));
    const { error } = await rig.run({ plan: { ...plan, steps }, bodies: files.find });
    expect(error).toMatchObject({
      code: 'plan-refused',
      message: expect.stringContaining('kit.jar is not the one of the plan') as string,
    });
    expect(rig.writes()).toBe(0);
  });
});
