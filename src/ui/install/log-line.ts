/** One event of a run as one line of its log: the request and its status, without bodies and without secrets. */
import { installTexts } from '../messages/install.ts';
import { told } from '../messages/sentences.ts';

import type { InstallPlan, PlannedRequest } from '#core/model/generated.ts';
import type { InstallEvent } from '#core/model/install.ts';

/** Undefined for what only moves a bar. */
export function logLine(plan: InstallPlan, event: InstallEvent): string | undefined {
  const { log } = installTexts.run;
  switch (event.type) {
    case 'step-started':
      return log.stepBegins(event.step, labelOf(plan, event.step));
    case 'request-sent':
      return log.sent(addressOf(plan, event));
    case 'request-progress':
      return undefined;
    case 'request-waiting':
      return log.waits(addressOf(plan, event), event.status, new Date(event.until).toISOString());
    case 'request-answered':
      return log.answered(addressOf(plan, event), event.status);
    case 'request-spared':
      return log.spared[event.outcome](addressOf(plan, event));
    case 'step-done':
      return event.job ? log.stepDoneJob(event.step, event.job.name) : log.stepDone(event.step);
    case 'handoff':
      return log.handoff(event.step);
    case 'failed':
      return log.stopped(event.step, event.error.code, event.error.message);
    case 'done':
      return log.done(event.receipt.id);
  }
}

function labelOf(plan: InstallPlan, step: number): string {
  return told(plan.steps.find(({ number }) => number === step)?.label ?? '');
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
