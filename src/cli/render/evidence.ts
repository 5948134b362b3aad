/** What was proved about a signed index, as a line. */
import type { IndexEvidence } from '#core/model/trust.ts';

export function indexLine({ serial, issued, expires, signers }: IndexEvidence): string {
  const by = signers.map(({ fingerprint }) => fingerprint).join(', ');
  return `index: serial ${serial}, issued ${issued}, expires ${expires}, signed by ${by}\n`;
}
