/** Requests about one stream, for the steps that create it and that load data into it. */
import { cdapEntity, cdapUrl } from './cdap-step.ts';
import { undo, write } from './requests.ts';

import type { PlannedRequest, TextBody } from '../../model/generated.ts';
import type { CdapStep } from './cdap-step.ts';

/** Request 2 of a step; CDAP leaves a stream that is there as it is. */
export function createStreamRequest(
  step: CdapStep,
  stream: string,
  body?: TextBody,
): PlannedRequest {
  return write(step, 2, {
    purpose: `Creating stream ${stream}`,
    method: 'PUT',
    url: cdapUrl(step, ['streams', stream]),
    ...(body ? { headers: { 'Content-Type': 'application/json' }, body } : {}),
    repeat: 'safe',
    entity: cdapEntity(step, 'stream', stream),
  });
}

export function deleteStreamRequest(step: CdapStep, stream: string): PlannedRequest {
  return undo(step, 2, {
    purpose: `Deleting stream ${stream} with all events in it`,
    url: cdapUrl(step, ['streams', stream]),
    entity: cdapEntity(step, 'stream', stream),
  });
}
