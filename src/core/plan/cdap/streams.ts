/** Requests about one stream, for the steps that create it and that load data into it. */
import { cdapEntity, cdapUrl } from './cdap-step.ts';
import { undo, write } from './requests.ts';

import type { Entity, PlannedRequest, TextBody } from '../../model/generated.ts';
import type { CdapStep } from './cdap-step.ts';

/**
 * Request 2 of a step; CDAP leaves a stream that is there as it is. `entity` is given where the step is about the stream
 * itself: one that only needs it to be there does not disagree with the step that says how it is.
 */
export function createStreamRequest(
  step: CdapStep,
  stream: string,
  { body, entity }: { body?: TextBody | undefined; entity?: Entity } = {},
): PlannedRequest {
  return write(step, 2, {
    purpose: `Creating stream ${stream}`,
    method: 'PUT',
    url: cdapUrl(step, ['streams', stream]),
    ...(body ? { headers: { 'Content-Type': 'application/json' }, body } : {}),
    repeat: 'safe',
    ...(entity ? { entity } : {}),
  });
}

export function deleteStreamRequest(step: CdapStep, stream: string): PlannedRequest {
  return undo(step, 2, {
    purpose: `Deleting stream ${stream} with all events in it`,
    url: cdapUrl(step, ['streams', stream]),
    entity: cdapEntity(step, 'stream', stream),
  });
}
