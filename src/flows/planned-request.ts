/** Sends one planned request and judges its answer; Trust 8: what is sent is what the plan says, to its cluster only. */
import { digest } from '#core/digest.ts';
import { MarketError } from '#core/errors.ts';
import { fillSecrets, refusalOf } from '#core/plan/index.ts';
import { clusterRefusal } from './cluster-answers.ts';

import type { BytesBody, PlannedAnswer, PlannedRequest, PlanStep } from '#core/model/generated.ts';
import type { Cluster, Clusters, ClusterResponse } from '#core/ports.ts';

/** Finds the bytes of a body by its source. Rejects with `MarketError`. */
export type FindBytes = (body: BytesBody, signal?: AbortSignal) => Promise<Uint8Array>;

/** The bytes or the text of a request, checked and with its secrets: ready to leave. */
export async function fillBody(
  { id, body }: PlannedRequest,
  world: {
    secrets: Readonly<Record<string, string>>;
    bodies: FindBytes;
    signal?: AbortSignal | undefined;
  },
): Promise<string | Uint8Array | undefined> {
  if (!body) return undefined;
  if (body.kind === 'text') return fillSecrets(body, world.secrets);
  const bytes = await world.bodies(body, world.signal);
  const found = bytes.length === body.size ? await digest(bytes) : `${bytes.length} bytes`;
  if (found === body.sha256) return bytes;
  throw new MarketError(
    'plan-refused',
    `The file ${body.source.file} is not the one of the plan, so it was not sent.`,
    { details: { request: id, file: body.source.file, expected: body.sha256, found } },
  );
}

export interface SendOptions {
  clusters: Clusters;
  body?: string | Uint8Array | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((sent: number, total: number) => void) | undefined;
}

/** Throws what the port throws where nothing answers. */
export function sendPlanned(
  { target, method, url, headers }: PlannedRequest,
  { clusters, body, signal, onProgress }: SendOptions,
): Promise<ClusterResponse> {
  const request = {
    method,
    url,
    headers,
    ...(body === undefined ? {} : { body }),
    signal,
    onProgress,
  };
  return clusterOf(clusters, target).send(request);
}

function clusterOf(clusters: Clusters, target: PlannedRequest['target']): Cluster {
  const cluster = clusters[target];
  if (cluster) return cluster;
  throw new MarketError('plan-refused', `The plan asks ${target}, which is not configured.`);
}

/** What the plan says that a status means; undefined for a failure. */
export function meaningOf(
  { answers }: PlannedRequest,
  status: number,
): PlannedAnswer['means'] | undefined {
  return answers.find((answer) => answer.status === status)?.means;
}

/** The error for an answer that is a failure; `hide` are texts that must not appear in it. */
export function failureOf(
  step: Pick<PlanStep, 'type'> & PlanStep,
  request: PlannedRequest,
  { response, hide }: { response: ClusterResponse; hide: readonly string[] },
): MarketError {
  const { status } = response;
  const refusal = clusterRefusal(response, request.purpose, { hide, target: request.target });
  const meant = status === 401 ? undefined : refusalOf(step, request, status);
  if (!meant) return refusal;
  return new MarketError(meant.code, meant.message, { details: refusal.details });
}
