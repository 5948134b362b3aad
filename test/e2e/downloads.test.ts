/** An archive over a slow or broken line: what the user sees of it, and what the market is asked. */
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { helloSource } from './made-market.ts';
import { startWorld } from './rig.ts';

import type { OpenedPage, World } from './rig.ts';

const MIB = 1024 * 1024;
const ARCHIVE = 'packages/hello/1.0.0/archive.zip';

let world: World;
let opened: OpenedPage;
beforeAll(async () => {
  const data = new Uint8Array(randomBytes(6 * MIB));
  world = await startWorld({
    source: { ...helloSource(), 'packages/hello/1.0.0/archive/data.bin': data },
  });
});
afterAll(() => world.close());
beforeEach(() => {
  world.market.behaviour = {};
  world.market.log.clear();
});
afterEach(() => opened.close());

const button = (name: string) => opened.page.getByRole('button', { name, exact: true });
const isArchive = (path: string) => path === ARCHIVE;
const asked = () => world.market.log.entries.filter(({ url }) => url === `/${ARCHIVE}`);
const form = () => opened.page.getByLabel('Job name', { exact: true });

async function install(): Promise<void> {
  opened = await world.open({ hash: '#/p/test-market/hello' });
  await button('Install').click();
  await button('Accept').click();
}

describe('a download', () => {
  it('tells its bytes, and ends with its connection when it is cancelled', async () => {
    let left: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => {
      left = resolve;
    });
    world.market.behaviour = {
      pace: (path) => (isArchive(path) ? { bytes: 64 * 1024, pause: 200 } : undefined),
      respond(path, { response }) {
        if (isArchive(path)) response.on('close', left);
        return false;
      },
    };
    await install();
    await opened.page.getByText(/^\d+ kB of 6\.3 MB$/).waitFor();
    const bar = opened.page.getByRole('progressbar', { name: 'Download' });
    const [value, max] = [await bar.getAttribute('value'), await bar.getAttribute('max')];
    expect(Number(max)).toBeGreaterThan(6 * MIB);
    expect(Number(value)).toBeLessThan(Number(max));
    await button('Cancel').click();
    await opened.page.getByText('nothing was sent to the cluster').waitFor();
    await closed;
    expect(asked()).toHaveLength(1);
  });

  it('that breaks off goes on where it was', async () => {
    let times = 0;
    world.market.behaviour = {
      pace: (path) => (isArchive(path) ? { bytes: 256 * 1024, pause: 5 } : undefined),
      truncate(path) {
        if (!isArchive(path)) return undefined;
        times += 1;
        return times === 1 ? 4 * MIB : undefined;
      },
    };
    await install();
    await form().waitFor();
    expect(asked().map(({ method }) => method)).toEqual(['GET', 'GET']);
    expect(asked()[1]?.headers['range']).toMatch(/^bytes=\d+-$/);
    expect(asked()[1]?.status).toBe(206);
  });

  it('waits for a market that is away for a moment', async () => {
    let times = 0;
    world.market.behaviour = {
      status(path) {
        if (!isArchive(path)) return undefined;
        times += 1;
        return times < 3 ? 503 : undefined;
      },
    };
    await install();
    await form().waitFor();
    expect(asked().map(({ status }) => status)).toEqual([503, 503, 200]);
  });

  it('that never ends well is given up, and can be tried again', async () => {
    world.market.behaviour = { truncate: (path) => (isArchive(path) ? 50_000 : undefined) };
    await install();
    const alert = opened.page.locator('[role="alert"][data-error-code="net-truncated"]');
    await alert.waitFor();
    expect(asked()).toHaveLength(3);
    world.market.behaviour = {};
    await button('Try again').click();
    await form().waitFor();
  });
});
