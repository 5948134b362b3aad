/** Reads one package folder: what package.yaml or spec.json says, its actions, and the files that they may name. */
import { isFileName } from '#core/read/index.ts';
import { asObject, listOf, own, textOf } from './fields.ts';

import type { Action } from '#core/model/generated.ts';
import type { TreeEntry } from '#core/ports.ts';
import type { Files } from './files.ts';
import type { ActionArgumentSource, ActionSource, LintPackage, Path } from './model.ts';

const ARCHIVE = 'archive/';

interface PackageFolder {
  /** Ends in a slash; empty for the source itself. */
  folder: string;
  entries: readonly TreeEntry[];
  files: Files;
  /** Path of the source, whose last segments may say what a package at its top is. */
  base: string;
}

/** Undefined where its description cannot be read. */
export async function loadPackage(at: PackageFolder): Promise<LintPackage | undefined> {
  const { folder, entries, files, base } = at;
  const inside = new Map(entries.map((entry) => [entry.path.slice(folder.length), entry]));
  const form = inside.has('package.yaml') ? 'source' : 'spec';
  const document = await files.data(`${folder}${form === 'source' ? 'package.yaml' : 'spec.json'}`);
  const fields = asObject(document?.value);
  if (!document || !fields) return undefined;
  const [name = '', version = ''] = `${base}/${folder}`
    .split('/')
    .filter((part) => part !== '')
    .slice(-2);
  return {
    ...{ folder, form, document, fields, at: [] },
    name: textOf(fields, 'name') ?? name,
    version: textOf(fields, 'version') ?? version,
    actions: listOf(fields, 'actions').flatMap((action, at) => readAction(action, at)),
    files: namedFiles(inside),
    entries: inside,
  };
}

/** Those of the archive; in a package without one, all that lies flat beside the description. */
function namedFiles(inside: ReadonlyMap<string, TreeEntry>): Map<string, TreeEntry> {
  const plain = [...inside].filter(([, { kind }]) => kind === 'file');
  const archived = plain.filter(([path]) => path.startsWith(ARCHIVE));
  if (archived.length > 0) {
    return new Map(archived.map(([path, entry]) => [path.slice(ARCHIVE.length), entry]));
  }
  return new Map(plain.filter(([path]) => isFileName(path)));
}

function readAction(value: unknown, at: number): ActionSource[] {
  const type = textOf(value, 'type');
  if (type === undefined) return [];
  const path: Path = ['actions', at];
  const given = listOf(value, 'arguments');
  const found = given.flatMap((each, number) => readArgument(each, [...path, 'arguments', number]));
  const label = textOf(value, 'label');
  const whole = found.length === given.length;
  return [
    {
      ...{ number: at + 1, path, type, arguments: found },
      action: {
        type,
        ...(label === undefined ? {} : { label }),
        arguments: (whole ? given : []) as NonNullable<Action['arguments']>,
      },
    },
  ];
}

function readArgument(value: unknown, path: Path): ActionArgumentSource[] {
  const name = textOf(value, 'name');
  if (name === undefined) return [];
  const key = own(value, 'value') === undefined ? 'default' : 'value';
  return [{ name, value: own(value, key), path: [...path, key] }];
}
