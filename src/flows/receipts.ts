/** Keeps the receipts of installs in the browser, lists them, and takes them to and out of files. */
import { parseReceipt, parseReceiptFile, toReceiptFile } from '#core/read/index.ts';
import { readFormerReceipt } from './install-former-receipt.ts';

import type { Receipt } from '#core/model/generated.ts';
import type { Clock, Memory, Store } from '#core/ports.ts';

const PREFIX = 'receipt/';
/** Where receipts lay before they moved to the memory. */
const FORMER_PREFIX = 'pai-market/receipt/';
/** Characters of one receipt; more is none of ours. */
const MAX_TEXT = 16 * 1024 * 1024;
/** Of one user; older ones make room. */
const KEPT = 200;

export interface Receipts {
  /** Keeps it under its user and id, in the place of one with the same id. */
  keep(receipt: Receipt): Promise<void>;
  /** The receipts of a user, newest first; what does not read as a receipt is left out and left alone. */
  list(user: string): Promise<Receipt[]>;
  /** Keeps receipts out of a file for this user, marked as such; those that are there already stay as they are. Throws `receipt-invalid`. */
  import(user: string, text: string): Promise<{ added: number; known: number }>;
  /** The text of a file that `import` reads. */
  export(receipts: readonly Receipt[]): string;
  forget(user: string, receipt: Receipt): Promise<void>;
}

export interface ReceiptsWorld {
  memory: Memory;
  /** Holds receipts of former versions. */
  store: Store;
  clock: Clock;
}

export function createReceipts({ memory, store, clock }: ReceiptsWorld): Receipts {
  const list = async (user: string) => {
    const keys = await memory.keys(prefixOf(user));
    const read = await Promise.all(
      keys.map(async (key) => {
        const receipt = parseReceipt(parse(await memory.get(key)));
        return receipt && isAt(key, user, receipt) ? [receipt] : [];
      }),
    );
    const kept = read.flat();
    const former = store
      .keys(`${FORMER_PREFIX}${encodeURIComponent(user)}/`)
      .flatMap((key) => readFormerReceipt(parse(store.get(key))) ?? [])
      .filter(({ id }) => !kept.some((each) => each.id === id));
    return [...kept, ...former].sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
  };
  const forget = async (user: string, { id }: Receipt) => {
    await memory.remove(keyOf(user, id));
    store.remove(`${FORMER_PREFIX}${encodeURIComponent(user)}/${id}`);
  };
  const makeRoom = async (user: string) => {
    const all = await list(user);
    // Those out of files first, whatever times they claim: the others are all that undo has.
    const [others, own] = [all.filter(isImported), all.filter((each) => !isImported(each))];
    for (const old of [...own, ...others].slice(KEPT)) await forget(user, old);
  };
  return {
    list,
    forget,
    export: toReceiptFile,
    async keep(receipt) {
      await memory.update(keyOf(receipt.user, receipt.id), () => JSON.stringify(receipt));
      await makeRoom(receipt.user);
    },
    async import(user, text) {
      const receipts = parseReceiptFile(text);
      const ids = new Set((await list(user)).map(({ id }) => id));
      const fresh = receipts.filter(({ id }) => !ids.has(id) && ids.add(id));
      const importedAt = new Date(clock.now()).toISOString();
      for (const receipt of fresh) {
        await memory.update(
          keyOf(user, receipt.id),
          (kept) =>
            // What another tab kept meanwhile is our own word, and stays.
            kept ?? JSON.stringify({ ...receipt, importedAt }),
        );
      }
      await makeRoom(user);
      return { added: fresh.length, known: receipts.length - fresh.length };
    },
  };
}

function isImported({ importedAt }: Receipt): boolean {
  return importedAt !== undefined;
}

/** Whether it stands where it belongs: else it could not be forgotten, or would be somebody else's. */
function isAt(key: string, user: string, receipt: Receipt): boolean {
  // Half of a character pair can stand in no key.
  const isName = !/\p{Cs}/u.test(receipt.id);
  const isOwn = isImported(receipt) || receipt.user === user;
  return isName && isOwn && key === keyOf(user, receipt.id);
}

function prefixOf(user: string): string {
  return `${PREFIX}${encodeURIComponent(user)}/`;
}

function keyOf(user: string, id: string): string {
  return prefixOf(user) + encodeURIComponent(id);
}

function parse(text = ''): unknown {
  if (text.length > MAX_TEXT) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Another program of the portal's origin may write under our prefix; its text is not a receipt.
    return undefined;
  }
}
