/** One event of a run as one line of its log: the request and its status, without bodies and without secrets. */
import type { InstallPlan, PlannedRequest } from '#core/model/generated.ts';
import type { InstallEvent } from '#core/model/install.ts';

const SPARED = {
  skipped: 'not sent, the same is there already',
  adopted: 'not sent, what is there is used as you decided',
  found: 'not sent again, it was done although its answer was lost',
  done: 'not sent again, it was done before',
} as const;

/** Undefined for what only moves a bar. */
export function logLine(plan: InstallPlan, event: InstallEvent): string | undefined {
  switch (event.type) {
    case 'step-started':
      return `Step ${event.step} begins: ${labelOf(plan, event.step)}`;
    case 'request-sent':
      return `${addressOf(plan, event)}: sent`;
    case 'request-progress':
      return undefined;
    case 'request-waiting':
      return `${addressOf(plan, event)}: answered ${event.status}, waiting until ${new Date(event.until).toISOString()}`;
    case 'request-answered':
      return `${addressOf(plan, event)}: answered ${event.status}`;
    case 'request-spared':
      return `${addressOf(plan, event)}: ${SPARED[event.outcome]}`;
    case 'step-done':
      return `Step ${event.step} is done${event.job ? `: job ${event.job.name}` : ''}`;
    case 'handoff':
      return `Step ${event.step}: the job is filled for the portal’s submission page`;
    case 'failed':
      return `Stopped at step ${event.step}: ${event.error.code}: ${event.error.message}`;
    case 'done':
      return `All steps are done; receipt ${event.receipt.id}`;
  }
}

function labelOf(plan: InstallPlan, step: number): string {
  return plan.steps.find(({ number }) => number === step)?.label ?? '';
}

function addressOf(plan: InstallPlan, event: { step: number; request: string }): string {
  const request = requestOf(plan, event.step, event.request);
  return request ? `${event.request} ${request.method} ${request.url}` : event.request;
}

function requestOf(plan: InstallPlan, step: number, id: string): PlannedRequest | undefined {
  return plan.steps
    .find(({ number }) => number === step)
    ?.requests.find((request) => request.id === id);
}
