/** Trust 8: judges a plan as a whole before anything of it is sent; whoever made it, the executor sends nothing but what it says. */
import { sha256 } from '#core/digest.ts';
import { MarketError } from '#core/errors.ts';

import type { InstallPlan, PlannedRequest, PlanStep } from '#core/model/generated.ts';
import type { ClusterName, Secrets } from '#core/model/install.ts';
import type { Clusters } from '#core/ports.ts';

/** Where the requests of each cluster may go, below its base. */
const API: Record<ClusterName, string> = { openpai: 'api/v2/', cdap: 'v3/' };

const METHODS: Record<PlannedRequest['kind'], readonly string[]> = {
  probe: ['GET'],
  write: ['POST', 'PUT', 'DELETE'],
  undo: ['POST', 'PUT', 'DELETE'],
};

/** Headers that say who asks, where to, or how the bytes travel: the platform's and the adapter's own. */
const RESERVED =
  /^(authorization|cookie2?|host|origin|referer|connection|content-length|transfer-encoding|te|trailer|upgrade|expect|keep-alive|via|date|dnt|accept-encoding|(proxy|sec|access-control)-.*|x-http-method.*|x-method-override)$/i;
const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}$/;
/** Printable ASCII: what every server reads alike. */
const HEADER_VALUE = /^[\x20-\x7e]*$/;

/** `..` between slashes that stand encoded: parsers leave it, but a proxy that decodes them climbs. */
const HIDDEN_CLIMB = /(?:\/|%2f|%5c)(?:\.|%2e){2}(?:\/|%2f|%5c|$)/i;

/** Throws `plan-refused`. */
export function assertPlan(plan: InstallPlan, clusters: Clusters): void {
  if (plan.format !== 'pai-market-plan/2') throw refused('has another format');
  const ids = new Set<string>();
  let last = 0;
  for (const step of plan.steps) {
    if (!Number.isInteger(step.number) || step.number <= last) {
      throw refused(`has step ${step.number} out of order`);
    }
    last = step.number;
    for (const request of [...step.requests, ...step.undo]) {
      if (ids.has(request.id)) throw refused(`has two requests ${request.id}`);
      ids.add(request.id);
      assertPlace(step, request);
      assertRequest(request, { bases: plan.clusters, clusters });
    }
  }
}

export interface RequestPlace {
  /** Base addresses that the plan or receipt was made for. */
  bases: InstallPlan['clusters'];
  clusters: Clusters;
}

/** Throws `plan-refused` for a request that leaves its cluster's API, or is not what it says it is. */
export function assertRequest(request: PlannedRequest, { bases, clusters }: RequestPlace): void {
  const { id, target, url, kind, method, body } = request;
  const cluster = clusters[target];
  if (!cluster) throw refused(`asks ${target}, which is not configured (request ${id})`);
  if (bases[target] !== cluster.base) {
    throw refused(`was made for ${bases[target] ?? 'no cluster'}, not for ${cluster.base}`);
  }
  if (!isInside(url, `${cluster.base}${API[target]}`)) {
    throw refused(`leads out of ${cluster.base}${API[target]} (request ${id})`);
  }
  if (!METHODS[kind].includes(method)) throw refused(`has ${kind} ${id} with method ${method}`);
  for (const [name, value] of Object.entries(request.headers)) {
    if (!HEADER_NAME.test(name) || RESERVED.test(name) || !HEADER_VALUE.test(value)) {
      throw refused(`has the header ${name.slice(0, 64)} in request ${id}`);
    }
  }
  if (body && kind === 'probe') throw refused(`has a probe with a body (request ${id})`);
  if (body?.kind !== 'text') return;
  const bytes = new TextEncoder().encode(body.text);
  if (bytes.length !== body.size || sha256(bytes) !== body.sha256) {
    throw refused(`has another body than its digest says (request ${id})`);
  }
}

/** Throws `plan-refused` where a request that may be sent lacks a secret. */
export function assertSecrets(steps: readonly PlanStep[], secrets: Secrets): void {
  for (const { number, requests } of steps) {
    for (const { body } of requests) {
      const slots = body?.kind === 'text' ? body.secrets : [];
      const missing = slots.find(({ name }) => typeof secrets[number]?.[name] !== 'string');
      if (!missing) continue;
      throw new MarketError(
        'plan-refused',
        `The secret ${missing.name} of step ${number} was not given. Secrets are not kept: type it again.`,
        { details: { step: number, field: missing.name } },
      );
    }
  }
}

/** Only addresses in their final form: with `..` inside, one that begins so may lead elsewhere. */
function isInside(url: string, prefix: string): boolean {
  if (!url.startsWith(prefix) || HIDDEN_CLIMB.test(url) || url.includes('#')) return false;
  try {
    return new URL(url).href === url;
  } catch {
    // No address at all.
    return false;
  }
}

/** Probes decide about writes of their own step, undos take back such; both by their names. */
function assertPlace({ number, requests, undo }: PlanStep, request: PlannedRequest): void {
  const { id, kind, decides = [], undoes } = request;
  const isUndo = kind === 'undo';
  if (!id.startsWith(`${number}.`) || isUndo !== undo.includes(request)) {
    throw refused(`has the request ${id} in the wrong place`);
  }
  const writes = requests.flatMap((each, at) =>
    each.kind === 'write' ? [{ id: each.id, at }] : [],
  );
  const own = requests.indexOf(request);
  const isLater = (name: string) => writes.some((write) => write.id === name && write.at > own);
  if (decides.length > 0 && (kind !== 'probe' || !decides.every(isLater))) {
    throw refused(`has the request ${id}, which decides about what is not there`);
  }
  if (isUndo && !writes.some((write) => write.id === undoes)) {
    throw refused(`has the request ${id}, which takes back what is not there`);
  }
}

function refused(problem: string): MarketError {
  return new MarketError('plan-refused', `The plan ${problem}. Nothing was sent.`);
}
