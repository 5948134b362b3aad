/** Progress and colours: what is drawn on a terminal, what is written elsewhere, and what strangers cannot draw. */
import { describe, expect, it } from 'vitest';

import { createLooks, wantsColor } from '#cli/colors.ts';
import { createDrawnLine, createProgress, progressText } from '#cli/progress.ts';
import { runProgram } from '#cli/program.ts';
import { createPublisher } from '../fakes/publisher.ts';

function world(isTerminal: boolean) {
  const out = { text: '', now: 0 };
  const clock = { now: () => out.now, sleep: () => Promise.resolve() };
  const io = {
    stderr: (text: string) => void (out.text += text),
    isTerminal,
    columns: () => 40,
    clock,
  };
  const line = createDrawnLine(io);
  return { out, line, begin: createProgress(io, line) };
}

describe('progress on a terminal', () => {
  it('is one line, drawn over and taken away', () => {
    const { out, begin } = world(true);
    const progress = begin('signing', 'files');
    out.now = 1000;
    progress.set(1, 4);
    out.now = 2000;
    progress.set(2, 4, 'spec.json');
    progress.end();
    expect(out.text).toBe(
      '\r\u001b[Ksigning: 1 of 4 files, 25 %\r\u001b[Ksigning: 2 of 4 files, 50 %, 0:02 left:\r\u001b[K',
    );
  });

  it('is not drawn for short work, nor more often than eyes see', () => {
    const { out, begin } = world(true);
    const progress = begin('signing', 'files');
    for (out.now = 0; out.now < 300; out.now++) progress.set(out.now, 1000);
    progress.end();
    expect(out.text).toBe('');
    for (out.now = 300; out.now < 1300; out.now++) progress.set(out.now, 2000);
    expect(out.text.split('\r').length - 1).toBeLessThanOrEqual(10);
  });

  it('never wraps, and draws nothing that a name brings along', () => {
    const { out, begin } = world(true);
    const progress = begin('reading', 'files');
    out.now = 1000;
    progress.set(1, 2, `\u001b[2J\n${'x'.repeat(100)}`);
    const drawn = out.text.replace('\r\u001b[K', '');
    expect(drawn).toHaveLength(39);
    expect(drawn).not.toMatch(/[\u0000-\u001f]/);
  });

  it('gives way to other text, once', () => {
    const { out, line, begin } = world(true);
    const progress = begin('reading', 'files');
    out.now = 1000;
    progress.set(1);
    line.erase();
    line.erase();
    expect(out.text).toBe('\r\u001b[Kreading: 1 files\r\u001b[K');
  });
});

describe('progress elsewhere', () => {
  it('is a line every ten seconds', () => {
    const { out, begin } = world(false);
    const progress = begin('sending', 'bytes');
    for (out.now = 0; out.now <= 25_000; out.now += 500) progress.set(out.now * 1000, 50_000_000);
    progress.end();
    expect(out.text).toBe(
      'sending: 10.0 of 50.0 MB, 20 %, 0:40 left\nsending: 20.0 of 50.0 MB, 40 %, 0:30 left\n',
    );
  });
});

describe('the text of a progress', () => {
  const text = (done: number, total: number | undefined, ms: number) =>
    progressText({ what: 'sending', unit: 'bytes', ms }, { done, total });

  it.each([
    [0, undefined, 0, 'sending: 0 bytes'],
    [999, undefined, 0, 'sending: 999 bytes'],
    [1500, 2000, 0, 'sending: 1.5 of 2.0 kB, 75 %'],
    [3e9, 4e9, 0, 'sending: 3.0 of 4.0 GB, 75 %'],
    [1, 3600, 3000, 'sending: 0.0 of 3.6 kB, 0 %, 2:59:57 left'],
    [0, 10, 5000, 'sending: 0 of 10 bytes, 0 %'],
    [10, 10, 5000, 'sending: 10 of 10 bytes, 100 %'],
    [20, 10, 5000, 'sending: 20 of 10 bytes, 100 %'],
  ])('of %d of %s after %d ms is %s', (done, total, ms, words) => {
    expect(text(done, total, ms)).toBe(words);
  });
});

describe('colours', () => {
  const wish = (terminal: boolean, env: Record<string, string>) =>
    wantsColor(terminal, (name) => env[name]);

  it('are for terminals, unless the environment says otherwise', () => {
    expect([wish(true, {}), wish(false, {})]).toEqual([true, false]);
    expect(wish(true, { NO_COLOR: '1' })).toBe(false);
    expect(wish(true, { NO_COLOR: '' })).toBe(true);
    expect(wish(true, { TERM: 'dumb' })).toBe(false);
    expect(wish(false, { FORCE_COLOR: '1' })).toBe(true);
    expect(wish(true, { FORCE_COLOR: '0' })).toBe(false);
    expect(wish(false, { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(true);
  });

  it('are drawn where they are wished, and leave nothing behind where not', () => {
    const { style, print } = createLooks('secret');
    const text = `a ${style('red', 'b')} c`;
    expect(print(text, true)).toBe('a \u001b[31mb\u001b[0m c');
    expect(print(text, false)).toBe('a b c');
  });

  it('cannot be drawn by what is printed', () => {
    const { style, print } = createLooks('secret');
    const hostile = '\u001b[31mx\u0001guess:31\u0002y\u0001:31\u0002';
    expect(print(style('bold', hostile), true)).toBe('\u001b[1m[31mxguess:31y:31\u001b[0m');
  });

  it('are in help where stdout is a terminal, and not in a pipe', async () => {
    const publisher = createPublisher();
    const ask = async (isOutTerminal: boolean) => {
      let text = '';
      const stdout = (part: string) => void (text += part);
      await runProgram(['--help'], { ...publisher.io, isOutTerminal, stdout }, 'test');
      return text;
    };
    expect(await ask(true)).toContain('\u001b[1mSYNOPSIS\u001b[0m\n');
    const plain = await ask(false);
    expect(plain).toContain('\nSYNOPSIS\n');
    expect(plain).not.toContain('\u001b');
    publisher.remove();
  });
});
