/** Files that should be data and cannot be read. */
import { SourceDocument } from '#core/lint/index.ts';

import type { Check } from '../model.ts';

export const syntax: Check = {
  name: 'syntax',
  title: 'A file cannot be read',
  severity: 'error',
  async all({ files }, tell) {
    for (const { file, message, line, column } of files.problems.values()) {
      const said = { message: sentence(file, message) };
      const document = (await files.text(file)) ?? new SourceDocument(file, '');
      if (line === undefined) {
        tell(file, said);
        continue;
      }
      const whole = document.line(line);
      const start = Math.min(whole.start + (column ?? 1) - 1, whole.end);
      tell(document, { ...said, range: { start, end: whole.end } });
    }
  },
};

/** The place is told beside it. */
function sentence(file: string, message: string): string {
  const reason = message
    .replace(/^Line \d+, column \d+: /, '')
    .replace(/^The document is refused: /, '');
  return `${file} cannot be read: ${reason}`;
}
