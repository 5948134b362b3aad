/** Tells by names and looks which values are secrets, for all that shows or keeps what files say. */

/** What a name ends in, its words joined by `_`. */
const SECRET_NAME =
  /(?:^|_)(?:password|passwd|passphrase|pwd|secret|token|credentials?|(?:api|access|account|private|secret|signing|storage|encryption)_?keys?)$/;
/** Names that end so and mean something else. */
const HARMLESS = /(?:^|_)(?:max|min|pad|eos|bos|unk|sep|cls|mask|num|stop|special)_token$/;
/** Values that only say where the secret comes from: a template of the protocol, a variable of the shell. */
const REFERENCE = /^(?:<%.*%>|\$\w+|\$\{\w+\})?$/s;
const KEY_BLOCK = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/;

/** Whether something of this name usually holds a secret: `password`, `dbPassword`, `AWS_SECRET_ACCESS_KEY`. */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1_$2')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .toLowerCase();
  return SECRET_NAME.test(words) && !HARMLESS.test(words);
}

/** Whether the value names a secret instead of being one; an empty one is none either. */
export function isSecretReference(value: string): boolean {
  return REFERENCE.test(value.trim());
}

/** Whether the text holds a secret key in armor. */
export function hasSecretKey(text: string): boolean {
  return KEY_BLOCK.test(text);
}

/** Takes the password out of addresses that carry one, `https://user:password@host`. */
export function withoutPasswords(text: string, placeholder: string): string {
  return text.replace(
    /(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@"']{0,200}:)[^\s/@"']{1,500}(?=@)/gi,
    (_, before: string) => before + placeholder,
  );
}
