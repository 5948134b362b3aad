/** Entries of the browser's history with a name for each, so that what belongs to one is found again after back, forward and a reload. */

/** Browsers refuse addresses that change more often than about ten times a second. */
const REPLACE_MS = 250;
/** Beside what the portal may keep in the same place. */
const KEY = 'paiMarketEntry';

export interface Entries {
  /** Name of the entry that is open. */
  current(): string;
  /** Whether the browser is where it was left: nobody went anywhere else. */
  isHere(): boolean;
  /** Takes the name of the entry that the browser went to; one without gets one. */
  follow(): void;
  push(url: string): void;
  /** At once, or a moment later where the last change was just before. */
  replace(url: string): void;
  /** Writes what waits. */
  flush(): void;
  /** Forgets what waits: the browser is elsewhere. */
  drop(): void;
}

export function createEntries(window: Window): Entries {
  const { history } = window;
  let current = '';
  let waiting: { url: string; timer: number } | undefined;
  let written = -REPLACE_MS;
  let address = '';
  const left = () => {
    address = window.location.href;
  };
  const write = (url: string) => {
    written = window.performance.now();
    history.replaceState({ ...stateOf(history), [KEY]: current }, '', url);
    left();
  };
  const drop = () => {
    if (waiting) window.clearTimeout(waiting.timer);
    waiting = undefined;
  };
  const flush = () => {
    const { url } = waiting ?? {};
    drop();
    if (url !== undefined) write(url);
  };
  const follow = () => {
    const named = stateOf(history)[KEY];
    current = typeof named === 'string' ? named : newName();
    if (named !== current) history.replaceState({ ...stateOf(history), [KEY]: current }, '');
    left();
  };
  follow();
  return {
    current: () => current,
    isHere: () => window.location.href === address && stateOf(history)[KEY] === current,
    follow,
    push(url) {
      current = newName();
      history.pushState({ [KEY]: current }, '', url);
      left();
    },
    replace(url) {
      drop();
      const wait = written + REPLACE_MS - window.performance.now();
      if (wait <= 0) write(url);
      else waiting = { url, timer: window.setTimeout(flush, wait) };
    },
    flush,
    drop,
  };
}

function stateOf({ state }: History): Record<string, unknown> {
  return typeof state === 'object' && state !== null ? (state as Record<string, unknown>) : {};
}

function newName(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
}
