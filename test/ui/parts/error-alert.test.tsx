/** Error states: words, evidence, and the text that is handed on to an administrator. */
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { PROBLEMS } from '#core/problems.ts';
import { ErrorAlert } from '#ui/parts/error-alert.tsx';
import { ServicesProvider } from '#ui/services.ts';
import { axeViolations } from '../../fakes/page.tsx';
import { fakeMarket, fakeServices } from '../../fakes/services.ts';

import type { ErrorDetails } from '#core/errors.ts';
import type { ErrorAlertProps } from '#ui/parts/error-alert.tsx';
import type { Services } from '#ui/services.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  window.history.replaceState(null, '', '/');
});

function show(
  error: MarketError,
  props: Partial<ErrorAlertProps> = {},
  services: Partial<Services> = {},
) {
  return render(
    <ServicesProvider value={fakeServices(services)}>
      <main>
        <ErrorAlert error={error} {...props} />
      </main>
    </ServicesProvider>,
  );
}

const refused = (details: ErrorDetails = {}) =>
  new MarketError('archive-digest', 'archive.zip is not the signed one.', { details });

/** The value that stands beside a term. */
const valueOf = (term: string) => {
  const value = screen.getByText(term).nextElementSibling;
  if (!value) throw new Error(`${term} has no value`);
  return value as HTMLElement;
};

