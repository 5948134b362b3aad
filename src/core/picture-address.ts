/** Which file beside a text the address of a picture in it means; read alike by whoever publishes a package and whoever shows it. */

/**
 * The file that an address in a text means: one beside the text, such as `chart.png` or `./docs/chart.png`. Undefined for
 * any other address, which is never asked for.
 */
export function fileOfAddress(address: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^[/\\]|[?#\\]/i.test(address)) return undefined;
  const path = decode(address)?.replace(/^(?:\.\/)+/, '');
  if (path === undefined || path === '') return undefined;
  return path.split('/').some((part) => /^\.{0,2}$/.test(part)) ? undefined : path;
}

function decode(address: string): string | undefined {
  try {
    return decodeURIComponent(address);
  } catch {
    // A percent sign that encodes nothing; no file is named so by a text.
    return undefined;
  }
}
