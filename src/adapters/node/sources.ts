/** Sources for the command line: an address is read over HTTP, anything else is a path of the local disk. */
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { createDirectorySource } from './directory-source.ts';

import type { Sources } from '#core/ports.ts';

/** `remote` serves http and https. */
export function createNodeSources(remote: Sources): Sources {
  return {
    open: (base) => (isRemote(base) ? remote.open(base) : createDirectorySource(toPath(base))),
    fetch(url, options) {
      if (isRemote(url)) return remote.fetch(url, options);
      const path = toPath(url);
      return createDirectorySource(dirname(path)).read(basename(path), options);
    },
  };
}

function isRemote(text: string): boolean {
  return /^https?:/i.test(text);
}

function toPath(text: string): string {
  return text.startsWith('file:') ? fileURLToPath(text) : text;
}
