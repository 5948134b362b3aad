/** One field of a job step together with the place in the job protocol that it writes. */
import type { Field, FieldValue } from '../../model/install.ts';
import type { ActionPlace, Arguments } from '../action-type.ts';
import type { JsonObject } from '../json.ts';

export interface JobField {
  field: Field;
  /** Writes the value into the job; gives in words what is wrong with it instead. */
  write(job: JsonObject, value: FieldValue): string | undefined;
}

/** What the fields of a job are made from. */
export interface JobSource {
  place: ActionPlace;
  arguments: Arguments;
  protocol: JsonObject;
}
