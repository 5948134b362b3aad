/** One field of a job step together with the place in the job protocol that it writes and reads. */
import type { Field, FieldValue } from '../../model/install.ts';
import type { ActionPlace, Arguments } from '../action-type.ts';
import type { JsonObject } from '../json.ts';

export interface JobField {
  field: Field;
  /** Writes the value into the job; gives in words what is wrong with it instead. */
  write(job: JsonObject, value: FieldValue): string | undefined;
  /** The value that makes what stands in the job; undefined if none does, or only another kind of field could say it. */
  read(job: JsonObject): FieldValue | undefined;
}

/** What the fields of a job are made from. */
export interface JobSource {
  place: ActionPlace;
  arguments: Arguments;
  /** The package's, or the one that the user made of it. */
  protocol: JsonObject;
  /** Of an edited protocol: the package's. What is fixed comes from it, and defaults of arguments count no more: they stood in the text that was edited. */
  original?: JsonObject;
}
