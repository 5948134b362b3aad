/** Takes secrets out of what a cluster repeats, in every form in which servers are known to repeat what they were sent. */

/** Shorter texts would be found inside ordinary words: who takes them out shows which. */
const MIN_HIDDEN = 4;
/** A part of a base64 text that is shorter stands in many others by chance. */
const MIN_CORE = 8;
/** Characters that are looked at, and given. */
const MOST = 64 * 1024;
/** While it is worked at: a sign that no secret holds, so that none is found in it. */
const MARK = '\0';
const PLACEHOLDER = '<secret>';

/** The first 64 Ki characters. Undefined where it may still hold one that cannot be taken out, so that nothing of the text may be shown. */
export function withoutSecrets(text: string, hide: readonly string[]): string | undefined {
  const secrets = hide.filter((each) => each !== '');
  if (secrets.length === 0) return text;
  const forms = [...new Set(secrets.flatMap(formsOf))].sort((a, b) => b.length - a.length);
  let shown = text.slice(0, MOST).replaceAll(MARK, '');
  for (const form of forms) {
    if (form.length >= MIN_HIDDEN) shown = shown.replaceAll(form, MARK);
    else if (shown.includes(form)) return undefined;
  }
  // Spelled in yet another way: where it begins and ends in the text is not known then.
  const isLeft = readings(shown).some((read) => secrets.some((secret) => holds(read, secret)));
  if (isLeft) return undefined;
  // At the end of what was looked at there may be half of one.
  const sure = text.length > MOST ? shown.slice(0, -(forms[0]?.length ?? 0)) : shown;
  return sure.replaceAll(MARK, PLACEHOLDER);
}

function holds({ plain, joined }: Reading, secret: string): boolean {
  const own = [secret, readBackslashes(secret)].map(joinedUp);
  return (
    plain.includes(secret) || own.some((each) => each.length >= MIN_HIDDEN && joined.includes(each))
  );
}

/** Plain, as JSON text once and twice, percent-encoded, and in base64. */
function formsOf(secret: string): string[] {
  const escaped = JSON.stringify(secret).slice(1, -1);
  const twice = JSON.stringify(escaped).slice(1, -1);
  return [secret, escaped, twice, encoded(secret), ...base64Forms(secret)];
}

function encoded(secret: string): string {
  try {
    return encodeURIComponent(secret);
  } catch {
    // Half of a character pair: it cannot stand in an address.
    return secret;
  }
}

/** By itself, and in the middle of something longer, such as `user:password`, where it begins at any of three places. */
function base64Forms(secret: string): string[] {
  const bytes = [...new TextEncoder().encode(secret)];
  const whole = toBase64(bytes);
  const cores = [0, 1, 2]
    .map((before) => {
      const text = toBase64([...Array<number>(before).fill(0), ...bytes]);
      // The first and the last signs hold bits of what stands around.
      const odd = (before + bytes.length) % 3;
      return text.slice(before === 0 ? 0 : before + 1, odd === 0 ? undefined : -1);
    })
    .filter((core) => core.length >= MIN_CORE);
  const all = [...(whole.length >= MIN_HIDDEN ? [whole] : []), ...cores];
  return all.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Without the signs that fill up the end. */
function toBase64(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.slice(at, at + 3);
    const bits = (first << 16) | (second << 8) | third;
    const signs = Math.min(bytes.length - at, 3) + 1;
    for (let sign = 0; sign < signs; sign += 1) text += DIGITS[(bits >> (18 - 6 * sign)) & 63];
  }
  return text;
}

interface Reading {
  plain: string;
  /** Without what servers add and take away. */
  joined: string;
}

/** The text as it stands, with the escapes of addresses and forms, of HTML, or of JSON read as what they stand for, and with all of them. */
function readings(text: string): Reading[] {
  const kinds = [readPercents, readEntities, readBackslashes];
  const all = kinds.reduce((read, kind) => kind(read), text);
  const each = new Set([text, ...kinds.map((kind) => kind(text)), all]);
  return [...each].map((plain) => ({ plain, joined: joinedUp(plain) }));
}

function readPercents(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    const bytes = run.slice(1).split('%');
    return new TextDecoder().decode(new Uint8Array(bytes.map((byte) => parseInt(byte, 16))));
  });
}

function readEntities(text: string): string {
  return text
    .replace(/&#(x[0-9a-f]{1,6}|\d{1,7});/gi, (_, code: string) => readCode(code))
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '');
}

function readBackslashes(text: string): string {
  return text
    .replace(/\\+u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\\+([nrt"'/\\])/g, (_, sign: string) => ESCAPES[sign] ?? sign);
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t' };

function readCode(code: string): string {
  const number = /^x/i.test(code) ? parseInt(code.slice(1), 16) : Number(code);
  return number <= 0x10ffff ? String.fromCodePoint(number) : '';
}

/** Servers break and join lines, forms write a space as `+`, and backslashes come in any number. */
function joinedUp(text: string): string {
  return text.replace(/[\s+\\]+/g, '');
}
