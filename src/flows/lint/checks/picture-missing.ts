/** Pictures that README.md or CHANGELOG.md show and the package does not have. */
import { judgeTexts } from '../package-texts.ts';

import type { Check } from '../model.ts';

export const pictureMissing: Check = {
  name: 'picture-missing',
  title: 'A text shows a picture that the package does not have',
  severity: 'warning',
  async package(item, tell, { files }) {
    const { findings } = await judgeTexts(item, files);
    for (const { file, message, code } of findings) {
      const document = code === 'file-missing' ? await files.text(file) : undefined;
      if (!document) continue;
      const address = /the picture "(.*?)", which/.exec(message)?.[1] ?? '';
      const start = document.text.indexOf(address);
      const range =
        start < 0 || address === '' ? { start: 0, end: 0 } : { start, end: start + address.length };
      tell(document, { message, range });
    }
  },
};
