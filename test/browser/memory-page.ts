/** What the memory's test runs in pages and in their workers: the memory under a name, and a loop of changes on request. */
import { createIdbMemory } from '#adapters/browser/idb-memory.ts';

export interface MemoryHost {
  createIdbMemory: typeof createIdbMemory;
  /** Adds one to the number under a key, so often, without waiting in between. */
  addOnes(key: string, times: number): Promise<void>;
}

// However slow the machine is: a change that falls back to the page would be lost to the others.
const memory = createIdbMemory({ patience: 60_000 });
const host: MemoryHost = {
  createIdbMemory,
  async addOnes(key, times) {
    const add = () => memory.update(key, (kept) => String(Number(kept ?? 0) + 1));
    await Promise.all(Array.from({ length: times }, add));
  },
};
const world = Object.assign(globalThis as object, { memoryHost: host }) as {
  onmessage?: ((event: { data: [string, number] }) => void) | null;
  postMessage?(message: unknown): void;
};

// In a worker, which the test can reach by messages only.
if (!('document' in world)) {
  world.onmessage = ({ data: [key, times] }) =>
    void host.addOnes(key, times).then(() => world.postMessage?.('done'));
}
