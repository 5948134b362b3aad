/** Asks the other tabs of this browser by BroadcastChannel, which exists on plain HTTP too. */
import type { Tabs } from '#core/ports.ts';

const CHANNEL = 'pai-market';

/** Any program of this origin may speak here: of what it says, only these two are heard. */
interface Message {
  ask?: unknown;
  answer?: unknown;
}

/** Where there is no BroadcastChannel nobody answers, and `reaches` says that this means nothing. */
export function createTabs(): Tabs {
  if (typeof BroadcastChannel === 'undefined') {
    return { reaches: false, ask: () => Promise.resolve(false), answer: () => () => undefined };
  }
  return { reaches: true, ask, answer };
}

/** By a channel of its own, so that what answers in this very page is heard too. */
function ask(topic: string, ms: number): Promise<boolean> {
  const channel = new BroadcastChannel(CHANNEL);
  return new Promise((resolve) => {
    const end = (isAlive: boolean) => {
      clearTimeout(timer);
      channel.close();
      resolve(isAlive);
    };
    const timer = setTimeout(() => end(false), ms);
    channel.onmessage = ({ data }: MessageEvent<Message | null>) => {
      if (data?.answer === topic) end(true);
    };
    channel.postMessage({ ask: topic } satisfies Message);
  });
}

function answer(topic: string): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<Message | null>) => {
    if (data?.ask === topic) channel.postMessage({ answer: topic } satisfies Message);
  };
  return () => channel.close();
}
