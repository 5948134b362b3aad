/** Page of what was installed from this browser. */
import { useServices } from '../services.ts';
import { useStyles } from '../styles/use-styles.ts';
import documents from '../styles/documents.css?inline';
import css from '../styles/install.css?inline';
import { InstalledView } from './view.tsx';

import type { ReactNode } from 'react';

export function InstalledPage(): ReactNode {
  useStyles('documents', documents);
  useStyles('install', css);
  const services = useServices();
  return <InstalledView receipts={services.receipts()} jobUrl={services.jobUrl} />;
}
