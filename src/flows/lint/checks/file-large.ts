/** Packages that readers refuse for their size. */
import type { Check } from '../model.ts';

/** Above this an install on a slow line takes minutes. */
const MUCH = 256 * 1024 * 1024;

export const fileLarge: Check = {
  name: 'file-large',
  title: 'A package or one of its files is too large',
  severity: 'error',
  package({ document, entries, files, folder, form }, tell, { limits }) {
    const texts: Record<string, number> = {
      'README.md': limits.readmeBytes,
      'CHANGELOG.md': limits.readmeBytes,
      'license.txt': limits.licenseBytes,
      'package.yaml': limits.specBytes,
    };
    for (const [path, { path: whole, size }] of entries) {
      const most = Object.hasOwn(texts, path) ? (texts[path] ?? 0) : limits.zipEntryBytes;
      if (size <= most) continue;
      tell(whole, { message: `${whole} has ${size} bytes; readers take at most ${most}.` });
    }
    const total = [...files.values()].reduce((sum, { size }) => sum + size, 0);
    if (form === 'source' && total > limits.zipTotalBytes) {
      const message = `${folder || 'This folder'} has ${total} bytes in all; readers unpack at most ${limits.zipTotalBytes}.`;
      tell(document, { message, path: [] });
    } else if (total > MUCH) {
      const message = `${folder || 'This folder'} has ${total} bytes in all, which take minutes to install. Large data is better kept in a storage of the cluster.`;
      tell(document, { message, path: [], severity: 'info' });
    }
    if (files.size <= limits.zipEntries) return;
    const message = `${folder || 'This folder'} has ${files.size} files; readers take at most ${limits.zipEntries}.`;
    tell(document, { message, path: [] });
  },
};
