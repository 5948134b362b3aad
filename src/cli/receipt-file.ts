/** The file of --receipt: what earlier installs left in it stays, as it is all by which they can be undone. */
import { decodeText, parseReceiptFile, toReceiptFile } from '#core/read/index.ts';

import type { Receipt } from '#core/model/generated.ts';
import type { CommandIo } from './command.ts';

const RECEIPT_BYTES = 16 * 1024 * 1024;
/** What an export may hold. */
const MOST = 1000;

/** Throws `receipt-invalid`, `usage`. */
export async function readReceipts(file: string, io: CommandIo): Promise<Receipt[]> {
  return parseReceiptFile(decodeText(await io.files.read(file, RECEIPT_BYTES), file));
}

/** Those of a file that may be there already; none of an empty one. Throws `receipt-invalid`, `usage`. */
export async function readEarlier(file: string | undefined, io: CommandIo): Promise<Receipt[]> {
  // A pipe or a device is written to and never read.
  if (file === undefined || (await io.files.kind(file)) !== 'file') return [];
  const text = decodeText(await io.files.read(file, RECEIPT_BYTES), file);
  return text.trim() === '' ? [] : parseReceiptFile(text);
}

/** Replaces the receipt with the same id, else puts the new one before the others; one that changed nothing makes room. */
export function addReceipt(earlier: readonly Receipt[], receipt: Receipt): Receipt[] {
  const others = earlier.filter((each) => each.id !== receipt.id && hasChanged(each));
  return [receipt, ...others].slice(0, MOST);
}

/** A single receipt stands alone, as the page exports one. */
export async function writeReceipts(
  file: string,
  receipts: readonly Receipt[],
  io: CommandIo,
): Promise<void> {
  const [only] = receipts;
  const text =
    only && receipts.length === 1 ? `${JSON.stringify(only, null, 2)}\n` : toReceiptFile(receipts);
  await io.files.write(file, new TextEncoder().encode(text));
}

function hasChanged({ steps }: Receipt): boolean {
  const changes = ['done', 'found', 'unknown', 'undone'];
  return steps.some(({ requests }) =>
    requests.some(({ kind, outcome }) => kind === 'write' && changes.includes(outcome)),
  );
}
