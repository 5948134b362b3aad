/** What the cluster's refusals mean: one map of statuses to codes and words, for every call that the marketplace makes. */
import { MarketError } from '#core/errors.ts';
import { withoutSecrets } from './hide-secrets.ts';

import type { ErrorCode, ErrorDetails } from '#core/errors.ts';
import type { ClusterName } from '#core/model/install.ts';
import type { ClusterResponse } from '#core/ports.ts';

/** Security U09: of a body that the cluster wrote, this many characters are shown, as plain text. */
const MAX_TEXT = 2000;

/** Control, bidirectional and zero-width characters; line ends and tabs stay. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu;

const NAMES: Record<ClusterName, string> = { openpai: 'The cluster', cdap: 'CDAP' };

const MEANINGS: ReadonlyMap<number, { code: ErrorCode; words: string }> = new Map([
  [401, { code: 'cluster-auth', words: 'the cluster does not accept the login; sign in again' }],
  [403, { code: 'cluster-forbidden', words: 'the cluster does not allow this to you' }],
  [
    409,
    { code: 'cluster-conflict', words: 'something of this name exists on the cluster already' },
  ],
  [413, { code: 'cluster-too-large', words: 'the request is larger than the cluster takes' }],
  [429, { code: 'cluster-rate-limited', words: 'the cluster was asked too often' }],
]);

/** What the words of a refusal depend on, beside the answer. */
export interface RefusalOptions {
  /** Texts that must not appear, such as the secrets that were sent. */
  hide?: readonly string[];
  /** Whose answer it is; OpenPAI's if absent. */
  target?: ClusterName;
}

/** The error for an answer that is not the expected one. `doing` completes "… failed:", such as `Submit the job`. */
export function clusterRefusal(
  response: ClusterResponse,
  doing: string,
  { hide = [], target = 'openpai' }: RefusalOptions = {},
): MarketError {
  const said = readBody(response.text, hide);
  const { code, words } = meaning(response.status, said.code, target);
  const answer = said.message ? ` ${NAMES[target]} says: ${asSentence(said.message)}` : '';
  const details: Record<string, string | number> = { status: response.status };
  if (said.code) details['clusterCode'] = said.code;
  const retry = retryAfter(response);
  if (retry !== undefined) details['retryAfter'] = retry;
  const wait = retry === undefined ? '' : ` Try again in ${retry} seconds.`;
  return new MarketError(
    code,
    `${doing} failed: ${words} (status ${response.status}).${wait}${answer}`,
    { details: details as ErrorDetails },
  );
}

/** More sentences may follow it. */
function asSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** What the cluster wrote, as one line of plain text without the texts to hide, cut to 2,000 characters. */
export function answerText({ text }: ClusterResponse, hide: readonly string[]): string {
  return plain(text, hide);
}

/** Seconds that the cluster asks to wait. A date counts only where `now`, in milliseconds since the epoch, is given. */
export function retryAfter({ status, headers }: ClusterResponse, now?: number): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const text = headers['retry-after']?.trim() ?? '';
  if (/^\d{1,6}$/.test(text)) return Number(text);
  const until = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : Number.NaN;
  if (now === undefined || Number.isNaN(until)) return undefined;
  return Math.max(0, Math.ceil((until - now) / 1000));
}

/** The answer's JSON object. Throws `cluster-error` for anything else: something other than the REST server answers there. */
export function readAnswer(response: ClusterResponse, doing: string): Record<string, unknown> {
  const value = parse(response.text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new MarketError(
    'cluster-error',
    `${doing} failed: what answers at the cluster's address is not its REST server.`,
    { details: { status: response.status, found: plain(response.text, []).slice(0, 200) } },
  );
}

function meaning(
  status: number,
  clusterCode: string,
  target: ClusterName,
): { code: ErrorCode; words: string } {
  if (status === 401 && target === 'cdap') {
    return {
      code: 'cdap-auth',
      words: 'CDAP asks for a token, or does not accept the one that it was given',
    };
  }
  if (status === 400 && clusterCode === 'InvalidProtocolError') {
    return { code: 'protocol-invalid', words: 'the cluster does not accept the job protocol' };
  }
  const found = MEANINGS.get(status);
  if (found) return found;
  const words =
    status >= 500 ? 'the cluster has a problem of its own' : 'the cluster refused the request';
  return { code: 'cluster-error', words };
}

function readBody(text: string, hide: readonly string[]): { code: string; message: string } {
  const value = parse(text);
  if (typeof value !== 'object' || value === null) return { code: '', message: plain(text, hide) };
  const { code, message } = value as { code?: unknown; message?: unknown };
  return {
    code: typeof code === 'string' ? plain(code, hide).slice(0, 64) : '',
    message: plain(typeof message === 'string' ? message : text, hide),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON: a proxy's page, say. The caller shows it as text or says what it is.
    return undefined;
  }
}

/** Hidden texts are taken out before the cut, so that no half of one is left at its end. */
function plain(text: string, hide: readonly string[]): string {
  const shown = withoutSecrets(text, hide);
  if (shown === undefined) return LEFT_OUT;
  return shown.replace(/\s+/g, ' ').replace(UNPRINTABLE, '').trim().slice(0, MAX_TEXT);
}

const LEFT_OUT = '(The answer is not shown, as it may hold a secret.)';
