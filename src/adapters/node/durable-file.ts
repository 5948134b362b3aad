/** Writes a file so that after a crash the old bytes or the new ones are there, whole. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The new file takes the place of the old one once its bytes are on the disk. Throws what the file system throws. */
export async function writeDurably(
  file: string,
  bytes: Uint8Array | string,
  mode = 0o666,
): Promise<void> {
  const fresh = `${file}.${randomBytes(6).toString('hex')}.new`;
  try {
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(fresh, 'wx', mode);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(fresh, file);
  } catch (cause) {
    await rm(fresh, { force: true });
    throw cause;
  }
}
