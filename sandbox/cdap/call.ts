/** What a route of CDAP gets and gives; routes know nothing of sockets. */
import type { Exchange } from '../http/server.ts';
import type { CdapState } from './state.ts';

export interface CdapCall {
  exchange: Exchange;
  /** Values of the `:name` parts of the path, decoded. */
  params: Record<string, string>;
  query: URLSearchParams;
  state: CdapState;
  /** Milliseconds since the epoch. */
  now: number;
  /** Marks a change: `key` as in `CdapState.created`; keeps the state. */
  changed(key: string, how: 'created' | 'updated' | 'removed'): void;
}

export interface CdapAnswer {
  status: number;
  /** An object is sent as JSON, a text as plain text; nothing if absent. */
  body?: object | string;
}

export type Run = (call: CdapCall) => CdapAnswer | Promise<CdapAnswer>;

/** Ends a call; answered as plain text, as the real server does. */
export class CdapError extends Error {
  override readonly name = 'CdapError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const badRequest = (message: string) => new CdapError(400, message);

/** `what` such as `stream:default.events`. */
export const notFound = (what: string) => new CdapError(404, `'${what}' was not found.`);

/** One header, or undefined where it is absent. */
export function headerOf(call: CdapCall, name: string): string | undefined {
  const value = call.exchange.request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

/** The body as a JSON object; `complaint` is the text of the 400 otherwise. */
export function readObject(call: CdapCall, complaint: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(call.exchange.body.toString('utf8'));
  } catch (error) {
    throw badRequest(`${complaint} Cause: ${(error as Error).message}`);
  }
  if (isObject(value)) return value;
  throw badRequest(complaint);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether it is an object whose values are texts. */
export function isTextMap(value: unknown): value is Record<string, string> {
  return isObject(value) && Object.values(value).every((each) => typeof each === 'string');
}
