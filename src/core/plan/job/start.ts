/** Where a field of a job starts: at the publisher's argument, at the package's protocol, or at what the user made of it. */
import type { Json, JsonObject } from '../json.ts';
import type { JobSource } from './job-field.ts';

interface Start {
  /** What the publisher's argument says. */
  given: Json | undefined;
  readOnly: boolean;
  /** What stands in a protocol. */
  read(protocol: JsonObject): Json | undefined;
}

export function startOf(source: JobSource, { given, readOnly, read }: Start): Json | undefined {
  if (source.original === undefined) return given ?? read(source.protocol);
  // Security I04: what is fixed stays the publisher's, whatever the edited text says.
  return readOnly ? (given ?? read(source.original)) : read(source.protocol);
}
