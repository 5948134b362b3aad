import { expect, it } from 'vitest';

import { readBody } from '#adapters/http/body.ts';

/** Takes the thread for a millisecond. */
function work(): void {
  const end = performance.now() + 1;
  while (performance.now() < end);
}

it('lets others have a turn while a body that is there already is worked on', async () => {
  const pieces = 200;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let piece = 0; piece < pieces; piece += 1) controller.enqueue(new Uint8Array(8));
      controller.close();
    },
  });
  let read = 0;
  let readAtTurn = 0;
  setTimeout(() => {
    readAtTurn = read;
  });
  const end = await readBody(new Response(body), {
    limit: 10_000,
    onPiece() {
      read += 1;
      work();
    },
  });
  expect(end).toEqual({ kind: 'whole' });
  expect(read).toBe(pieces);
  expect(readAtTurn).toBeGreaterThan(0);
  expect(readAtTurn).toBeLessThan(pieces);
});
