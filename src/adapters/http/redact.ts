/** Takes tokens out of texts that a cluster sends back (security rule 5.2, T07). */

const PLACEHOLDER = '[token]';
/** How the header of a JWT begins: `{"` in base64. */
const JWT_START = 'eyJ';
/** Words with their dots; the three parts of a JWT are looked for by hand, as a pattern takes minutes for a long `eyJeyJ…`. */
const DOTTED = /(?<![\w.-])[\w.-]+/g;
const BEARER = /\b(Bearer)\s+[\w.~+/=-]{8,}/gi;

/** Replaces the token itself, in plain and in percent-encoded and base64 form, and all that looks like one. */
export function createRedactor(token: string | undefined): (text: string) => string {
  const forms = token ? formsOf(token) : [];
  return (text) => {
    const known = forms.reduce((rest, form) => rest.replaceAll(form, PLACEHOLDER), text);
    const rest = known.includes(JWT_START) ? known.replace(DOTTED, hideJwt) : known;
    return rest.replace(BEARER, `$1 ${PLACEHOLDER}`);
  };
}

/** Hides what follows the beginning of a JWT in one run of words and dots, where two more parts follow. */
function hideJwt(run: string): string {
  const at = run.indexOf(JWT_START);
  const second = run.indexOf('.', at) + 1;
  const third = second > 0 ? run.indexOf('.', second) + 1 : 0;
  return at >= 0 && third > 0 && third < run.length ? run.slice(0, at) + PLACEHOLDER : run;
}

function formsOf(token: string): string[] {
  const base64 = btoa(String.fromCharCode(...new TextEncoder().encode(token)));
  return [token, encodeURIComponent(token), base64, base64.replace(/=+$/, '')];
}
