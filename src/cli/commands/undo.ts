/** `pai-market undo`: takes back what an install created, by the requests that its receipt lists, and nothing else. */
import { MarketError } from '#core/errors.ts';
import { createJournals } from '#flows/install-journal.ts';
import { pendingUndo, undoInstall } from '#flows/undo-install.ts';
import { CLUSTER_OPTIONS, readClusters } from '../cluster-options.ts';
import { defineCommand } from '../command.ts';
import { NO_TABS } from '../no-tabs.ts';
import { readReceipts, writeReceipts } from '../receipt-file.ts';
import { printUndo } from '../render/undo.ts';

import type { Receipt } from '#core/model/generated.ts';
import type { Clusters } from '#core/ports.ts';
import type { CommandIo } from '../command.ts';
import type { UndoResult } from '../render/undo.ts';

export const command = defineCommand({
  name: 'undo',
  summary: 'take back what an install created, as far as the clusters allow it',
  usage:
    'undo RECEIPT [--id ID] [--cluster URL --token-file FILE] [--cdap URL [--cdap-token-file FILE]] [--yes] [--json]',
  help: `RECEIPT is a file of install --receipt, or an export of the Installed page. Without --yes it only says what would be
sent. What was taken back is written into RECEIPT after each request, so that an undo that broke off goes on where it stopped.`,
  positionals: { min: 1, max: 1 },
  examples: [
    ['See what would be taken back', 'pai-market undo receipt.json'],
    [
      'Take it back',
      'pai-market undo receipt.json --cluster https://pai.example.org/rest-server --token-file token.txt --yes',
    ],
  ],
  seeAlso: ['install'],
  options: {
    id: { type: 'value', placeholder: 'ID', summary: 'which receipt, where the file has several' },
    ...CLUSTER_OPTIONS,
    yes: { type: 'flag', summary: 'do it; without this nothing is sent' },
  },
  async run({ positionals: [file = ''], values, json }, io) {
    const receipts = await readReceipts(file, io);
    const receipt = choose(receipts, values.id, file);
    if (!values.yes || pendingUndo(receipt).length === 0) {
      return printUndo({ kind: 'plan', receipt, requests: pendingUndo(receipt) }, { json, io });
    }
    const clusters = await readClusters(values, io);
    const result = await undo({ receipt, receipts, file, clusters }, io);
    return printUndo(result, { json, io });
  },
});

function choose(receipts: readonly Receipt[], id: string | undefined, file: string): Receipt {
  const found = id === undefined ? receipts : receipts.filter((each) => each.id === id);
  const left = found.filter((each) => pendingUndo(each).length > 0);
  // A second run of an install that found all there leaves a receipt that takes nothing back.
  const [only] = left.length > 0 ? left : found;
  if (only && (found.length === 1 || left.length === 1)) return only;
  const list = receipts.map((each) => `${each.id} (${titleOf(each)})`).join(', ');
  throw new MarketError(
    'usage',
    id === undefined
      ? `${file} holds ${receipts.length} receipts: say which with --id. ${list}`
      : `${file} holds no receipt ${id}. It holds ${list}`,
  );
}

interface Undo {
  receipt: Receipt;
  /** All of the file. */
  receipts: readonly Receipt[];
  file: string;
  clusters: Clusters;
}

async function undo(
  { receipt, receipts, file, clusters }: Undo,
  io: CommandIo,
): Promise<UndoResult> {
  const keep = (kept: Receipt) => {
    const all = receipts.map((each) => (each.id === kept.id ? kept : each));
    return writeReceipts(file, all, io);
  };
  const journals = createJournals({ ...io, tabs: NO_TABS });
  const { clock, signal } = io;
  const events = undoInstall({ receipt, clusters, receipts: { keep }, journals, clock, signal });
  for await (const event of events) {
    if (event.type === 'undo-sent') io.stderr(`${event.request} ${event.purpose}\n`);
    if (event.type === 'undo-answered') {
      const words = event.outcome === 'undone' ? 'undone' : 'was gone already';
      io.stderr(`  ${event.status}: ${words}\n`);
    }
    if (event.type === 'undo-done') return { kind: 'undone', receipt: event.receipt };
    if (event.type === 'undo-failed') {
      return { kind: 'failed', receipt: event.receipt, error: event.error };
    }
  }
  throw new MarketError('internal', 'The undo ended without a word.');
}

function titleOf({ package: { name, version }, startedAt }: Receipt): string {
  return `${name} ${version} of ${startedAt}`;
}
