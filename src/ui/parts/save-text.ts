/** Hands a text to the user: into the clipboard where the page may, or as a file. */

/** Whether the text is in the clipboard now. Works on plain HTTP too, where there is no Clipboard API. */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // The browser refuses this page the Clipboard API; the older way may still be open.
  }
  return copyBySelection(text);
}

function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.setAttribute('aria-hidden', 'true');
  Object.assign(area.style, { position: 'fixed', top: '0', left: '-9999px' });
  document.body.append(area);
  // Not every browser moves the focus with the selection, and what has the focus is what is copied.
  area.focus({ preventScroll: true });
  area.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    area.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}

/** By the ending of the name: a browser may put another one behind a name that does not suit the type. */
const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  asc: 'application/pgp-keys',
};

/** Offers the text as a download; the address is taken back once the browser has it. */
export function saveText(name: string, text: string): void {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  const type = TYPES[ending] ?? 'text/plain;charset=utf-8';
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
