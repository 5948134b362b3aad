/** How far a long work is, on stderr: one line drawn over and over on a terminal, else a line now and then. */
import { plainText } from './render/text.ts';

import type { CommandIo, CommandWorld, Progress } from './command.ts';

/** A terminal is drawn at most this often, */
const DRAW_MS = 100;
/** and only when the work lasts longer than this; */
const PATIENCE_MS = 400;
/** a log gets a line this often. */
const LOG_MS = 10_000;
/** The time left is told once it can be known: after this long. */
const KNOWN_MS = 2000;

type Unit = Parameters<CommandIo['progress']>[1];
type World = Pick<CommandWorld, 'stderr' | 'isTerminal' | 'columns' | 'clock'>;

interface State {
  done: number;
  total?: number | undefined;
  remark?: string | undefined;
}

/** Begins a progress; `erase` of the drawn line is for whoever else writes to stderr meanwhile. */
export function createProgress(world: World, line: DrawnLine) {
  return (what: string, unit: Unit): Progress => {
    const began = world.clock.now();
    let shown = began + PATIENCE_MS - DRAW_MS;
    let logged = began;
    return {
      set(done, total, remark) {
        const now = world.clock.now();
        const state = { done, total, remark };
        if (world.isTerminal && now - shown >= DRAW_MS) {
          shown = now;
          line.draw(progressText({ what, unit, ms: now - began }, state));
        } else if (!world.isTerminal && now - logged >= LOG_MS) {
          logged = now;
          world.stderr(`${plainText(progressText({ what, unit, ms: now - began }, state))}\n`);
        }
      },
      end: () => line.erase(),
    };
  };
}

export interface DrawnLine {
  draw: (text: string) => void;
  erase: () => void;
}

/** The one line of a terminal that is drawn over; it never wraps, for a wrapped line cannot be taken away. */
export function createDrawnLine({ stderr, columns }: World): DrawnLine {
  let drawn = false;
  return {
    draw(text) {
      const fitting = [...plainText(text).replace(/\s+/g, ' ')].slice(0, columns() - 1).join('');
      stderr(`\r\u001b[K${fitting}`);
      drawn = true;
    },
    erase() {
      if (drawn) stderr('\r\u001b[K');
      drawn = false;
    },
  };
}

/** Such as `sending: 12.3 of 45.6 MB, 27 %, 0:41 left: packages/hello/1.0.0/archive.zip`. */
export function progressText(
  { what, unit, ms }: { what: string; unit: Unit; ms: number },
  { done, total, remark }: State,
): string {
  const amount = unit === 'bytes' ? bytesText(done, total) : countText(done, { total, unit });
  const share = total ? `, ${Math.floor((100 * Math.min(done, total)) / total)} %` : '';
  const left = leftText({ done, total }, ms);
  return `${what}: ${amount}${share}${left}${remark === undefined ? '' : `: ${remark}`}`;
}

function countText(done: number, { total, unit }: { total: number | undefined; unit: Unit }) {
  return `${done}${total === undefined ? '' : ` of ${total}`} ${unit}`;
}

function bytesText(done: number, total: number | undefined): string {
  const [size, name] = unitOf(Math.max(done, total ?? 0));
  const digits = size === 1 ? 0 : 1;
  const of = total === undefined ? '' : ` of ${(total / size).toFixed(digits)}`;
  return `${(done / size).toFixed(digits)}${of} ${name}`;
}

function unitOf(bytes: number): [size: number, name: string] {
  if (bytes >= 1e9) return [1e9, 'GB'];
  if (bytes >= 1e6) return [1e6, 'MB'];
  return bytes >= 1e3 ? [1e3, 'kB'] : [1, 'bytes'];
}

/** As if the rest went as fast as what is done. */
function leftText({ done, total }: State, ms: number): string {
  if (!total || done <= 0 || done >= total || ms < KNOWN_MS) return '';
  const seconds = Math.ceil(((total - done) * ms) / done / 1000);
  const minutes = Math.floor(seconds / 60);
  const clock = `${minutes % 60}:${String(seconds % 60).padStart(2, '0')}`;
  const hours = Math.floor(minutes / 60);
  return `, ${hours > 0 ? `${hours}:${clock.padStart(5, '0')}` : clock} left`;
}
