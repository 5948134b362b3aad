/** What a journal notes of one request: what it was, what became of it, and what the cluster said. */
import { answerText } from './cluster-answers.ts';

import type { PlannedRequest, ReceiptRequest } from '#core/model/generated.ts';
import type { Clock, ClusterResponse } from '#core/ports.ts';
import type { Outcome } from './install-decide.ts';

/** What a record keeps of its former state. */
export function past(record: ReceiptRequest | undefined): Pick<ReceiptRequest, 'sentAt'> {
  return record?.sentAt === undefined ? {} : { sentAt: record.sentAt };
}

/** A record with its answer; `hide` are texts that must not be kept. */
export function answered(
  record: ReceiptRequest,
  response: ClusterResponse,
  { clock, hide }: { clock: Pick<Clock, 'now'>; hide: readonly string[] },
): ReceiptRequest {
  const answer = answerText(response, hide);
  return {
    ...record,
    status: response.status,
    ...(answer ? { answer } : {}),
    answeredAt: timeText(clock.now()),
  };
}

/** The record of a request that was planned; what it sends is named by its digest. */
export function toRecord(request: PlannedRequest, outcome: Outcome): ReceiptRequest {
  const { id, kind, purpose, target, method, url, body, entity } = request;
  return {
    id,
    kind,
    purpose,
    target,
    method,
    url,
    outcome,
    ...(body ? { bodySha256: body.sha256, bodySize: body.size } : {}),
    ...(entity ? { entity } : {}),
  };
}

export function timeText(ms: number): string {
  return new Date(ms).toISOString();
}
