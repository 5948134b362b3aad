/** Addresses in the texts of packages, components and the files beside them. */
import { eachText } from './fields.ts';
import { TEXTS } from './package-texts.ts';

import type { LintWorld, Path, Release, SourceDocument } from './model.ts';
import type { TextRange } from '#core/lint/index.ts';

export interface Address {
  url: string;
  document: SourceDocument;
  path?: Path;
  range?: TextRange;
}

const URL_IN_TEXT = /\bhttps?:\/\/[^\s"'<>`\\^{}|]{1,2000}/gi;
/** What belongs to the sentence around it. */
const TRAILING = /[.,;:!?*_]+$/;
/** Placeholders of job protocols and shells. */
const UNFINISHED = /[$<>%*]|\.{3}/;

export function findAddresses(text: string): { url: string; start: number }[] {
  return [...text.matchAll(URL_IN_TEXT)].flatMap((match) => {
    let url = match[0].replace(TRAILING, '');
    // A bracket that was opened before the address closes after it.
    while (
      /[)\]]$/.test(url) &&
      count(url, url.at(-1) as string) > count(url, url.endsWith(')') ? '(' : '[')
    ) {
      url = url.slice(0, -1).replace(TRAILING, '');
    }
    return isWhole(url) ? [{ url, start: match.index }] : [];
  });
}

function count(text: string, letter: string): number {
  return text.split(letter).length - 1;
}

function isWhole(url: string): boolean {
  if (UNFINISHED.test(url)) return false;
  try {
    return new URL(url).hostname !== '';
  } catch {
    // Told by nobody: it is text that only looks like an address.
    return false;
  }
}

/** Those of releases, of actions' arguments among them. */
export function releaseAddresses({ document, at, fields }: Release): Address[] {
  const found: Address[] = [];
  eachText(fields, (text, below) => {
    for (const { url } of findAddresses(text))
      found.push({ url, document, path: [...at, ...below] });
  });
  return found;
}

/** All of a source: releases, components, README.md and CHANGELOG.md. */
export async function allAddresses(world: LintWorld): Promise<Address[]> {
  const found = [...world.packages, ...world.rows].flatMap(releaseAddresses);
  for (const { document } of world.components) {
    eachText(document.value, (text, path) => {
      for (const { url } of findAddresses(text)) found.push({ url, document, path });
    });
  }
  for (const item of world.packages) {
    for (const name of TEXTS) {
      const entry = item.entries.get(name);
      const document = entry && (await world.files.text(entry.path));
      if (!document) continue;
      for (const { url, start } of findAddresses(document.text)) {
        found.push({ url, document, range: { start, end: start + url.length } });
      }
    }
  }
  return found;
}
