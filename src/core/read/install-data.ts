/** Reads back what installs leave behind: journals and receipts out of the browser's storage, and receipts out of a file. */
import { MarketError } from '../errors.ts';
import { firstProblem } from './explain.ts';
import { validate as validateJournal } from './generated/journal.js';
import { validate as validateReceipt } from './generated/receipt.js';
import { scanJson } from './scan.ts';

import type { InstallJournal, Receipt } from '../model/generated.ts';

/** Characters of a file with receipts. */
const MAX_TEXT = 16 * 1024 * 1024;
/** Receipts in one file. */
const MAX_RECEIPTS = 1_000;
const DEPTH = 64;
const NODES = 1_000_000;

const EXPORT_FORMAT = 'pai-market-receipts/1';

/** The journal, or undefined for anything else: what stands in storage may be of another version, or not ours. */
export function parseJournal(value: unknown): InstallJournal | undefined {
  return isShallow(value, DEPTH) && validateJournal(value) ? (value as InstallJournal) : undefined;
}

/** The receipt, or undefined for anything else. */
export function parseReceipt(value: unknown): Receipt | undefined {
  return isShallow(value, DEPTH) && validateReceipt(value) ? (value as Receipt) : undefined;
}

/**
 * The receipts of a file: one receipt, or `{ format: 'pai-market-receipts/1', receipts: [...] }`.
 * Throws `receipt-invalid` for anything else, and for more than can be kept.
 */
export function parseReceiptFile(text: string): Receipt[] {
  if (text.length > MAX_TEXT) throw invalid(`is longer than ${MAX_TEXT} characters`);
  const value = parse(text) as { format?: unknown; receipts?: unknown } | null;
  const list = value?.format === EXPORT_FORMAT ? value.receipts : [value];
  if (!Array.isArray(list)) throw invalid('has no list "receipts"');
  if (list.length > MAX_RECEIPTS) throw invalid(`has more than ${MAX_RECEIPTS} receipts`);
  return list.map((each: unknown, at) => {
    const receipt = parseReceipt(each);
    if (receipt) return receipt;
    const problem = firstProblem(validateReceipt.errors);
    if (value?.format !== EXPORT_FORMAT)
      throw invalid(`is neither a receipt nor a list of them (${problem})`);
    throw invalid(`is wrong in receipt ${at + 1}: ${problem}`);
  });
}

/** The text of a file that `parseReceiptFile` reads. */
export function toReceiptFile(receipts: readonly Receipt[]): string {
  return `${JSON.stringify({ format: EXPORT_FORMAT, receipts }, null, 2)}\n`;
}

function parse(text: string): unknown {
  try {
    scanJson(text, {
      depth: DEPTH,
      nodes: NODES,
      elements: MAX_RECEIPTS,
      report: ({ fault, text: found }) => {
        throw invalid(`holds what is not allowed there (${fault}: ${found})`);
      },
    });
    return JSON.parse(text);
  } catch (thrown) {
    if (thrown instanceof MarketError) throw thrown;
    throw invalid('is not JSON');
  }
}

/** What `JSON.parse` reads may be nested deeper than `JSON.stringify` can write. */
function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((each) => isShallow(each, depth - 1));
}

function invalid(problem: string): MarketError {
  return new MarketError('receipt-invalid', `The file ${problem}: no receipt was imported.`);
}
