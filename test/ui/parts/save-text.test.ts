/** A text that is offered as a file: of the type that its name says, so that no browser changes the name. */
import { afterEach, expect, it, vi } from 'vitest';

import { saveText } from '#ui/parts/save-text.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it.each([
  ['marketplace-receipts.json', 'application/json'],
  ['market.asc', 'application/pgp-keys'],
  ['log-mnist-1.0.0.txt', 'text/plain;charset=utf-8'],
  ['no ending', 'text/plain;charset=utf-8'],
])('saves %s as %s', (name, type) => {
  const blobs: Blob[] = [];
  const createObjectURL = (blob: Blob) => `blob:${blobs.push(blob)}`;
  vi.stubGlobal(
    'URL',
    Object.assign(class extends URL {}, { createObjectURL, revokeObjectURL() {} }),
  );
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  saveText(name, 'text');
  expect(click).toHaveBeenCalledTimes(1);
  expect(blobs.map((blob) => blob.type)).toEqual([type]);
});
