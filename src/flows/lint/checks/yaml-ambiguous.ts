/** Values that readers of YAML take differently. */
import { fixOf } from '#core/lint/index.ts';
import { pathOfPointer } from '../pointer.ts';

import type { Check, Edit, Path, SourceDocument } from '../model.ts';

export const yamlAmbiguous: Check = {
  name: 'yaml-ambiguous',
  title: 'Readers of YAML take a value differently',
  severity: 'warning',
  fixable: true,
  component({ document, parsed }, tell) {
    if (/\.json$/i.test(document.file)) return;
    for (const { path: pointer, message } of parsed.warnings) {
      const path = pathOfPointer(pointer);
      const words = message.replace(/^Line \d+: t/, 'T').replace(/^Line \d+: /, '');
      const edit = quoted(document, path);
      tell(document, { message: words, path, ...fixOf(edit, 'the value is quoted') });
    }
  },
};

/** Only what the cluster takes for text: quoting anything else would change the job. */
function quoted(document: SourceDocument, path: Path): Edit | undefined {
  let value = document.value;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step))
      return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  const scalar = document.scalar(path);
  if (typeof value !== 'string' || !scalar || scalar.source !== value) return undefined;
  return { ...scalar, text: JSON.stringify(value) };
}
