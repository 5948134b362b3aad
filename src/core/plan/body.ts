/** Bodies of planned requests: secrets stand in them as placeholders and are put in by position at the moment of sending. */
import { sha256 } from '../digest.ts';
import { MarketError } from '../errors.ts';
import { copyJson, fromPointer, isObject, own, setOwn, toJsonText } from './json.ts';

import type { SecretSlot, TextBody } from '../model/generated.ts';
import type { Json } from './json.ts';

/** What stands in a plan for the secret with this key. */
export function placeholder(key: string): string {
  return `<secret: ${key}>`;
}

/** The body for a value whose secrets are placeholders already. Size and digest are over this form. */
export function planBody(value: Json, secrets: SecretSlot[] = []): TextBody {
  const text = toJsonText(value);
  const bytes = new TextEncoder().encode(text);
  return { kind: 'text', text, sha256: sha256(bytes), size: bytes.length, secrets };
}

/**
 * The text that is sent. Trust 8: each secret goes to the one place that its slot names; the same
 * placeholder text elsewhere in the body stays text. Throws `internal` for a slot that names no string or has no secret.
 */
export function fillSecrets(body: TextBody, secrets: Readonly<Record<string, string>>): string {
  if (body.secrets.length === 0) return body.text;
  const value = copyJson(JSON.parse(body.text) as object);
  for (const slot of body.secrets) {
    const secret = Object.hasOwn(secrets, slot.name) ? secrets[slot.name] : undefined;
    if (secret === undefined) throw slotError(slot, 'its value was not given');
    const path = fromPointer(slot.pointer);
    const last = path.pop();
    let parent: Json | undefined = value;
    for (const key of path) parent = own(parent, key);
    if (last === undefined || !isObject(parent) || typeof own(parent, last) !== 'string') {
      throw slotError(slot, 'the body has no such place');
    }
    setOwn(parent, last, secret);
  }
  return toJsonText(value);
}

function slotError(slot: SecretSlot, reason: string): MarketError {
  return new MarketError(
    'internal',
    `The secret ${slot.name} could not be put into the request: ${reason}.`,
    { details: { field: slot.name } },
  );
}
