/** One entry of a list of facts: a term and what is known of it. */
import type { ReactNode } from 'react';

export function Fact({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{title}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}
