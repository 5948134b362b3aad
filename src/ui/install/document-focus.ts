/** Leads the focus to a YAML that is wrong. */

/** To the text where it is in sight, else to the button that shows it. False where no YAML of this step is wrong. */
export function focusDocument(box: HTMLElement | null): boolean {
  const waiting = box?.querySelector('[data-document-fault]');
  const text = box?.querySelector<HTMLElement>('.pm-editor textarea');
  if (!waiting || !text) return false;
  text.focus();
  // What is not in sight does not take the focus.
  if (text.ownerDocument.activeElement !== text) waiting.querySelector('button')?.focus();
  return true;
}
