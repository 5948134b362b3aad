/** Remembers which licence texts a user accepted, per market, package and version (Trust 9: first use is remembered). */
import type { OpenPackage } from '#core/model/market.ts';
import type { Clock, Store } from '#core/ports.ts';

interface Memory {
  store: Store;
  clock: Clock;
  /** Undefined when nobody is logged in: then acceptance lasts for this page only. */
  user: string | undefined;
}

/** Whether exactly this text was accepted for this version; a package without a licence asks for nothing. */
export function isLicenseAccepted(opened: OpenPackage, memory: Memory): boolean {
  const digest = opened.license?.sha256;
  if (digest === undefined) return true;
  // A text that changed has another digest, so it is asked for again.
  return memory.store.get(keyOf(opened, memory.user))?.split(' ')[0] === digest;
}

/** Keeps digest and time of the acceptance. Returns false where the browser keeps nothing. */
export function rememberLicense(opened: OpenPackage, memory: Memory): boolean {
  const accepted = new Date(memory.clock.now()).toISOString();
  const text = `${opened.license?.sha256 ?? ''} ${accepted}`;
  return memory.store.set(keyOf(opened, memory.user), text);
}

function keyOf(opened: OpenPackage, user: string | undefined): string {
  const parts = [user ?? '', opened.market.id, opened.name, opened.version];
  return `pai-market/license/${parts.map(encodeURIComponent).join('/')}`;
}
