/** Takes tokens out of texts that a cluster sends back (security rule 5.2, T07). */

const PLACEHOLDER = '[token]';
const JWT = /eyJ[\w-]+\.[\w-]+\.[\w-]+/g;
const BEARER = /\b(Bearer)\s+[\w.~+/=-]{8,}/gi;

/** Replaces the token itself, in plain and in percent-encoded and base64 form, and all that looks like one. */
export function createRedactor(token: string | undefined): (text: string) => string {
  const forms = token ? formsOf(token) : [];
  return (text) => {
    const known = forms.reduce((rest, form) => rest.replaceAll(form, PLACEHOLDER), text);
    return known.replace(JWT, PLACEHOLDER).replace(BEARER, `$1 ${PLACEHOLDER}`);
  };
}

function formsOf(token: string): string[] {
  const base64 = btoa(String.fromCharCode(...new TextEncoder().encode(token)));
  return [token, encodeURIComponent(token), base64, base64.replace(/=+$/, '')];
}
