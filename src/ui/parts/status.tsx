/** A live region: outcomes are announced without moving the focus. */
import type { ReactNode } from 'react';

export interface StatusProps {
  children: ReactNode;
  className?: string;
  /** Announced, not shown. */
  hidden?: boolean;
}

export function Status({ children, className, hidden = false }: StatusProps) {
  const names = [hidden ? 'pm-hidden' : 'pm-status', className].filter(Boolean).join(' ');
  return (
    <div role="status" className={names}>
      {children}
    </div>
  );
}