describe('ErrorAlert', () => {
  it('carries code, sentence, advice and details', () => {
    show(refused({ file: 'packages/a/1/archive.zip', someThing: 3 }));
    const alert = screen.getByRole('alert');
    expect(alert.dataset['errorCode']).toBe('archive-digest');
    expect(alert.textContent).toContain(PROBLEMS['archive-digest'].title);
    expect(alert.textContent).toContain('archive.zip is not the signed one.');
    expect(alert.textContent).toContain(PROBLEMS['archive-digest'].advice);
    expect(screen.getByText('packages/a/1/archive.zip').tagName).toBe('DD');
    expect(valueOf('Some thing').textContent).toBe('3');
  });

  it('leads past nothing but a new try', async () => {
    let tries = 0;
    show(new MarketError('net-timeout', 'Too slow.'), { onRetry: () => (tries += 1) });
    const names = screen.getAllByRole('button').map((button) => button.textContent);
    expect(names).toEqual(['Try again', 'Copy details']);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(tries).toBe(1);
  });

  it.each(['login-required', 'cluster-auth'] as const)('leads to the login for %s', (code) => {
    show(new MarketError(code, 'Log in.'));
    expect(screen.getByRole('link', { name: 'Log in' }).getAttribute('href')).toBe('/login.html');
  });

  it('leads to the page of its code, where the plugin has pages', () => {
    const problemUrl = (code: string) => `https://portal.example.org/problems/${code}.html`;
    show(refused(), {}, { problemUrl });
    const link = screen.getByRole('link', { name: /^What this means/ });
    expect(link.getAttribute('href')).toBe(
      'https://portal.example.org/problems/archive-digest.html',
    );
    expect(link.getAttribute('rel')).toBe('noopener noreferrer');
    cleanup();
    show(refused(), {}, { problemUrl: () => undefined });
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('shows what a hostile server says as text, cut at 2,000 characters', () => {
    const message = `<script>alert(1)</script>${'x'.repeat(5_000_000)}`;
    show(new MarketError('cluster-error', message));
    const alert = screen.getByRole('alert');
    expect(alert.querySelector('script')).toBeNull();
    expect(alert.textContent).toContain('<script>alert(1)</script>');
    expect(alert.textContent?.length).toBeLessThan(2500);
  });
});

describe('the evidence', () => {
  it('groups fingerprints in fours and names the signer, the times and the hash', () => {
    show(
      new MarketError('key-expired', 'The key has expired.', {
        details: {
          fingerprint: '638D6D08B114988946D54C293D6DC91CF110FE74',
          userId: 'Example publisher <publisher@example.org>',
          created: '2025-11-22T14:05:59Z',
          keyExpired: '2025-12-01T00:00:00Z',
          hash: 'SHA-512',
        },
      }),
    );
    const groups = [...valueOf('Key fingerprint').querySelectorAll('code span')];
    expect(groups.map((group) => group.textContent)).toHaveLength(10);
    expect(groups[0]?.textContent).toBe('638D');
    expect(valueOf('Name in the certificate').textContent).toContain('publisher@example.org');
    expect(valueOf('Hash of the signature').textContent).toBe('SHA-512');
    const time = valueOf('Signed on').querySelector('time');
    expect(time?.title).toBe('2025-11-22 14:05:59 UTC');
    expect(time?.dateTime).toBe('2025-11-22T14:05:59.000Z');
    expect(time?.textContent).toBe(
      new Intl.DateTimeFormat(undefined, {
        year: 'numeric',
        month: 'short',
        day: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        timeZoneName: 'short',
      }).format(new Date('2025-11-22T14:05:59Z')),
    );
    expect(valueOf('Key expired on').querySelector('time')).toBeTruthy();
  });

  it('shows the digest that was found below the expected one, and where they differ', () => {
    const expected = 'ab'.repeat(32);
    const found = `${expected.slice(0, 20)}0${expected.slice(21)}`;
    show(refused({ found, expected, file: 'archive.zip' }));
    const terms = [...screen.getByRole('alert').querySelectorAll('dt')].map(
      (term) => term.textContent,
    );
    expect(terms).toEqual(['File', 'Expected', 'Found']);
    for (const [term, digest] of [
      ['Expected', expected],
      ['Found', found],
    ] as const) {
      const value = valueOf(term);
      expect(value.querySelector('code')?.textContent).toBe(digest);
      const marked = [...value.querySelectorAll('.pm-differs')].map((each) => each.textContent);
      expect(marked).toEqual([digest.slice(16, 24)]);
    }
    expect(valueOf('Found').textContent).toContain('They differ in character 21.');
  });

  it('does not compare the key of a stranger with the configured one', () => {
    show(
      new MarketError('signer-unknown', 'Signed by a stranger.', {
        details: { found: 'A'.repeat(40), expected: 'B'.repeat(40), userId: '' },
      }),
    );
    expect(valueOf('Signed by the key').textContent).toBe('A'.repeat(40));
    expect(valueOf('Keys configured').textContent).toBe('B'.repeat(40));
    expect(screen.getByRole('alert').querySelector('.pm-differs')).toBeNull();
    expect(screen.queryByText('Name in the certificate')).toBeNull();
  });

  it('compares neither versions nor numbers letter by letter', () => {
    show(refused({ expected: '1.0.0', found: '1.0.1' }));
    expect(screen.getByRole('alert').querySelector('.pm-differs')).toBeNull();
  });

  it('says sizes exactly and for the eye', () => {
    show(
      new MarketError('archive-size', 'Another size.', {
        details: { expected: 1_048_576, found: 12 },
      }),
    );
    expect(valueOf('Expected').textContent).toBe('1,048,576 bytes (1 MB)');
    expect(valueOf('Found').textContent).toBe('12 bytes');
  });

  it('lists several signers one by one', () => {
    const keys = ['A'.repeat(40), 'B'.repeat(40)];
    show(
      new MarketError('signature-threshold', 'Too few signed.', {
        details: { found: keys.join(', '), expected: 3 },
      }),
    );
    const codes = [...valueOf('Keys that signed').querySelectorAll('code')];
    expect(codes.map((code) => code.textContent)).toEqual(keys);
  });

  it('has no axe violations', async () => {
    const digest = '0'.repeat(64);
    show(refused({ expected: digest, found: 'f'.repeat(64), created: '2025-11-22T14:05:59Z' }));
    expect(await axeViolations()).toEqual([]);
  });
});

describe('Copy details', () => {
  const about = {
    pluginVersion: '0.1.0',
    portalVersion: '1.8.0',
    cluster: 'https://pai.example.org/rest-server/',
  };

  async function copy(error: MarketError, services: Partial<Services> = {}) {
    const user = userEvent.setup();
    window.history.replaceState(
      null,
      '',
      '/plugin.html?index=0&session=s3cr3t#/p/example-market/hello/1.0.0',
    );
    show(error, {}, { about, config: () => ({ markets: [fakeMarket()] }), ...services });
    await user.click(screen.getByRole('button', { name: 'Copy details' }));
    await vi.waitFor(() => expect(screen.getByRole('status').textContent).toBe('Copied'));
    return navigator.clipboard.readText();
  }

  it('copies all that an administrator needs, and says so outside of the alert', async () => {
    const digest = '0'.repeat(64);
    const text = await copy(refused({ file: 'packages/hello/1.0.0/archive.zip', found: digest }));
    expect(within(screen.getByRole('alert')).queryByRole('status')).toBeNull();
    for (const line of [
      `Problem: archive-digest – ${PROBLEMS['archive-digest'].title}`,
      'What happened: archive.zip is not the signed one.',
      `What to do: ${PROBLEMS['archive-digest'].advice}`,
      'File: packages/hello/1.0.0/archive.zip',
      `Found: ${digest}`,
      'Market: example-market, https://market.example.org/',
      'Package: hello 1.0.0',
      'Plugin: 0.1.0',
      'Portal: 1.8.0',
      'Cluster: https://pai.example.org/rest-server/',
      `Browser: ${navigator.userAgent.slice(0, 10)}`,
    ]) {
      expect(text).toContain(line);
    }
    expect(text).toMatch(/^Time: \d{4}-\d\d-\d\dT[\d:.]+Z$/m);
    expect(text).toMatch(
      /^Page: .*\/plugin\.html\?index=0&session=(?!s3cr3t)[^#]*#\/p\/example-market\/hello/m,
    );
  });

  it('never holds the token, wherever it came from', async () => {
    const token = 'opaque-token-of-this-session';
    const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyIjoiYWxpY2UifQ.c2lnbmF0dXJl';
    const error = new MarketError('cluster-error', `It answered: Bearer ${jwt}, ${token}`, {
      details: {
        token: 'plain-token',
        answers: '{"password":"hunter2"}',
        url: `https://bob:pa55@pai.example.org/x?access_token=${token}&b=1&X-Amz-Signature=abcdef`,
        found: `{"t":"${jwt}"}`,
      },
    });
    const redact = (text: string) => text.replaceAll(token, '[left out]');
    const text = await copy(error, { redact });
    const shown = screen.getByRole('alert').textContent ?? '';
    for (const secret of [token, jwt, 'plain-token', 'hunter2', 'pa55', 's3cr3t', 'abcdef']) {
      expect(text).not.toContain(secret);
      expect(shown).not.toContain(secret);
    }
    expect(text).toContain('b=1');
  });

  it('lets no value forge a line or hide a direction', async () => {
    const text = await copy(refused({ found: 'x\nProblem: none\u202e' }));
    expect(text.match(/^Problem:/gm)).toHaveLength(1);
    expect(text).not.toContain('\u202e');
  });

  it('copies where there is no Clipboard API, as on plain HTTP', async () => {
    const copied: string[] = [];
    const user = userEvent.setup({ writeToClipboard: false });
    vi.stubGlobal('navigator', { userAgent: 'Test', clipboard: undefined });
    document.execCommand = () => {
      copied.push((document.activeElement as HTMLTextAreaElement).value);
      return true;
    };
    show(refused());
    const button = screen.getByRole('button', { name: 'Copy details' });
    await user.click(button);
    await vi.waitFor(() => expect(screen.getByRole('status').textContent).toBe('Copied'));
    expect(copied[0]).toContain('Problem: archive-digest');
    expect(document.activeElement).toBe(button);
  });

  it('shows the text selected where nobody may copy', async () => {
    const user = userEvent.setup({ writeToClipboard: false });
    vi.stubGlobal('navigator', { userAgent: 'Test', clipboard: undefined });
    document.execCommand = () => false;
    show(refused());
    await user.click(screen.getByRole('button', { name: 'Copy details' }));
    const area = await screen.findByRole<HTMLTextAreaElement>('textbox');
    expect(area.value).toContain('Problem: archive-digest');
    expect(document.activeElement).toBe(area);
    expect(area.selectionEnd).toBe(area.value.length);
    expect(screen.getByRole('status').textContent).toContain('The text is selected');
  });
});
