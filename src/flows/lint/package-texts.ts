/** The texts beside a package's description, and the pictures that they show. */
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { judgePictures } from '../source-pictures.ts';
import { listOf, textOf } from './fields.ts';

import type { PackageSource } from '#core/model/generated.ts';
import type { Files } from './files.ts';
import type { LintPackage } from './model.ts';

export const LICENSE = 'license.txt';
export const TEXTS = ['README.md', 'CHANGELOG.md'];

/** Names of pictures beside package.yaml that are published. */
export async function shownPictures(item: LintPackage, files: Files): Promise<Set<string>> {
  return (await judgeTexts(item, files)).pictures;
}

/** As `build` judges them; pictures themselves are not read. */
export async function judgeTexts(
  item: LintPackage,
  files: Files,
): Promise<ReturnType<typeof judgePictures>> {
  const read = new Map<string, Uint8Array>();
  for (const [path, entry] of item.entries) {
    if (path.includes('/') || entry.kind !== 'file') continue;
    const text = TEXTS.includes(path) ? await files.text(entry.path) : undefined;
    read.set(path, new TextEncoder().encode(text?.text ?? ''));
  }
  const screenshots = listOf(item.fields, 'screenshots').flatMap((shot) => {
    const file = textOf(shot, 'file');
    return file === undefined ? [] : [{ file }];
  });
  const { pictures, findings } = judgePictures({
    source: { screenshots } as unknown as PackageSource,
    files: read,
    folder: item.folder,
    limits: DEFAULT_LIMITS,
  });
  return { pictures, findings: findings.filter(({ code }) => code !== 'icon-invalid') };
}
