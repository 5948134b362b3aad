/** Takes secrets out of a component file that shall lie in a repository, and leaves everything else, comments too, as it is. */
import { isMap, isPair, isScalar, isSeq, parseDocument, Scalar, visit } from 'yaml';

import { MarketError } from '#core/errors.ts';
import {
  hasSecretKey,
  isSecretName,
  isSecretReference,
  withoutPasswords,
} from '#core/secret-names.ts';

import type { Document, Node, Pair } from 'yaml';

export interface WithoutSecrets {
  text: string;
  /** Where something was taken out, such as `secrets.token`; never what it was. Empty: the text is as it came. */
  taken: string[];
}

/** Stands in the middle of texts for what was there. */
const REMOVED = 'REMOVED';
const KEY_BLOCKS =
  /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|$)/g;
/** `TOKEN=value` and `--token value` in commands. */
const ASSIGNED = /(\b[A-Za-z_][A-Za-z0-9_]{0,63})=(?:"([^"]*)"|'([^']*)'|([^\s"';|&)]+))/g;
const FLAG = /(--[a-z][a-z0-9-]{0,63})[= ](?:"([^"]*)"|'([^']*)'|([^\s"';|&)]+))/g;
/** A shorter one stands in other words by chance. */
const MIN_ELSEWHERE = 8;

type Taking = {
  taken: Set<string>;
  /** What was taken out, to be found where it stands again. */
  values: Set<string>;
};

/**
 * `text` is a YAML or JSON document that was read within the limits before. What stands below `secrets` becomes empty, a
 * password of a registry a reference to a secret, and what a name or its looks give away is taken out of all other texts.
 */
export function takeSecrets(text: string): WithoutSecrets {
  const document = parseDocument(text, { version: '1.2', keepSourceTokens: false });
  if (document.errors.length > 0) {
    throw new MarketError(
      'source-invalid',
      `The file cannot be read: ${document.errors[0]?.message}`,
    );
  }
  const taking: Taking = { taken: new Set(), values: new Set() };
  visit(document, {
    Pair: (_, pair, path) => takeFromPair(pair, [...keysOf(path), keyOf(pair)], taking),
    Scalar(_, scalar, path) {
      const keys = keysOf([...path, scalar]);
      // Values of keys were taken with their pairs; names of keys are no secrets.
      if (keys[0] === 'secrets' && isSeq(path.at(-1))) take(scalar, keys, taking);
      else takeFromText(scalar, keys, taking);
    },
  });
  addPasswords(document, taking);
  if (taking.values.size > 0) takeCopies(document, taking);
  if (taking.taken.size === 0) return { text, taken: [] };
  return { text: document.toString({ lineWidth: 0 }), taken: [...taking.taken] };
}

/** Values below `secrets`, and those whose own name says that they are secret. */
function takeFromPair({ value }: Pair, keys: string[], taking: Taking): void {
  const isSecret = keys[0] === 'secrets' ? keys.length > 1 : isSecretName(keys.at(-1) ?? '');
  if (!isSecret || !isScalar(value)) return;
  take(value, keys, taking);
}

function take(scalar: Scalar, keys: string[], { taken, values }: Taking): void {
  const text = scalar.value === null ? '' : String(scalar.value);
  if (text === '' || isSecretReference(text) || typeof scalar.value === 'boolean') return;
  taken.add(keys.join('.'));
  values.add(text.trim());
  replace(scalar, '');
}

/** Keys in armor, passwords in addresses, and what is assigned to names of secrets. */
function takeFromText(scalar: Scalar, keys: string[], { taken, values }: Taking): void {
  if (typeof scalar.value !== 'string') return;
  const before = scalar.value;
  let text = hasSecretKey(before) ? before.replace(KEY_BLOCKS, REMOVED) : before;
  text = withoutPasswords(text, REMOVED);
  for (const pattern of [ASSIGNED, FLAG]) {
    text = text.replace(pattern, (whole: string, name: string, ...found: unknown[]) => {
      const value = found.slice(0, 3).find((each) => typeof each === 'string') as string;
      if (!isSecretName(name) || value === REMOVED || isSecretReference(value)) return whole;
      values.add(value);
      return whole.slice(0, name.length + 1) + REMOVED;
    });
  }
  if (text === before) return;
  taken.add(keys.join('.'));
  replace(scalar, text);
}

/** The registry needs its password: who submits the job is asked for it. */
function addPasswords(document: Document, { taken }: Taking): void {
  const prerequisites = document.get('prerequisites');
  if (!isSeq(prerequisites)) return;
  prerequisites.items.forEach((item, index) => {
    const auth = isMap(item) ? item.get('auth') : undefined;
    if (!isMap(auth) || auth.get('password') !== '') return;
    if (!taken.has(`prerequisites.${index}.auth.password`)) return;
    const name = freeName(document);
    auth.set('password', `<% $secrets.${name} %>`);
    document.setIn(['secrets', name], '');
  });
}

function freeName(document: Document): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? 'registryPassword' : `registryPassword${number}`;
    if (!document.hasIn(['secrets', name])) return name;
  }
}

/** The same values where nothing gives them away, as in a command. */
function takeCopies(document: Document, { taken, values }: Taking): void {
  const long = [...values].filter((value) => value.length >= MIN_ELSEWHERE);
  visit(document, {
    Scalar(_, scalar, path) {
      if (typeof scalar.value !== 'string') return;
      const before = scalar.value;
      const text = long.reduce((sum, value) => sum.replaceAll(value, REMOVED), before);
      if (text === before) return;
      taken.add(keysOf([...path, scalar]).join('.'));
      replace(scalar, text);
    },
  });
}

function replace(scalar: Scalar, value: string): void {
  scalar.value = value;
  delete scalar.source;
  if (value === '') scalar.type = Scalar.QUOTE_DOUBLE;
}

function keyOf({ key }: Pair): string {
  return String(isScalar(key) ? key.value : key);
}

/** Keys and numbers that lead to a place. */
function keysOf(path: readonly (Document | Node | Pair)[]): string[] {
  return path.flatMap((each, at) => {
    if (isPair(each)) return [keyOf(each)];
    const parent = path[at - 1];
    return isSeq(parent) ? [String(parent.items.indexOf(each))] : [];
  });
}
