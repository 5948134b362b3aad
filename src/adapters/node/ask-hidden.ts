/** Asks a person at the terminal for something that nobody else shall read. */
import { MarketError } from '#core/errors.ts';

/** The part of a terminal that is read from. */
export interface KeyboardInput
  extends Pick<NodeJS.ReadableStream, 'on' | 'off' | 'resume' | 'pause' | 'setEncoding'> {
  isTTY?: boolean | undefined;
  setRawMode?(raw: boolean): unknown;
}

export interface ScreenOutput {
  isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** Longer is no passphrase that a person types. */
const MOST_LETTERS = 1024;
const [CTRL_C, CTRL_D, BACKSPACE, DELETE, CTRL_U] = ['\u0003', '\u0004', '\b', '\u007f', '\u0015'];

/**
 * One line, without showing what is typed; undefined where keyboard or screen is no terminal. Throws `cancelled` at Ctrl-C,
 * Ctrl-D and the end of the input.
 */
export async function askHidden(
  question: string,
  { input, output }: { input: KeyboardInput; output: ScreenOutput },
): Promise<string | undefined> {
  if (input.isTTY !== true || output.isTTY !== true || !input.setRawMode) return undefined;
  output.write(question);
  input.setRawMode(true);
  input.setEncoding('utf8');
  let stop: () => void = () => undefined;
  try {
    return await new Promise<string>((resolve, reject) => {
      const typed: string[] = [];
      const give = (text: string | undefined) => {
        if (text === undefined)
          reject(new MarketError('cancelled', 'Cancelled: nothing was given.'));
        else resolve(text);
      };
      const take = (text: string) => {
        for (const letter of text) {
          if (letter === '\r' || letter === '\n') return give(typed.join(''));
          if (letter === CTRL_C || letter === CTRL_D) return give(undefined);
          if (letter === BACKSPACE || letter === DELETE) typed.pop();
          else if (letter === CTRL_U) typed.length = 0;
          else if (typed.length < MOST_LETTERS) typed.push(letter);
        }
      };
      const end = () => give(undefined);
      input.on('data', take);
      input.on('end', end);
      stop = () => {
        input.off('data', take);
        input.off('end', end);
      };
      input.resume();
    });
  } finally {
    stop();
    input.setRawMode(false);
    input.pause();
    output.write('\n');
  }
}
