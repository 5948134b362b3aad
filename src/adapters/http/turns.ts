/** Lets whoever shares the thread have a turn in long work: the page draws, "Cancel" is heard. */

/** Milliseconds of work before the others' turn: a frame of the screen. */
const WORK_MS = 16;

export interface Turns {
  /** Waits for the others if it has been long; else goes on at once. Reads that have their bytes already never wait by themselves. */
  share(): Promise<void>;
}

export function createTurns(): Turns {
  let began = performance.now();
  return {
    async share() {
      if (performance.now() - began < WORK_MS) return;
      await nextTurn();
      began = performance.now();
    },
  };
}

/** By a message, as timers are held back: by milliseconds each when they follow each other, by seconds in a hidden page. */
function nextTurn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
