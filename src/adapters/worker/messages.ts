/** What a page and its worker say to each other over one port: plain data only, so that errors go as problems. */
import type { Problem } from '#core/errors.ts';

/** For each name of a call what goes in, comes out, and is told meanwhile; all can be cloned. */
export type Calls<Table> = {
  [Name in keyof Table]: { input: unknown; output: unknown; progress: unknown };
};

/** From the page. */
export type Request =
  | { type: 'call'; id: number; name: string; input: unknown }
  | { type: 'cancel'; id: number }
  | { type: 'ping' };

/** From the worker; `ready` comes once, before all others. */
export type Reply = { type: 'ready' } | { type: 'pong' } | Answer;

/** What belongs to a call. */
export type Answer =
  | { type: 'progress'; id: number; value: unknown }
  | { type: 'done'; id: number; value: unknown }
  | { type: 'failed'; id: number; problem: Problem };
