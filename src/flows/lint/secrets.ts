/** What looks like a secret in a text; what is found is never repeated in words. */

export interface SecretFound {
  /** Of the secret itself. */
  start: number;
  end: number;
  /** What it is, such as `an access key of AWS`. */
  kind: string;
}

interface Pattern {
  kind: string;
  pattern: RegExp;
}

/** Tokens that say themselves what they are; each is bounded, so that no text makes it slow. */
const TOKENS: readonly Pattern[] = [
  { kind: 'an access key of AWS', pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g },
  {
    kind: 'a token of GitHub',
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255})\b/g,
  },
  { kind: 'a token of GitLab', pattern: /\bglpat-[A-Za-z0-9_-]{20,255}/g },
  { kind: 'a token of Slack', pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,255}/g },
  { kind: 'a key of Google', pattern: /\bAIza[A-Za-z0-9_-]{35}\b/g },
  { kind: 'a token of Hugging Face', pattern: /\bhf_[A-Za-z0-9]{30,255}\b/g },
  { kind: 'a token of npm', pattern: /\bnpm_[A-Za-z0-9]{36}\b/g },
  { kind: 'a token of PyPI', pattern: /\bpypi-[A-Za-z0-9_-]{50,255}/g },
  { kind: 'a token of Docker Hub', pattern: /\bdckr_pat_[A-Za-z0-9_-]{20,255}/g },
  { kind: 'a key of an API', pattern: /\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,255}\b/g },
  { kind: 'a key of Stripe', pattern: /\b[rs]k_live_[A-Za-z0-9]{20,255}\b/g },
  {
    kind: 'a token of Weights & Biases',
    pattern: /\bWANDB_API_KEY\s{0,4}[=:]\s{0,4}["']?([0-9a-f]{40})\b/gi,
  },
  { kind: 'a key of Azure storage', pattern: /\bAccountKey=([A-Za-z0-9+/]{60,120}={0,2})/g },
  {
    kind: 'a signed token (JWT)',
    pattern: /\beyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{20,1000}/g,
  },
  {
    kind: 'a secret key',
    pattern: /-----BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----/g,
  },
  {
    kind: 'a password in an address',
    pattern:
      /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'<>]{1,100}:([^\s/@"'<>$%{}*]{3,200})@[A-Za-z0-9]/gi,
  },
];

/** `password = "…"`, `--token …`, `export API_KEY=…` in scripts and commands. */
const ASSIGNED =
  /(?:^|[\s"',;{(-])[A-Za-z0-9_.-]{0,40}(?:passw(?:or)?d|passphrase|secret|api[_-]?key|access[_-]?key|auth[_-]?token|access[_-]?token)["']?\s{0,4}(?:=|:\s|\s(?=["']))\s{0,4}["']?([^\s"'<>,;)}]{8,200})/gim;

/** What stands where a secret will be put in. */
const PLACEHOLDER =
  /^(?:|\*+|x{3,}|\.{3,}|-+|\?+|none|null|todo|tbd|change[-_ ]?me.*|replace[-_ ]?me.*|your[-_ ].*|my[-_ ].*|example.*|sample.*|dummy.*|test|testing|secret|password|passw(?:or)?d|token|placeholder|redacted|hidden)$|^[<[({$%].*|.*[>\])}%]$|\$\{?[A-Za-z_(]|\$secrets|<%/i;

export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text.trim());
}

/** In the order of places. `assigned` also looks for `password=…` in scripts, where words say that a secret follows. */
export function findSecrets(text: string, assigned = false): SecretFound[] {
  const patterns = assigned
    ? [...TOKENS, { kind: 'what looks like a password or a key', pattern: ASSIGNED }]
    : TOKENS;
  const found: SecretFound[] = [];
  for (const { kind, pattern } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const value = match[1] ?? match[0];
      const start = match.index + match[0].lastIndexOf(value);
      const end = start + value.length;
      if (match[1] !== undefined && (isPlaceholder(value) || isReference(value))) continue;
      if (!found.some((other) => start < other.end && other.start < end))
        found.push({ start, end, kind });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** A variable, a call or a path: `os.environ[…]`, `args.token`, `/etc/secret`; a password has a digit or a sign in it. */
function isReference(value: string): boolean {
  return (/^[A-Za-z_][\w.]*(?:[([].*)?$/.test(value) && !/\d/.test(value)) || /^[./~]/.test(value);
}
