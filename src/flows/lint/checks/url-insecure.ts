/** Addresses that anybody on the way can change. */
import { releaseAddresses } from '../addresses.ts';

import type { Check } from '../model.ts';

const LOCAL = /^(?:localhost|127\.|\[::1\]|10\.|192\.168\.)/;

export const urlInsecure: Check = {
  name: 'url-insecure',
  title: 'An address is not secure',
  severity: 'warning',
  release(item, tell) {
    const told = new Set<string>();
    for (const { url, document, path } of releaseAddresses(item)) {
      if (!/^http:/i.test(url) || told.has(url)) continue;
      const { host } = new URL(url);
      if (LOCAL.test(host)) continue;
      told.add(url);
      const message = `${url.slice(0, 200)} is plain http: whoever sits between can change what users get. Write https, if ${host} has it.`;
      tell(document, { message, ...(path ? { path } : {}) });
    }
  },
};
