import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';

import { askHidden } from '#adapters/node/ask-hidden.ts';

function terminal({ isTTY = true } = {}) {
  const raw: boolean[] = [];
  const shown: string[] = [];
  const input = Object.assign(new PassThrough(), {
    isTTY,
    setRawMode: (on: boolean) => raw.push(on),
  });
  const output = { isTTY, write: (text: string) => shown.push(text) };
  return { input, output, raw, shown };
}

async function ask(typed: string[]) {
  const { input, output, raw, shown } = terminal();
  const asked = askHidden('Passphrase: ', { input, output });
  for (const piece of typed) input.write(piece);
  const answer = await asked.catch((error: { code: string }) => ({ code: error.code }));
  return { answer, raw, shown: shown.join(''), left: input.listenerCount('data') };
}

it('gives one line and shows nothing of it', async () => {
  expect(await ask(['öpen', ' it', '\r'])).toEqual({
    ...{ answer: 'öpen it', raw: [true, false], shown: 'Passphrase: \n', left: 0 },
  });
});

it('lets mistakes be taken back', async () => {
  expect((await ask(['abc\u007f\u007fX\n'])).answer).toBe('aX');
  expect((await ask(['wrong\u0015right\n'])).answer).toBe('right');
  expect((await ask(['\b\ba\n'])).answer).toBe('a');
});

it.each([
  ['Ctrl-C', '\u0003'],
  ['Ctrl-D', '\u0004'],
])('is cancelled by %s, and gives the terminal back', async (_name, typed) => {
  const { answer, raw } = await ask(['half', typed]);
  expect(answer).toEqual({ code: 'cancelled' });
  expect(raw).toEqual([true, false]);
});

it('is cancelled where the input ends', async () => {
  const { input, output } = terminal();
  const asked = askHidden('Passphrase: ', { input, output });
  input.end();
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
});

it('asks nobody where there is no terminal', async () => {
  const { input, output, shown } = terminal({ isTTY: false });
  expect(await askHidden('Passphrase: ', { input, output })).toBeUndefined();
  expect(shown).toEqual([]);
});
