/** Says why a list is empty and what to do about it. */
import { EmptyIcon } from '../icons.tsx';
import { Button } from '../parts/button.tsx';

export interface EmptyStateProps {
  title: string;
  hint: string;
  action?: { label: string; run: () => void };
}

export function EmptyState({ title, hint, action }: EmptyStateProps) {
  return (
    <div className="pm-empty">
      <span className="pm-empty-icon">
        <EmptyIcon size={28} />
      </span>
      <h2 className="pm-empty-title">{title}</h2>
      <p className="pm-empty-hint">{hint}</p>
      {action && <Button onClick={action.run}>{action.label}</Button>}
    </div>
  );
}
