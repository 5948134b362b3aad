/** What a route gets and gives; routes know nothing of sockets. */
import { invalidParameters } from './errors.ts';

import type { Exchange } from '../http/server.ts';
import type { Pace } from './lifecycle.ts';
import type { RateCounter } from './rate-limit.ts';
import type { ClusterState, User } from './state.ts';

/** One call to an open route. */
export interface OpenCall {
  exchange: Exchange;
  /** Values of the `:name` parts of the path, decoded. */
  params: Record<string, string>;
  query: URLSearchParams;
  state: ClusterState;
  save(): void;
  /** Milliseconds since the epoch. */
  now: number;
  pace: Pace;
  rates: RateCounter;
}

/** One call with a valid token. */
export interface Call extends OpenCall {
  user: User;
}

export interface Answer {
  status: number;
  /** An object is sent as JSON, a text as `text/yaml`. */
  body: object | string;
}

/** The `value` of a JSON body such as `{"value": "…"}`. Throws 400. */
export function readValue(call: OpenCall): string {
  let body: unknown;
  try {
    body = JSON.parse(call.exchange.body.toString('utf8'));
  } catch {
    throw invalidParameters('The body is not JSON.');
  }
  const value = (body as { value?: unknown } | null)?.value;
  if (typeof value !== 'string' || value === '') throw invalidParameters('"value" is required.');
  return value;
}
