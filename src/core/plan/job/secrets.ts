/** One field for each secret that the protocol declares; plans hold placeholders, never values. */
import { MarketError } from '../../errors.ts';
import { placeholder } from '../body.ts';
import { isObject, own, setOwn, toPointer } from '../json.ts';

import type { SecretSlot } from '../../model/generated.ts';
import type { Field } from '../../model/install.ts';
import type { Json, JsonObject } from '../json.ts';

/** One secret: its field and the place that the protocol gives it. */
export interface JobSecret {
  field: Field;
  /** As users name it: the key, or keys joined by dots. */
  key: string;
  path: string[];
}

/** Longest slot that a plan may hold (schema of the plan). */
const MAX_ID = 256;
const MAX_POINTER = 1024;

/** The protocol's secrets, nested ones too. What the publisher wrote as their values is not used: it is public. */
export function jobSecrets(protocol: JsonObject): JobSecret[] {
  const found = secretLeaves(protocol).map(({ key, path }): JobSecret => {
    return {
      key,
      path,
      field: {
        id: `secrets.${key}`,
        label: key,
        kind: 'secret',
        group: 'secrets',
        required: true,
        readOnly: false,
        default: '',
      },
    };
  });
  const ids = new Set(found.map((each) => each.field.id));
  const tooLong = found.some(
    (each) => each.field.id.length > MAX_ID || toPointer(each.path).length > MAX_POINTER,
  );
  if (ids.size !== found.length || tooLong) {
    throw new MarketError(
      'protocol-invalid',
      'The job protocol of this package names its secrets in a way that cannot be told apart or is too long.',
    );
  }
  return found;
}

/** Where secrets stand in a protocol. */
export function secretLeaves(protocol: JsonObject): Pick<JobSecret, 'key' | 'path'>[] {
  const secrets = own(protocol, 'secrets');
  const paths = isObject(secrets) ? leaves(secrets, []) : [];
  return paths.map((path) => ({ key: path.join('.'), path: ['secrets', ...path] }));
}

/** Puts the placeholders into the job and says where they stand. */
export function placeSecrets(job: JsonObject, secrets: readonly JobSecret[]): SecretSlot[] {
  return secrets.map(({ field, key, path }) => {
    let parent: Json | undefined = job;
    for (const part of path.slice(0, -1)) parent = own(parent, part);
    if (isObject(parent)) setOwn(parent, path.at(-1) as string, placeholder(key));
    return { name: field.id, pointer: toPointer(path) };
  });
}

function leaves(object: JsonObject, above: string[]): string[][] {
  return Object.keys(object).flatMap((key) => {
    const value = own(object, key);
    const path = [...above, key];
    return isObject(value) && Object.keys(value).length > 0 ? leaves(value, path) : [path];
  });
}
