/** What is put into each page that is measured, ours and the rivals' alike: it sees the first screen, keys, frames and blank rows. */

/** Runs in the page. `card` is the selector of a card with its words, `whole` of the list that they stand in. */
export function installProbe({ card, whole }) {
  const CARDS = 6;
  const QUIET_MS = 120;
  const STILL_MS = 500;
  const probe = { first: undefined, key: undefined, changed: 0, frame: 0, keys: 0 };
  globalThis.benchProbe = probe;
  const now = () => performance.timeOrigin + performance.now();

  /** Calls back when what stands in the document now was painted. */
  const afterFrame = (then) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = then;
      port2.postMessage(undefined);
    });

  const hasWords = (element) => element.textContent.trim().length > 10;
  const watch = new MutationObserver(() => {
    if (probe.key !== undefined) noteChange();
    if (probe.first !== undefined || probe.waiting) return;
    const cards = [...document.querySelectorAll(card)].slice(0, CARDS);
    if (cards.length < CARDS || !cards.every(hasWords)) return;
    probe.waiting = true;
    afterFrame(() => {
      probe.first = now();
    });
  });
  watch.observe(document, { childList: true, subtree: true, characterData: true });

  function noteChange() {
    const number = probe.keys;
    probe.changed = performance.now();
    afterFrame(() => {
      if (number !== probe.keys) return;
      probe.frame = performance.now();
      performance.mark(`bench-frame-${number}`);
    });
  }

  const begin = ({ timeStamp }) => {
    probe.keys++;
    probe.key = timeStamp;
    probe.changed = 0;
    probe.frame = 0;
    performance.mark(`bench-key-${probe.keys}`);
  };
  addEventListener('keydown', begin, true);
  // Letters that no key has come without one.
  addEventListener(
    'beforeinput',
    (event) => {
      if (!(event.timeStamp - probe.key < 30)) begin(event);
    },
    true,
  );

  /** Resolves when nothing has changed for a moment: number of the key, and milliseconds until the last frame that showed a change. */
  probe.settled = () =>
    new Promise((resolve) => {
      const look = () => {
        const since = performance.now() - Math.max(probe.changed, probe.frame);
        const isOver =
          probe.frame > 0 ? since > QUIET_MS : performance.now() - probe.key > STILL_MS;
        if (!isOver) return void setTimeout(look, 40);
        resolve({
          number: probe.keys,
          toFrame: probe.frame > 0 ? probe.frame - probe.key : undefined,
        });
      };
      setTimeout(look, 40);
    });

  /** Scrolls through the list: a swift pass, then jumps; counts the frames in which a row of the window was blank. */
  probe.scroll = async ({ passFrames, passStep, jumps }) => {
    probe.key = undefined;
    const area = scrollAreaOf(document.querySelector(card));
    const seen = { frames: 0, blank: 0, jumps: 0, blankJumps: 0 };
    const last = area.scrollHeight - area.clientHeight;
    const first = Math.min(600, last);
    performance.mark('bench-scroll-begin');
    for (let at = 0; at < passFrames; at++) {
      area.scrollTop = Math.min(last, first + at * passStep);
      await new Promise(afterFrame);
      seen.frames++;
      if (blankPixels(area) > 0) seen.blank++;
    }
    for (let at = 1; at <= jumps; at++) {
      // Spread over the list as if by chance, the same ones each time.
      area.scrollTop = first + (((at * 7919) % 1000) / 1000) * (last - first - area.clientHeight);
      await new Promise(afterFrame);
      seen.jumps++;
      if (blankPixels(area) > 0) seen.blankJumps++;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    performance.mark('bench-scroll-end');
    area.scrollTop = 0;
    return { ...seen, height: last };
  };

  function scrollAreaOf(element) {
    for (let at = element.parentElement; at; at = at.parentElement) {
      const { overflowY } = getComputedStyle(at);
      if (/auto|scroll/.test(overflowY) && at.scrollHeight > at.clientHeight) return at;
    }
    return document.scrollingElement;
  }

  /** Height within the window that no card with words covers, but for the gaps between cards. */
  function blankPixels(area) {
    const GAP = 40;
    const frame = area.getBoundingClientRect();
    // Below its last row a list ends; above its first one other things stand.
    const list = document.querySelector(whole).getBoundingClientRect();
    const window = {
      top: Math.max(frame.top, list.top),
      bottom: Math.min(frame.bottom, list.bottom),
    };
    const covered = [...document.querySelectorAll(card)]
      .filter(hasWords)
      .map((element) => element.getBoundingClientRect())
      .filter(({ top, bottom }) => bottom > window.top && top < window.bottom)
      .map(({ top, bottom }) => [top, bottom])
      .sort((a, b) => a[0] - b[0]);
    let at = window.top;
    let blank = 0;
    for (const [top, bottom] of [...covered, [window.bottom, window.bottom]]) {
      if (top - at > GAP) blank += top - at;
      at = Math.max(at, bottom);
    }
    return blank;
  }
}
