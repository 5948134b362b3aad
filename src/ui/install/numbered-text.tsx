/** Lines of a text with their numbers; the numbers are neither read out nor copied. */
import type { ReactNode } from 'react';

export interface NumberedTextProps {
  /** Of the region that scrolls. */
  name: string;
  lines: readonly string[];
}

export function NumberedText({ name, lines }: NumberedTextProps): ReactNode {
  return (
    <div className="pm-numbered" role="region" aria-label={name} tabIndex={0}>
      <pre className="pm-line-numbers" aria-hidden="true">
        {numbers(lines.length)}
      </pre>
      <pre className="pm-line-text">{lines.join('\n')}</pre>
    </div>
  );
}

/** "1\n2\n3" */
export function numbers(count: number): string {
  return Array.from({ length: count }, (_, at) => at + 1).join('\n');
}
