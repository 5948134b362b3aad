/** Addresses that lead nowhere; asked only with --online. */
import { allAddresses } from '../addresses.ts';
import { mapAtOnce } from '../load-world.ts';

import type { LinkChecker } from '#core/publisher-ports.ts';
import type { Address } from '../addresses.ts';
import type { Check } from '../model.ts';

/** Past so many the answer takes too long for anybody. */
const MOST = 2000;

/** `links` asks the world; each address is asked for once. */
export function createUrlUnreachable(links: LinkChecker): Check {
  return {
    name: 'url-unreachable',
    title: 'An address leads nowhere',
    severity: 'warning',
    async all(world, tell) {
      const places = new Map<string, Address[]>();
      for (const address of await allAddresses(world)) {
        const key = address.url.replace(/#.*$/, '');
        places.set(key, [...(places.get(key) ?? []), address]);
      }
      const answers = await mapAtOnce([...places].slice(0, MOST), async ([url, where]) => ({
        url,
        where,
        problem: await links.check(url, world.signal),
      }));
      for (const { url, where, problem } of answers) {
        if (problem === undefined) continue;
        for (const { document, path, range } of where) {
          const message = `${url.slice(0, 200)} leads nowhere: ${problem}.`;
          tell(document, { message, ...(path ? { path } : {}), ...(range ? { range } : {}) });
        }
      }
    },
  };
}

/** Without the world nothing is asked. */
export const urlUnreachable: Check = {
  name: 'url-unreachable',
  title: 'An address leads nowhere',
  severity: 'warning',
};
