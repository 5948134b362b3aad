/** The dialog of keys and search tips; its code comes when it is first opened. */
import { useResource } from '../state/use-resource.ts';
import { ErrorAlert } from '../parts/error-alert.tsx';

import type { ShortcutsDialogProps } from '../shortcuts/dialog.tsx';

export function LazyShortcuts(props: ShortcutsDialogProps) {
  const loading = useResource(() => import('../shortcuts/dialog.tsx'), []);
  if (loading.status === 'ready') return <loading.value.ShortcutsDialog {...props} />;
  if (loading.status === 'failed') {
    return <ErrorAlert error={loading.error} onRetry={loading.reload} />;
  }
  return null;
}
