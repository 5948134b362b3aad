/** Versions that are no semantic ones, so that their order is a guess. */
import type { Check } from '../model.ts';

const SEMANTIC = /^\d+(?:\.\d+){1,3}(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

export const versionForm: Check = {
  name: 'version-form',
  title: 'A version is not a semantic one',
  severity: 'info',
  release({ document, at, version }, tell) {
    if (SEMANTIC.test(version)) return;
    const message = `The version "${version.slice(0, 64)}" is not like 1.2.3 or 1.2.3-rc.1, so which one is newer is a guess of each reader.`;
    tell(document, { message, path: [...at, 'version'] });
  },
};
