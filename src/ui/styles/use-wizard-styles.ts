/** The style sheets that the wizard and the page of what is installed have in common. */
import dialog from './dialog.css?inline';
import documents from './documents.css?inline';
import fields from './fields.css?inline';
import install from './install.css?inline';
import receipts from './receipts.css?inline';
import run from './run.css?inline';
import { useStyles } from './use-styles.ts';

const WIZARD = [install, fields, run, dialog, receipts].join('\n');

export function useWizardStyles(): void {
  useStyles('documents', documents);
  useStyles('install', WIZARD);
}
