/** Writes down what a browser context asks of which origin, and what goes wrong on its pages. */
import type { BrowserContext } from 'playwright-core';

export interface RecordedRequest {
  origin: string;
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string;
}

export interface Recorder {
  readonly requests: readonly RecordedRequest[];
  /** Uncaught errors and console errors of all pages, among them refusals by the Content-Security-Policy. */
  readonly errors: readonly string[];
  /** Every origin that was asked for anything, sorted. */
  origins(): string[];
}

/** Records from now on. */
export function record(context: BrowserContext): Recorder {
  const requests: RecordedRequest[] = [];
  const errors: string[] = [];
  context.on('request', (request) => {
    const url = request.url();
    if (!/^(https?|wss?):/.test(url)) return;
    requests.push({
      origin: new URL(url).origin,
      url,
      method: request.method(),
      headers: request.headers(),
      body: request.postData() ?? '',
    });
  });
  context.on('weberror', (error) => errors.push(error.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  const origins = () => [...new Set(requests.map((each) => each.origin))].sort();
  return { requests, errors, origins };
}
