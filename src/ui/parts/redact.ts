/** Takes out of a text what must not leave this browser: tokens, passwords in addresses, secret keys, answers. */

const LEFT_OUT = '[left out]';

/** Details of this name are never shown, whatever they hold. */
const SECRET_NAME = /token|secret|passw|authori[sz]ation|cookie|credential|api[-_]?key|answer/i;
/** Queries of addresses that give access: also those of signed addresses of object stores. */
const SECRET_QUERY =
  /([?&;][^=&;#\s]*(?:token|secret|passw|auth|sig|key|credential|session|code)[^=&;#\s]*=)[^&;#\s"'<>]+/gi;
const JSON_WEB_TOKEN = /\beyJ[\w-]{4,}\.[\w-]+(?:\.[\w-]*)?/g;
const SCHEME = /\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi;
const USER_INFO = /(\b[a-z][a-z0-9+.-]*:\/\/)[^/\s@]+@/gi;
const SECRET_KEY = /-----BEGIN [A-Z ]*(?:PRIVATE|SECRET) KEY[\s\S]*?(?:-----END[^-]*-----|$)/g;

export type Redact = (text: string) => string;

/** `own` takes out the token of this session, which only the door knows. */
export function createRedact(own: Redact = (text) => text): Redact {
  return (text) =>
    own(text)
      .replace(SECRET_KEY, LEFT_OUT)
      .replace(JSON_WEB_TOKEN, LEFT_OUT)
      .replace(SCHEME, `$1 ${LEFT_OUT}`)
      .replace(USER_INFO, '$1')
      .replace(SECRET_QUERY, `$1${LEFT_OUT}`);
}

/** The value of one detail as it may be shown and copied; numbers are never secret unless their name says so. */
export function redactDetail(redact: Redact, key: string, value: string | number): string | number {
  if (SECRET_NAME.test(key)) return LEFT_OUT;
  return typeof value === 'number' ? value : redact(value);
}
