/** Says why a list is empty and what to do about it. */
import { EmptyIcon } from '../icons.tsx';
import { Button } from '../parts/button.tsx';

import type { ReactNode } from 'react';

export interface EmptyStateProps {
  title: string;
  hint: string;
  actions?: readonly { label: string; run: () => void }[];
  children?: ReactNode;
}

export function EmptyState({ title, hint, actions = [], children }: EmptyStateProps) {
  return (
    <div className="pm-empty">
      <span className="pm-empty-icon">
        <EmptyIcon size={28} />
      </span>
      <h2 className="pm-empty-title">{title}</h2>
      <p className="pm-empty-hint">{hint}</p>
      {actions.length > 0 && (
        <div className="pm-empty-actions">
          {actions.map(({ label, run }) => (
            <Button key={label} onClick={run}>
              {label}
            </Button>
          ))}
        </div>
      )}
      {children}
    </div>
  );
}
