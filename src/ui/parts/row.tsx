/** One line of evidence: a term and its value side by side. */
import type { ReactNode } from 'react';

export function Row({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <div className="pm-details-row">
      <dt>{title}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}
