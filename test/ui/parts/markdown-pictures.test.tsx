/** A text shows pictures of its own package that were checked, and asks for no others. */
import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { Markdown } from '#ui/parts/markdown.tsx';
import { fileOfAddress } from '#core/picture-address.ts';
import { createPictures } from '#ui/parts/pictures.ts';

import type { PackageIcon } from '#core/model/market.ts';

afterEach(cleanup);

describe('pictures of the package', () => {
  const made = new Map<string, Blob>();
  const gone: string[] = [];
  beforeEach(() => {
    made.clear();
    gone.length = 0;
    // A browser that cannot tell what is near shows all at once.
    vi.stubGlobal('IntersectionObserver', undefined);
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      const url = `blob:made/${made.size}`;
      made.set(url, blob as Blob);
      return url;
    });
    vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => void gone.push(url));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  const bytes = new Uint8Array([1, 2, 3]);
  const PNG: PackageIcon = { mediaType: 'image/png', bytes };
  const FILES = ['chart.png', 'docs/a b.jpg', 'notes.txt', '__proto__.png'];

  async function showWith(text: string, load = async (_: string) => PNG) {
    const asked: string[] = [];
    const pictures = createPictures(FILES, (file) => {
      asked.push(file);
      return load(file);
    });
    const { container } = render(<Markdown text={text} pictures={pictures} />);
    await act(async () => undefined);
    return { box: container, asked, pictures };
  }

  it('are shown by the bytes that were checked, with the type that these have', async () => {
    const { box, asked } = await showWith('![A chart](chart.png) ![](./docs/a%20b.jpg)');
    expect(asked).toEqual(['chart.png', 'docs/a b.jpg']);
    const images = [...box.querySelectorAll('img')];
    expect(images.map((each) => [each.alt, each.getAttribute('src')])).toEqual([
      ['A chart', 'blob:made/0'],
      ['', 'blob:made/1'],
    ]);
    expect(made.get('blob:made/0')?.type).toBe('image/png');
  });

  it('are read once, however often they stand there, and given back in the end', async () => {
    const { box, asked, pictures } = await showWith('![a](chart.png)\n\n'.repeat(50));
    expect(asked).toEqual(['chart.png']);
    expect(box.querySelectorAll('img')).toHaveLength(50);
    pictures.dispose();
    expect(gone).toEqual(['blob:made/0']);
  });

  it.each([
    'https://evil.example.org/chart.png',
    'HTTPS://evil.example.org/chart.png',
    '//evil.example.org/chart.png',
    '/chart.png',
    '\\\\evil.example.org\\chart.png',
    'data:image/png;base64,AAAA',
    'blob:https://pai.example.org/1',
    'javascript:alert(1)',
    '../chart.png',
    'docs/../chart.png',
    '%2e%2e/chart.png',
    'docs//a%20b.jpg',
    'chart.png?x=1',
    'chart.png#x',
    'chart.svg',
    'notes.txt',
    'missing.png',
    'constructor',
    '%zz.png',
    '%2F%2Fevil.example.org%2Fchart.png',
  ])('are none but those that it pins: %s', async (address) => {
    const { box, asked } = await showWith(`![words](${address})`);
    expect(asked).toEqual([]);
    expect(box.querySelector('img')).toBeNull();
    expect(box.textContent).toContain('words');
  });

  it('that cannot be read show their words', async () => {
    const { box } = await showWith('![A chart](chart.png)', () =>
      Promise.reject(new MarketError('file-digest', 'The picture is another one.')),
    );
    expect(box.querySelector('img')).toBeNull();
    expect(box.textContent).toBe('[Image: A chart]');
  });

  it('are not read before they are near to be seen', async () => {
    let see: (near: boolean) => void = () => undefined;
    class Observer {
      constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
        see = (isIntersecting) => tell([{ isIntersecting }]);
      }
      observe() {}
      disconnect() {}
    }
    vi.stubGlobal('IntersectionObserver', Observer);
    const { box, asked } = await showWith('![a](chart.png)');
    await act(async () => see(false));
    expect(asked).toEqual([]);
    await act(async () => see(true));
    expect(asked).toEqual(['chart.png']);
    expect(box.querySelector('img')).not.toBeNull();
  });

  it('that come after the page was left are not kept', async () => {
    let give: (icon: PackageIcon) => void = () => undefined;
    const { pictures } = await showWith(
      '![a](chart.png)',
      () => new Promise((resolve) => (give = resolve)),
    );
    pictures.dispose();
    await act(async () => give(PNG));
    expect(made.size).toBe(0);
  });

  it('are files beside the text, whatever the address looks like', () => {
    expect(fileOfAddress('./././a.png')).toBe('a.png');
    expect(fileOfAddress('a/b/c.png')).toBe('a/b/c.png');
    expect(fileOfAddress('')).toBeUndefined();
    expect(fileOfAddress('.')).toBeUndefined();
  });
});
