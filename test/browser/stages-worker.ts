/** What the tests' worker runs: it fetches a job from the test, gives its inputs to the stages and answers with plain verdicts. */
import { createRunningHash, toHex } from '#core/digest.ts';
import { isNativeStrict } from '../../src/core/unpack/native.ts';
import { fromFrame } from './frame.ts';
import { unpack, verify } from './verdicts.ts';

import type { HashName } from '#core/digest.ts';
import type { HashInput } from './stages.ts';
import type { UnpackInput, VerifyInput } from './verdicts.ts';

/** The few globals of a worker; the types of the page's window do not have them. */
const worker = globalThis as unknown as {
  onmessage: ((event: { data: string }) => void) | null;
  postMessage(message: unknown): void;
};

const METHODS: Record<string, (input: never) => Promise<unknown>> = {
  verify: (input: VerifyInput) => verify(input),
  unpack: (input: UnpackInput) => unpack(input),
  hash,
  native: () => isNativeStrict(),
  world: async () => ({
    isSecure: (globalThis as { isSecureContext?: boolean }).isSecureContext,
    hasSubtle: (globalThis as { crypto?: { subtle?: unknown } }).crypto?.subtle !== undefined,
    hasWebAssembly: await mayCompile(),
  }),
};

worker.onmessage = ({ data }) => {
  run(data).then(
    (value) => worker.postMessage({ value }),
    (error: unknown) => worker.postMessage({ error: String(error) }),
  );
};

async function run(address: string): Promise<unknown[]> {
  const response = await fetch(address);
  const frame = new Uint8Array(await response.arrayBuffer());
  const { method, inputs } = fromFrame(frame) as { method: string; inputs: never[] };
  const answers: unknown[] = [];
  for (const input of inputs) answers.push(await METHODS[method]?.(input));
  return answers;
}

/** The digest after the last border, and again with each tail. */
async function hash({ name, bytes, borders, tails, expected }: HashInput): Promise<string[]> {
  const running = await createRunningHash(name as HashName, expected);
  let at = 0;
  for (const border of [...borders, bytes.length]) {
    running.update(bytes.subarray(at, border));
    at = border;
  }
  const digests = [toHex(await running.finish())];
  for (const tail of tails) digests.push(toHex(await running.finish(tail)));
  return digests;
}

async function mayCompile(): Promise<boolean> {
  try {
    // The smallest module: magic number and version.
    await WebAssembly.compile(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
    return true;
  } catch {
    // Refused by the policy: what the test asks for.
    return false;
  }
}
