/** Sources for the command line: an address is read over HTTP, anything else is a path of the local disk: a folder, or a copy in one zip file. */
import { statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { createDirectorySource } from './directory-source.ts';
import { createZipSource } from './zip-source.ts';

import type { Source, Sources } from '#core/ports.ts';

/** `remote` serves http and https. */
export function createNodeSources(remote: Sources): Sources {
  return {
    open: (base) => (isRemote(base) ? remote.open(base) : openPath(toPath(base))),
    fetch(url, options) {
      if (isRemote(url)) return remote.fetch(url, options);
      const path = toPath(url);
      return createDirectorySource(dirname(path)).read(basename(path), options);
    },
  };
}

function openPath(path: string): Source {
  const isZip = /\.zip$/i.test(path) && !statSync(path, { throwIfNoEntry: false })?.isDirectory();
  return isZip ? createZipSource(path) : createDirectorySource(path);
}

function isRemote(text: string): boolean {
  return /^https?:/i.test(text);
}

function toPath(text: string): string {
  return text.startsWith('file:') ? fileURLToPath(text) : text;
}
