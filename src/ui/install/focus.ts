/** Leads the focus to a field that is wrong. */

import { focusDocument } from './document-focus.ts';

const CONTROLS = 'input, select, textarea';

export function focusFirstWrong(box: HTMLElement | null): void {
  if (focusDocument(box)) return;
  box?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}

/** To what "Run" asks the user to decide first; false where that is nothing. */
export function focusFirstChoice(box: HTMLElement | null): boolean {
  if (!box?.querySelector('[data-error-code="cluster-conflict"]')) return false;
  const open = [...box.querySelectorAll('.pm-choice')].find(
    (each) => !each.querySelector(':checked'),
  );
  // The buttons at the foot of the page would lie over the rest of it.
  open?.scrollIntoView?.({ block: 'center' });
  open?.querySelector('input')?.focus();
  return open !== undefined;
}

/** By position, never by a name out of the package (U07). */
export function focusField(box: HTMLElement | null, fields: { id: string }[], field: string): void {
  const at = fields.findIndex((each) => each.id === field);
  const holder = box?.querySelectorAll(`[data-field="${at}"]`)[0];
  holder?.querySelector<HTMLElement>(CONTROLS)?.focus();
}
