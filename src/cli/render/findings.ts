/** Findings as lines: errors first, then warnings, each with its code. */
import { oneLine } from './text.ts';

import type { Finding } from '#core/model/publish.ts';

export function findingLines(findings: readonly Finding[]): string {
  return [...bySeverity(findings, 'error'), ...bySeverity(findings, 'warning')]
    .map(({ severity, code, file, message }) => {
      const place = message.includes(file) ? '' : `${file}: `;
      return `${severity} ${code}: ${oneLine(`${place}${message}`)}\n`;
    })
    .join('');
}

/** Code of the first error, for the field `code` of a JSON document; null when there is none. */
export function firstErrorCode(findings: readonly Finding[]): string | null {
  return bySeverity(findings, 'error')[0]?.code ?? null;
}

/** "1 error", "2 warnings" … */
export function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

function bySeverity(findings: readonly Finding[], severity: Finding['severity']): Finding[] {
  return findings.filter((finding) => finding.severity === severity);
}
