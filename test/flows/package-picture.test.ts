/** Pictures beside a spec: only those that belong to the package, only pictures, only as many bytes as may be. */
import { afterEach, expect, it } from 'vitest';

import { openPackage } from '#flows/open-package.ts';
import { readPicture } from '#flows/package-picture.ts';
import { HELLO, PNG } from '../fakes/market.ts';
import { refusalOf } from '../fakes/thrown.ts';
import { createStrictWorld, createWorld } from './world.ts';

import type { MarketWorld } from './world.ts';

let world: MarketWorld;
afterEach(() => world.web.close());

const FILES = {
  ...HELLO.files,
  'shot.png': PNG,
  'img/part.png': PNG,
  'page.png': '<!doctype html><script>alert(1)</script>',
};
const PATH = 'packages/hello/1.0.0/shot.png';

async function create(limits = {}) {
  const made = await createStrictWorld([{ ...HELLO, files: FILES }], { limits });
  world = made;
  const opened = await made.openPackage();
  made.web.requests.length = 0;
  return (file: string) => readPicture(opened, file, made.deps);
}

it('gives the picture that the signed spec pins, also from a folder', async () => {
  const read = await create();
  const picture = await read('shot.png');
  expect(picture.mediaType).toBe('image/png');
  expect([...picture.bytes]).toEqual([...PNG]);
  expect((await read('img/part.png')).mediaType).toBe('image/png');
});

it('refuses one that was changed, after it was asked for past caches', async () => {
  const read = await create();
  world.market.spoil(PATH);
  expect((await refusalOf(() => read('shot.png'))).code).toBe('file-digest');
  expect(world.paths()).toHaveLength(2);
});

it.each([
  ['a file that the spec does not pin', 'other.png'],
  ['a way out of the package', '../../other/1.0.0/icon.png'],
  ['an address', 'https://example.org/shot.png'],
  ['a name that every object has', 'constructor'],
])('asks nobody for %s', async (_what, file) => {
  const read = await create();
  world.market.files.set('packages/hello/1.0.0/other.png', PNG);
  expect((await refusalOf(() => read(file))).code).toBe('icon-invalid');
  expect(world.paths()).toEqual([]);
});

it('shows nothing that is no picture, or too large a one', async () => {
  const read = await create();
  expect((await refusalOf(() => read('page.png'))).message).toContain('page.png');
  await world.web.close();
  const small = await create({ pictureBytes: 16 });
  expect((await refusalOf(() => small('shot.png'))).code).toBe('net-too-large');
  await world.web.close();
  const narrow = await create({ picturePixels: 0.5 });
  expect((await refusalOf(() => narrow('shot.png'))).message).toContain('1 × 1');
});

it('says when a picture that is pinned is not there', async () => {
  const read = await create();
  world.market.files.delete(PATH);
  expect((await refusalOf(() => read('shot.png'))).message).toContain('does not have it');
});

it('below strict also gives one that nothing pins', async () => {
  world = await createWorld([{ ...HELLO, files: FILES, pins: false, archive: undefined }]);
  const market = await world.open({ trust: 'off' });
  const opened = await openPackage(market, { market: 'example', name: 'hello' }, world.deps);
  expect((await readPicture(opened, 'shot.png', world.deps)).mediaType).toBe('image/png');
});
