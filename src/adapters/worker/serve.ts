/** The worker's side: answers the calls that come over a port, several at a time. */
import { MarketError, toMarketError, toProblem } from '#core/errors.ts';

import type { Calls, Reply, Request } from './messages.ts';

export interface CallContext<Progress> {
  /** Fires when the page does not want the answer any more. */
  signal: AbortSignal;
  onProgress(value: Progress): void;
}

export type Handlers<Table extends Calls<Table>> = {
  [Name in keyof Table]: (
    input: Table[Name]['input'],
    context: CallContext<Table[Name]['progress']>,
  ) => Promise<Table[Name]['output']>;
};

type Handler = (input: unknown, context: CallContext<unknown>) => Promise<unknown>;

/**
 * Says `ready`, then answers. What a handler throws goes to the page as a problem without its cause. Bytes that a
 * handler gives as its whole answer are handed over, not copied: they must be the only thing in their buffer, and
 * the handler must not use them again.
 */
export function serveCalls<Table extends Calls<Table>>(
  port: MessagePort,
  handlers: Handlers<Table>,
): void {
  const known = new Map<string, Handler>(Object.entries(handlers));
  const running = new Map<number, AbortController>();
  const post = (reply: Reply, transfer: Transferable[] = []) => port.postMessage(reply, transfer);
  const answer = async ({ id, name, input }: Request & { type: 'call' }) => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const value = await run(known.get(name), name, input, {
        signal: controller.signal,
        onProgress: (progress) => post({ type: 'progress', id, value: progress }),
      });
      post({ type: 'done', id, value }, ownBuffer(value));
    } catch (thrown) {
      post({ type: 'failed', id, problem: toProblem(toMarketError(thrown)) });
    } finally {
      running.delete(id);
    }
  };
  port.onmessage = ({ data }: MessageEvent<Request>) => {
    if (data.type === 'call') void answer(data);
    else if (data.type === 'cancel') running.get(data.id)?.abort();
    else post({ type: 'pong' });
  };
  post({ type: 'ready' });
}

function run(
  handler: Handler | undefined,
  name: string,
  input: unknown,
  context: CallContext<unknown>,
): Promise<unknown> {
  if (!handler) throw new MarketError('internal', `The worker has no call ${name}.`);
  return handler(input, context);
}

function ownBuffer(value: unknown): Transferable[] {
  if (!(value instanceof Uint8Array) || !(value.buffer instanceof ArrayBuffer)) return [];
  return value.byteLength === value.buffer.byteLength ? [value.buffer] : [];
}
