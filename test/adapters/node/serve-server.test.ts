/** The server that serves a folder: while its market is replaced, when it ends, and what else may happen to it. */
import { mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { codeOf } from '../../fakes/thrown.ts';
import { INDEX, startServedWorld } from './served-world.ts';

import type { Ask } from '../../fakes/asking.ts';
import type { ServedWorld } from './served-world.ts';

let world: ServedWorld;
let ask: Ask;
beforeAll(async () => {
  world = await startServedWorld();
  ask = world.ask;
});
afterAll(() => world.end());

describe('the server', () => {
  it('tells of every answer', async () => {
    world.answers.length = 0;
    await ask('/small.json?a=b');
    await expect
      .poll(() => world.answers)
      .toEqual([
        expect.objectContaining({ method: 'GET', target: '/small.json?a=b', status: 200 }),
      ]);
  });

  it('world.answers what is no HTTP with 400, and goes on', async () => {
    const { port } = world;
    const text = await new Promise<string>((resolve, reject) => {
      let heard = '';
      const socket = connect(port, '127.0.0.1', () => socket.write('nonsense\r\n\r\n'));
      socket.on('data', (part) => (heard += part)).on('error', reject);
      socket.on('close', () => resolve(heard));
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect((await ask('/small.json')).status).toBe(200);
  });

  it('says why address and port cannot be had', async () => {
    const { port } = world;
    expect(await codeOf(() => world.serve({ port }))).toBe('usage');
    expect(await codeOf(() => world.serve({ host: '192.0.2.1' }))).toBe('usage');
  });

  it('waits while the market is being replaced, and says 503 when it stays away', async () => {
    const aside = join(world.root, 'aside');
    renameSync(world.folder, aside);
    const waiting = ask('/small.json');
    setTimeout(() => renameSync(aside, world.folder), 100);
    expect((await waiting).status).toBe(200);
    renameSync(world.folder, aside);
    const { status, headers } = await ask('/small.json');
    renameSync(aside, world.folder);
    expect([status, headers['retry-after'], headers['access-control-allow-origin']]).toEqual([
      ...[503, '1', '*'],
    ]);
  });

  it('gives whole old or whole new files while the market is replaced again and again', async () => {
    const sizes = new Set<number>();
    let going = true;
    const swapping = (async () => {
      for (let round = 0; going; round++) {
        const next = join(world.root, 'next');
        mkdirSync(next);
        writeFileSync(join(next, 'packages.json'), String(round % 2).repeat(50_000 + (round % 2)));
        renameSync(world.folder, join(world.root, 'old'));
        renameSync(next, world.folder);
        rmSync(join(world.root, 'old'), { recursive: true });
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    })();
    for (let count = 0; count < 150; count++) {
      const { status, body } = await ask('/packages.json');
      if (status === 503) continue;
      const text = body.toString();
      expect(status).toBe(200);
      if (text !== INDEX)
        expect(text).toBe((text[0] as string).repeat(text[0] === '1' ? 50_001 : 50_000));
      sizes.add(text.length);
    }
    going = false;
    await swapping;
    expect([...sizes]).toEqual(expect.arrayContaining([50_000, 50_001]));
  });

  it('does not pass off as whole what became shorter while it was sent', async () => {
    writeFileSync(join(world.folder, 'large.zip'), Buffer.alloc(64_000_000));
    const { port } = world;
    const broken = await new Promise<boolean>((resolve) => {
      httpRequest({ port, path: '/large.zip' }, (response) => {
        response.once('data', () => {
          response.pause();
          truncateSync(join(world.folder, 'large.zip'), 10);
          setTimeout(() => response.resume(), 50);
        });
        response.on('error', () => resolve(true)).on('end', () => resolve(!response.complete));
      }).end();
    });
    expect(broken).toBe(true);
    rmSync(join(world.folder, 'large.zip'));
  });

  it('ends what runs before it closes, and takes nothing new', async () => {
    writeFileSync(join(world.folder, 'slow.zip'), Buffer.alloc(32_000_000, 1));
    const own = await world.serve();
    const { port } = new URL(own.url);
    const size = await new Promise<number>((resolve, reject) => {
      httpRequest({ port, path: '/slow.zip' }, (response) => {
        let read = 0;
        response.pause();
        const closing = own.close(20_000);
        response.on('data', (part: Buffer) => (read += part.length)).on('error', reject);
        response.on('end', () => void closing.then(() => resolve(read)));
        setTimeout(() => response.resume(), 50);
      }).end();
    });
    expect(size).toBe(32_000_000);
    await expect(fetch(own.url)).rejects.toThrow();
  });

  it('breaks off what does not end in time', async () => {
    const own = await world.serve();
    const { port } = new URL(own.url);
    const ended = new Promise<string>((resolve) => {
      httpRequest({ port, path: '/slow.zip' }, (response) => {
        response.pause();
        response.on('error', ({ message }) => resolve(message));
        void own.close(50).then(() => response.resume());
      }).end();
    });
    expect(await ended).toBe('aborted');
  });
});
