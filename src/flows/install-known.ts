/** What receipts of this browser know about things on the clusters: whose bytes lie there, as far as we put them there. */
import type { Entity, InstallPlan, Receipt, ReceiptRequest } from '#core/model/generated.ts';

/** Whether the newest that is known of an entity is that an install of this market wrote exactly these bytes. */
export type Known = (entity: Entity | undefined, bodySha256: string | undefined) => boolean;

/**
 * Only receipts of the same user, market and cluster count, and none that came out of a file: what others did, or say
 * that they did, is for the user to judge. Answers by the newest write to the thing, whatever install did it; one that
 * was taken back, or whose outcome nobody knows, makes it unknown.
 */
export function createKnown(
  { user, market, clusters }: Pick<InstallPlan, 'user' | 'market' | 'clusters'>,
  receipts: readonly Receipt[],
): Known {
  const newest = new Map<string, { at: string; request: ReceiptRequest }>();
  for (const receipt of receipts) {
    if (receipt.user !== user || receipt.market !== market) continue;
    if (receipt.importedAt !== undefined) continue;
    for (const request of receipt.steps.flatMap((step) => step.requests)) {
      const base = receipt.clusters[request.target];
      if (!touches(request) || base === undefined || base !== clusters[request.target]) continue;
      const key = keyOf(request.entity);
      const at = request.answeredAt ?? request.sentAt ?? receipt.finishedAt;
      if ((newest.get(key)?.at ?? '') <= at) newest.set(key, { at, request });
    }
  }
  return (entity, bodySha256) => {
    const request = entity && newest.get(keyOf(entity))?.request;
    if (!request || bodySha256 === undefined || request.bodySha256 !== bodySha256) return false;
    return request.outcome === 'done' || request.outcome === 'found';
  };
}

/** Writes that happened or may have; the spared ones and the refused ones changed nothing. */
function touches(request: ReceiptRequest): request is ReceiptRequest & { entity: Entity } {
  const outcomes = ['done', 'found', 'undone', 'unknown'];
  return request.kind === 'write' && !!request.entity && outcomes.includes(request.outcome);
}

function keyOf({ target, kind, namespace = '', name, version = '' }: Entity): string {
  return JSON.stringify([target, kind, namespace, name, version]);
}
