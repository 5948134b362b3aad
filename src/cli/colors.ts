/** Colours and other looks of text: marked when the text is made, drawn or dropped where it is written. */
import { plainText } from './render/text.ts';

import type { CommandWorld, Style } from './command.ts';

/** The numbers of the terminal's own language (SGR) that begin a look; 0 ends all. */
const CODES: Record<Style, string> = {
  bold: '1',
  dim: '2',
  red: '31',
  green: '32',
  yellow: '33',
  cyan: '36',
  match: '1;31',
};

export interface Looks {
  style: (style: Style, text: string) => string;
  /** Makes text safe for a terminal: looks that `style` gave become colours or nothing, all other control characters go. */
  print: (text: string, colored: boolean) => string;
}

/**
 * `secret` is random text of this run: what a market or a file says cannot hold it, so that only
 * `style` can colour anything.
 */
export function createLooks(secret: string): Looks {
  const mark = (code: string) => `\u0001${secret}:${code}\u0002`;
  const marks = new RegExp(`\u0001${secret}:([0-9;]+)\u0002`);
  return {
    style: (style, text) => `${mark(CODES[style])}${text}${mark('0')}`,
    print: (text, colored) =>
      text
        .split(marks)
        // Every second part is what the mark held.
        .map((part, at) => (at % 2 === 0 ? plainText(part) : colored ? `\u001b[${part}m` : ''))
        .join(''),
  };
}

/** Whether a stream gets colours: as FORCE_COLOR says, else as NO_COLOR says, else where it is a terminal that can. */
export function wantsColor(terminal: boolean, env: CommandWorld['env']): boolean {
  const force = env('FORCE_COLOR');
  if (force !== undefined) return force !== '0' && force !== 'false';
  return terminal && !env('NO_COLOR') && env('TERM') !== 'dumb';
}
