/** Pictures of a package source: screenshots, and what README and change log show; they lie beside package.yaml. */
import { fileOfAddress } from '#core/picture-address.ts';
import { isFileName, readPackagePicture } from '#core/read/index.ts';
import { toFinding, warning } from './findings.ts';

import type { Limits } from '#core/limits.ts';
import type { PackageSource } from '#core/model/generated.ts';
import type { Finding } from '#core/model/publish.ts';

const PICTURE = /^[^/]+\.(?:png|jpe?g|gif|webp)$/i;
/** In Markdown: `![words](address "title")` and `![words](<address>)`; an address may have brackets in pairs. */
const SHOWN =
  /!\[[^\]\n]{0,1000}\]\(\s{0,9}(?:<([^<>\n]{1,1000})>|((?:[^\s()]|\([^\s()]{0,1000}\))+))/g;
/** `[words]: address`, which `![words]` shows, and links lead to. */
const DEFINED = /^ {0,3}\[[^\]\n]{1,1000}\]:[ \t]{0,9}(?:<([^<>\n]{1,1000})>|(\S+))/gm;
const ESCAPED = /\\([!-/:-@[-`{-~])/g;
const ICONS = ['icon.png', 'icon.jpg'];

/** Whether a file beside package.yaml is one of a kind that can be a picture. */
export function mayBePicture(path: string): boolean {
  return PICTURE.test(path) && isFileName(path);
}

interface PictureSource {
  source: PackageSource;
  /** Files beside package.yaml, pictures among them, by name. */
  files: ReadonlyMap<string, Uint8Array>;
  /** Path of the version's folder, ends in a slash. */
  folder: string;
  limits: Limits;
}

/** Which of the files are published as pictures, and what is wrong with them. */
export function judgePictures({ source, files, folder, limits }: PictureSource): {
  pictures: Set<string>;
  findings: Finding[];
} {
  const screenshots = (source.screenshots ?? []).map(({ file }) => file);
  const texts = ['README.md', 'CHANGELOG.md'].map((file) => {
    const text = textOf(files.get(file));
    return { file, shown: addressesIn(text, SHOWN), defined: addressesIn(text, DEFINED) };
  });
  const named = texts.flatMap(({ shown, defined }) => [...shown, ...defined]);
  const wanted = new Set([...screenshots, ...named.map((address) => fileOfAddress(address))]);
  const pictures = new Set(
    [...files.keys()].filter((name) => wanted.has(name) && mayBePicture(name)),
  );
  const findings = [
    ...screenshots.flatMap((file) => screenshotFindings(file, pictures, folder)),
    ...texts.flatMap((text) => textFindings(text, pictures, folder)),
    ...[...pictures].flatMap((file) => pictureFindings(file, { files, folder, limits })),
  ];
  return { pictures, findings };
}

/** Without blocks of code. */
function textOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes).replace(/^ {0,3}(`{3,}|~{3,})[\s\S]*?^ {0,3}\1/gm, '');
}

/** As a reader of Markdown takes them, each once. */
function addressesIn(text: string, pattern: RegExp): string[] {
  const found = [...text.matchAll(pattern)].map(([, bracketed, plain]) => bracketed ?? plain ?? '');
  return [...new Set(found.map((address) => address.replace(ESCAPED, '$1')))];
}

function screenshotFindings(
  name: string,
  pictures: ReadonlySet<string>,
  folder: string,
): Finding[] {
  if (pictures.has(name)) return [];
  const file = `${folder}package.yaml`;
  const message = mayBePicture(name)
    ? `${file} names the screenshot "${name}", which is not in ${folder}.`
    : `${file} names the screenshot "${name}", which must be a PNG, JPEG, GIF or WebP picture beside package.yaml.`;
  return [{ severity: 'error', code: 'source-invalid', file, message }];
}

/** A text without one of its pictures is still a text. */
function textFindings(
  { file: name, shown }: { file: string; shown: string[] },
  pictures: ReadonlySet<string>,
  folder: string,
): Finding[] {
  const file = `${folder}${name}`;
  return shown
    .filter((address) => !isThere(address, pictures))
    .map((address) => {
      const message = `${file} shows the picture "${address.slice(0, 200)}", which readers leave out: only pictures beside package.yaml, named without a folder, belong to the package.`;
      return warning('file-missing', file, message);
    });
}

function isThere(address: string, pictures: ReadonlySet<string>): boolean {
  const name = fileOfAddress(address);
  return name !== undefined && (pictures.has(name) || ICONS.includes(name));
}

function pictureFindings(
  name: string,
  { files, folder, limits }: Omit<PictureSource, 'source'>,
): Finding[] {
  const bytes = files.get(name);
  if (!bytes || ICONS.includes(name)) return [];
  try {
    readPackagePicture(bytes, name, limits);
    return [];
  } catch (thrown) {
    return [toFinding(thrown, `${folder}${name}`)];
  }
}
