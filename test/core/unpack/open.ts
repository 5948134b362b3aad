/** Opens an archive as a test sees it: the text of each file, or the code of the refusal. */
import { expect } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { readArchive } from '#core/unpack/index.ts';
import { makeZip } from '../../fakes/zip.ts';

import type { Limits } from '#core/limits.ts';
import type { ZipEntry, ZipOptions } from '../../fakes/zip.ts';

export const FILE: ZipEntry = {
  name: 'job.yaml',
  content: 'name: hello\n'.repeat(20),
  method: 8,
};
export const UTF8 = 1 << 11;
export const DESCRIPTOR = 1 << 3;

/** Reads every file. Anything but a `MarketError` is a crash and fails the test. */
export async function open(bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<unknown> {
  try {
    const { entries } = await readArchive(bytes, { ...DEFAULT_LIMITS, ...limits });
    const texts: Record<string, string> = {};
    for (const entry of entries.values()) {
      const content = await entry.read();
      expect(content.length).toBe(entry.size);
      texts[entry.name] = new TextDecoder().decode(content);
    }
    return texts;
  } catch (error) {
    if (error instanceof MarketError) return error.code;
    throw error;
  }
}

/** The usual file with some fields changed. */
export function openChanged(entry: Partial<ZipEntry>, options?: ZipOptions): Promise<unknown> {
  return open(makeZip([{ ...FILE, ...entry }], options));
}
