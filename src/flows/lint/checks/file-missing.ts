/** Files that actions name and the package does not have. */
import { fixOf, meant, nearest, replaceValue } from '#core/lint/index.ts';
import { filesOf, pathOfValue } from '../ask.ts';
import { listOf, textOf } from '../fields.ts';

import type { Check, LintPackage, Path, Tell } from '../model.ts';

const ENDINGS: Readonly<Record<string, string | undefined>> = {
  jar: '.jar',
  config: '.json',
  protocol: '.yaml',
};

export const fileMissing: Check = {
  name: 'file-missing',
  title: 'A file that the package names is not there',
  severity: 'error',
  fixable: true,
  package(item, tell) {
    const names = [...item.files.keys()];
    for (const action of item.actions) {
      for (const { argument, file, optional } of filesOf(action)) {
        if (item.files.has(file)) continue;
        const start = `Step ${action.number} (${action.type}): its argument "${argument}"`;
        const path = pathOfValue(action, argument, file);
        const usual = ENDINGS[argument];
        tellOf(item, { file, start, path, names, usual, asked: optional === true, tell });
      }
    }
    for (const [at, shot] of listOf(item.fields, 'screenshots').entries()) {
      const file = textOf(shot, 'file');
      if (file === undefined || item.entries.has(file)) continue;
      const beside = [...item.entries.keys()].filter((path) => !path.includes('/'));
      const path = ['screenshots', at, 'file'];
      tellOf(item, {
        file,
        start: `Screenshot ${at + 1}`,
        path,
        names: beside,
        asked: false,
        tell,
      });
    }
  },
};

interface Missing {
  file: string;
  /** Begins the sentence. */
  start: string;
  path: Path;
  names: readonly string[];
  /** Ending of files for this argument. */
  usual?: string | undefined;
  /** The user is asked for it. */
  asked: boolean;
  tell: Tell;
}

function tellOf(
  item: LintPackage,
  { file, start, path, names, usual, asked, tell }: Missing,
): void {
  const near = nearestFile(file, names, usual);
  const edit = near === undefined ? undefined : replaceValue(item.document, path, near);
  const users = asked ? ' Users are asked for it.' : '';
  tell(item.document, {
    message: `${start} names the file "${file.slice(0, 255)}", which the package does not have.${users}${meant(near)}`,
    path,
    ...(asked ? { severity: 'warning' as const } : {}),
    ...fixOf(edit, `${file} becomes ${near}`),
  });
}

/** A slip of the hand, a forgotten ending, or a forgotten folder. */
function nearestFile(
  file: string,
  names: readonly string[],
  usual: string | undefined,
): string | undefined {
  const whole = names.find((name) => name === `${file}${usual}`);
  if (whole !== undefined) return whole;
  const ended = names.filter((name) => name.startsWith(`${file}.`) || name.endsWith(`/${file}`));
  return ended.length === 1 ? ended[0] : nearest(file, names);
}
