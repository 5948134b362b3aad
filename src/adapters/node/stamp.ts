/** What the disk says of a file without reading it. */
import type { Stats } from 'node:fs';
import type { StampedEntry } from '#core/publisher-ports.ts';

/** Two stamps are the same only when nobody wrote the file between them, or within one tick of the disk's clock. */
export function toStamped(path: string, stats: Stats): StampedEntry {
  const isFile = stats.isFile();
  return {
    path,
    kind: isFile
      ? 'file'
      : stats.isDirectory()
        ? 'folder'
        : stats.isSymbolicLink()
          ? 'link'
          : 'other',
    size: isFile ? stats.size : 0,
    // Numbers of this kind are exact to a quarter of a microsecond; clocks of disks tick in milliseconds.
    stamp: isFile ? `${stats.size} ${stats.mtimeMs} ${stats.ctimeMs} ${stats.ino}` : '',
    written: stats.mtimeMs,
    changed: stats.ctimeMs,
  };
}
