/** Keeps the receipts of installs in the browser and lists them. */
import type { Receipt, ReceiptStep } from '#core/model/generated.ts';
import type { Store } from '#core/ports.ts';

const PREFIX = 'pai-market/receipt/';
/** Older ones make room, so that the browser's few megabytes last. */
const KEPT = 200;

/** Stores a receipt under its user and id. Returns false where the browser keeps nothing. */
export function keepReceipt(receipt: Receipt, store: Store): boolean {
  const old = listReceipts(receipt.user, store).slice(KEPT - 1);
  for (const each of old) store.remove(keyOf(each));
  return store.set(keyOf(receipt), JSON.stringify(receipt));
}

/** The receipts of a user, newest first; an entry that does not parse is left out and left alone. */
export function listReceipts(user: string | undefined, store: Store): Receipt[] {
  const prefix = `${PREFIX}${encodeURIComponent(user ?? '')}/`;
  return store
    .keys(prefix)
    .flatMap((key) => parseReceipt(store.get(key)))
    .sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
}

function keyOf(receipt: Receipt): string {
  return `${PREFIX}${encodeURIComponent(receipt.user)}/${receipt.id}`;
}

function parseReceipt(text: string | undefined): Receipt[] {
  try {
    const receipt = JSON.parse(text ?? '') as Receipt;
    return isReceipt(receipt) ? [receipt] : [];
  } catch {
    // Another program of the portal's origin may write under our prefix; its text is not a receipt.
    return [];
  }
}

/** What pages show of a receipt without asking; one that lacks it must not take the page down. */
function isReceipt(receipt: Receipt): boolean {
  const { format, package: of, market, user, cluster, startedAt, outcome } = receipt;
  const { errorCode = '', archiveSha256 = '', licenseSha256 = '' } = receipt;
  const texts = [receipt.id, of.name, of.version, market, user, cluster, startedAt];
  return (
    format === 'pai-market-receipt/1' &&
    ['done', 'failed', 'cancelled'].includes(outcome) &&
    areTexts(...texts, errorCode, archiveSha256, licenseSha256, ...receipt.signers) &&
    receipt.steps.every(isStep)
  );
}

function isStep({ label, state, requests, job }: ReceiptStep): boolean {
  return (
    areTexts(label, state) &&
    requests.every(({ method, url, status }) => areTexts(method, url, String(status))) &&
    (job === undefined || areTexts(job.user, job.name))
  );
}

function areTexts(...values: unknown[]): boolean {
  return values.every((value) => typeof value === 'string');
}
