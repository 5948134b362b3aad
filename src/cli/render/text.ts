/** Text for the terminal: errors and findings as lines. */
import type { ErrorCode, MarketError } from '#core/errors.ts';
import type { CommandIo } from '../command.ts';

/**
 * Takes out what a terminal would act upon: control characters but tab and line break, and marks
 * that turn the direction of text. Names in a market are not ours to trust.
 */
export function plainText(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    '',
  );
}

/** A name or value of a stranger as part of one line: a line break in it begins no line of ours. */
export function oneLine(text: string): string {
  return text.replace(/[\r\n\t]+/g, ' ');
}

/** What an administrator sets in the plugin's configuration is an option here. */
const OPTION_HINTS: Readonly<Record<string, string>> = {
  keys: 'On the command line keys are an option: --key CERT.',
  fingerprints: 'On the command line fingerprints are an option: --fingerprint FPR.',
};

/** The same for codes. */
const CODE_HINTS: Partial<Record<ErrorCode, string>> = {
  'cdap-missing': 'On the command line CDAP is an option: --cdap URL, --cdap-namespace NAME.',
  'cdap-auth': 'On the command line the token of CDAP is an option: --cdap-token-file FILE.',
  'external-origin': 'On the command line other servers are an option: --external-origin ORIGIN.',
};

const UNINDEXED_HINT =
  'pai-market sign makes the signed index; --trust signatures reads a market without it.';

function isUnindexed({ code, details }: MarketError): boolean {
  return code === 'index-signature' && details['reason'] === 'missing';
}

/** Code, sentence and details of an error. */
export function errorText(
  error: MarketError,
  command?: string,
  style: CommandIo['style'] = (_, text) => text,
): string {
  const who = command ? `pai-market ${command}` : 'pai-market';
  const { usage, ...details } = error.details;
  const lines =
    error.code === 'usage'
      ? [`${who}: ${error.message}`]
      : [`${who}: ${style('red', error.code)}: ${error.message}`, ...detailLines(details)];
  if (usage !== undefined) lines.push(`usage: ${usage}`);
  const hint = isUnindexed(error)
    ? UNINDEXED_HINT
    : (CODE_HINTS[error.code] ?? OPTION_HINTS[String(details['key'])]);
  if (hint !== undefined) lines.push(`  ${hint}`);
  return `${lines.join('\n')}\n`;
}

function detailLines(details: MarketError['details']): string[] {
  return Object.entries(details).map(([name, value]) => `  ${name}: ${value}`);
}
