/** The jar of a step: a file of the package, one from elsewhere, or one that the user brings. */
import { MarketError } from '../../errors.ts';
import { argumentError, integerArgument, textArgument } from '../arguments.ts';
import { byteSize } from '../words.ts';
import { fieldId } from './fields.ts';
import { neededFile } from './files.ts';
import { packageBody } from './requests.ts';

import type { BytesBody } from '../../model/generated.ts';
import type { Field, FieldError, FieldValue, FileValue } from '../../model/install.ts';
import type {
  ActionPlace,
  ArgumentRule,
  Arguments,
  NeededExternal,
  NeededFile,
  PlanExternal,
  Values,
} from '../action-type.ts';
import type { CdapStep } from './cdap-step.ts';

export interface Jar {
  /** File name, without folders. */
  name: string;
  body: BytesBody;
  /** Such as "(1.2 MB)", or "(1.2 MB from https://downloads.example.org)". */
  words: string;
}

export interface JarSource {
  /** Where the user brings it. */
  field?: Field;
  /** File name, where it is known before the user brings one. */
  name?: string;
  texts: string[];
  read(values: Values, errors: FieldError[]): Jar | undefined;
}

export const EXTERNAL_ARGUMENTS: readonly ArgumentRule[] = [
  {
    name: 'externalJar',
    type: 'text',
    help: 'Address of a jar of somebody else, on an origin that the market allows.',
  },
  {
    name: 'externalArchive',
    type: 'text',
    help: 'Address of a zip archive of somebody else with the jar in it.',
  },
  {
    name: 'externalArchiveSignature',
    type: 'text',
    help: 'Address of a detached OpenPGP signature of that archive.',
  },
  { name: 'externalArchiveJar', type: 'text', help: 'Path of the jar in that archive.' },
  {
    name: 'externalKey',
    type: 'text',
    help: 'Armored certificate that the signature is judged by.',
  },
  {
    name: 'sha256',
    type: 'text',
    help: 'SHA-256 of the file from elsewhere, 64 lower-case hexadecimal digits.',
  },
  { name: 'size', type: 'integer', help: 'Its size in bytes.' },
];

/** The jar among the package's files. `brought`: the user may bring it where the package lacks it. Throws `action-argument`. */
export function neededJar(place: ActionPlace, args: Arguments, brought: boolean): NeededFile[] {
  const more = brought ? { optional: true } : {};
  return neededFile(place, args, { argument: 'jar', role: 'bytes', ...more });
}

/** The file from elsewhere that the arguments name. Throws `action-argument` where they do not go together. */
export function neededExternal(place: ActionPlace, args: Arguments): NeededExternal | undefined {
  const jarUrl = textArgument(place, args, 'externalJar');
  const archiveUrl = textArgument(place, args, 'externalArchive');
  const [first, second] = ['jar', 'externalJar', 'externalArchive'].filter(
    (name) => textArgument(place, args, name) !== undefined,
  );
  if (first !== undefined && second !== undefined) {
    throw argumentError(place, second, `cannot stand beside "${first}"`);
  }
  const pins = readPins(place, args);
  if (jarUrl !== undefined) return { kind: 'jar', url: jarUrl, ...pins };
  if (archiveUrl === undefined) return undefined;
  const jar = textArgument(place, args, 'externalArchiveJar');
  if (jar === undefined || jar === '') {
    throw argumentError(place, 'externalArchiveJar', 'must name the jar in the archive');
  }
  const signatureUrl = textArgument(place, args, 'externalArchiveSignature');
  const key = textArgument(place, args, 'externalKey');
  return {
    kind: 'archive',
    url: archiveUrl,
    jar,
    ...pins,
    ...(signatureUrl === undefined ? {} : { signatureUrl }),
    ...(key === undefined ? {} : { key }),
  };
}

function readPins(place: ActionPlace, args: Arguments): Pick<NeededExternal, 'sha256' | 'size'> {
  const sha256 = textArgument(place, args, 'sha256');
  const size = integerArgument(place, args, 'size');
  // R32: no other spelling of a digest.
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/.test(sha256)) {
    throw argumentError(place, 'sha256', 'must be 64 lower-case hexadecimal digits');
  }
  if (size !== undefined && size <= 0) throw argumentError(place, 'size', 'must be above 0');
  return { ...(sha256 === undefined ? {} : { sha256 }), ...(size === undefined ? {} : { size }) };
}

/** Throws `action-argument`, and `action-file` where the package lacks a jar that users cannot bring. */
export function jarSource(step: CdapStep, brought: boolean): JarSource {
  const { input, place } = step;
  const named = textArgument(place, input.arguments, 'jar');
  const found = named === undefined ? undefined : input.files.get(named);
  if (found) {
    const name = lastSegment(found.name);
    const jar = { name, body: packageBody(input, found), words: `(${byteSize(found.size)})` };
    return { name, texts: [], read: () => jar };
  }
  const external = neededExternal(place, input.arguments);
  if (external) return externalSource(step, external.url);
  if (brought) return userSource(step, named);
  const what =
    named === undefined ? 'names no jar' : `names ${named}, which the package does not have`;
  throw new MarketError(
    'action-file',
    `Step ${place.number} (${place.type}) of the package ${what}.`,
    { details: { step: place.number, type: place.type, ...(named ? { file: named } : {}) } },
  );
}

function externalSource(step: CdapStep, url: string): JarSource {
  const external = step.input.externals.get(url);
  // A step is prepared only after its files were fetched and checked.
  if (!external) throw new MarketError('internal', `The file from ${url} was not loaded.`);
  const { origin } = new URL(external.url);
  const name = lastSegment(external.file);
  const words = `(${byteSize(external.size)} from ${origin})`;
  const jar = { name, body: externalBody(step, external), words };
  return { name, texts: [`The jar ${name} comes from ${external.url}.`], read: () => jar };
}

function externalBody({ input }: CdapStep, external: PlanExternal): BytesBody {
  const { name, version } = input.package;
  const { file, url, sha256, size } = external;
  const source = { from: 'external' as const, package: `${name}@${version}`, file, url };
  return { kind: 'bytes', source, sha256, size };
}

function userSource(step: CdapStep, named: string | undefined): JarSource {
  const argument = step.input.arguments.get('jar');
  const asked = named === undefined ? 'The package has no jar' : `The package lacks ${named}`;
  const field: Field = {
    id: fieldId('jar'),
    label: 'jar',
    kind: 'file',
    group: 'arguments',
    help: [argument?.description, `${asked}: give the file.`].filter(Boolean).join(' '),
    required: true,
    readOnly: false,
    default: '',
    accept: '.jar',
  };
  return {
    field,
    ...(named === undefined ? {} : { name: lastSegment(named) }),
    texts: [],
    read(values, errors) {
      const file = fileValue(values.get(field.id));
      if (file && file.size > 0) return userJar(file);
      const message = file ? `${file.name} is empty.` : 'jar is required: give the file.';
      errors.push({ step: step.place.number, field: field.id, message });
      return undefined;
    },
  };
}

function userJar({ name, size, sha256 }: FileValue): Jar {
  const source = { from: 'user' as const, file: name };
  return {
    name: lastSegment(name),
    body: { kind: 'bytes', source, sha256, size },
    words: `(${byteSize(size)}, your file ${name.slice(0, 120)})`,
  };
}

function fileValue(value: FieldValue | undefined): FileValue | undefined {
  return typeof value === 'object' && !Array.isArray(value) ? value : undefined;
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
