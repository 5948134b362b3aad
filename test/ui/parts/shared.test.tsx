/** Parts that every page uses: errors, notices, the badge of trust, icons, texts of strangers. */
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';

import { ERROR_CODES } from '#core/errors.ts';
import { PROBLEMS } from '#core/problems.ts';
import { Button } from '#ui/parts/button.tsx';
import { IconImage } from '#ui/parts/icon-image.tsx';
import { NoticeView } from '#ui/parts/notice.tsx';
import { toLine, toParagraph, toVisibleJson } from '#ui/parts/plain-text.ts';
import { Fingerprint } from '#ui/parts/fingerprint.tsx';
import { TrustBadge } from '#ui/parts/trust-badge.tsx';
import { ServicesProvider } from '#ui/services.ts';
import { fakeMarket, fakePackage, fakeServices } from '../../fakes/services.ts';

import type { ReactNode } from 'react';

afterEach(cleanup);

const show = (view: ReactNode) =>
  render(<ServicesProvider value={fakeServices()}>{view}</ServicesProvider>);

describe('the words of errors', () => {
  it.each(ERROR_CODES)('%s has a title and says what to do', (code) => {
    const { title, advice } = PROBLEMS[code];
    expect(title).toMatch(/^\p{Lu}.{5,80}[^.]$/u);
    expect(advice).toMatch(/^\p{Lu}.{15,}\.$/u);
  });
});

describe('NoticeView', () => {
  it('is red only where nothing is checked', () => {
    show(<NoticeView notice={{ code: 'trust-off', text: 'Nothing is checked.' }} />);
    show(<NoticeView notice={{ code: 'archive-unbound', text: 'Not bound.' }} />);
    expect(screen.getByText('Nothing is checked.').closest('.pm-notice-danger')).toBeTruthy();
    expect(screen.getByText('Not bound.').closest('.pm-notice-info')).toBeTruthy();
  });
});

describe('TrustBadge', () => {
  const { evidence } = fakePackage();

  it('names the configured market and the whole fingerprint', () => {
    const { container } = show(<TrustBadge market={fakeMarket()} evidence={evidence} />);
    expect(container.textContent).toContain('Signed by Example market, fingerprint');
    expect(container.textContent).toContain('638D6D08B114988946D54C293D6DC91CF110FE74');
    expect(container.querySelector('.pm-trust-good')).toBeTruthy();
  });

  it('is never green with checking off, whatever the evidence lists', () => {
    const { container } = show(
      <TrustBadge market={fakeMarket()} evidence={{ ...evidence, level: 'off' }} />,
    );
    expect(container.textContent).toBe('Not verified: checking is off for this market');
    expect(container.querySelector('.pm-trust-good')).toBeNull();
  });

  it('groups fingerprints of both lengths for the eye, and leaves one word to copy', () => {
    const { container } = show(<Fingerprint value={'ab'.repeat(32)} />);
    expect(container.textContent).toBe('AB'.repeat(32));
    const groups = [...container.querySelectorAll('span')].map((span) => span.textContent);
    expect(groups).toEqual(Array(16).fill('ABAB'));
  });
});

describe('IconImage', () => {
  it('shows the checked bytes with the type forced, as decoration', () => {
    const icon = { mediaType: 'image/png' as const, bytes: new Uint8Array([137, 80, 78, 71]) };
    const { container } = show(<IconImage icon={icon} label="A" size={48} />);
    const image = container.querySelector('img');
    expect(image?.getAttribute('src')).toMatch(/^blob:/);
    expect(image?.alt).toBe('');
    expect(image?.width).toBe(48);
  });

  it('revokes the address when it goes', () => {
    const revoked: string[] = [];
    const { revokeObjectURL } = URL;
    URL.revokeObjectURL = (url) => {
      revoked.push(url);
      revokeObjectURL.call(URL, url);
    };
    const icon = { mediaType: 'image/png' as const, bytes: new Uint8Array([1]) };
    const { container, unmount } = show(<IconImage icon={icon} label="A" />);
    const src = container.querySelector('img')?.src;
    unmount();
    URL.revokeObjectURL = revokeObjectURL;
    expect(revoked).toEqual([src]);
  });

  it('draws the first letter where there is no icon, and a box where there is no letter', () => {
    expect(show(<IconImage label="→ zeta" />).container.textContent).toBe('Z');
    expect(show(<IconImage label="→" />).container.querySelector('svg')).toBeTruthy();
  });
});

describe('texts of strangers', () => {
  it.each([
    ['turned lines', 'a\u202eb\u2066c\u2069d', 'abcd'],
    ['what cannot be seen', 'a\u200bb\u00adc\ufeffd\u0000e', 'abcde'],
    ['joiners that only imitate', 'Off\u200dicial', 'Official'],
    ['line ends', ' a\r\n\tb ', 'a b'],
    ['halves of pairs', 'a\ud800b', 'ab'],
    ['towers of marks', `o${'\u0301'.repeat(100)}k`, `o${'\u0301'.repeat(4)}k`],
  ])('lose %s', (_what, text, clean) => {
    expect(toLine(text)).toBe(clean);
  });

  it('shows invisible characters of JSON as escapes, which mean the same', () => {
    const value = { command: 'a\u202eb\u200bc\u{e0041} é' };
    const text = toVisibleJson(value);
    expect(text).toContain('a\\u202eb\\u200bc\\udb40\\udc41 é');
    expect(JSON.parse(text)).toEqual(value);
  });

  it('keep joiners where they carry meaning', () => {
    expect(toLine('می\u200cخواهم')).toBe('می\u200cخواهم');
    expect(toLine('👩\u200d💻')).toBe('👩\u200d💻');
  });

  it('are cut between characters, not within one', () => {
    expect(toLine('😀'.repeat(10), 5)).toBe('😀😀😀😀…');
    expect(toLine('abcdef', 6)).toBe('abcdef');
  });

  it('keep their lines in a paragraph', () => {
    expect(toParagraph('a\nb')).toBe('a\nb');
  });
});

describe('Button', () => {
  it('never submits a form', () => {
    show(<Button kind="primary">Run</Button>);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Run' }).type).toBe('button');
  });
});
