/** An install plan and what became of it, as text. */
import type { InstallPlan, PlannedRequest, PlanStep } from '#core/model/generated.ts';
import type { Field, InstallEvent, StepForm } from '#core/model/install.ts';

/** Every request as it will be sent; secrets are placeholders, the token is left out. */
export function planText(plan: InstallPlan): string {
  const { name, version } = plan.package;
  const lines = [
    `${name} ${version} of market ${plan.market}, for ${plan.user} on ${plan.cluster}`,
    ...plan.summary,
    ...plan.steps.flatMap(stepLines),
  ];
  return `${lines.join('\n')}\n`;
}

/** What the publisher wants read: the paragraphs of informational steps. */
export function readingText(forms: readonly StepForm[]): string {
  return forms
    .filter(({ texts }) => texts.length > 0)
    .flatMap(({ number, label, texts }) => [
      `read in step ${number}, ${label}:`,
      ...texts.flatMap((text) => text.split('\n').map((line) => `  ${line}`)),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

/** What an answers file may say: the fields with their defaults. */
export function fieldsText(forms: readonly StepForm[]): string {
  const lines = forms.flatMap(({ number, fields }) => [
    ...(fields.length > 0 ? ['', `Fields of step ${number} for --answers:`] : []),
    ...fields.map(fieldLine),
  ]);
  return lines.map((line) => `${line}\n`).join('');
}

function fieldLine({ id, label, kind, required, readOnly, default: value }: Field): string {
  const given = kind === 'secret' || value === '' ? undefined : JSON.stringify(value);
  const remark = readOnly ? ', fixed' : required && given === undefined ? ', required' : '';
  return `  ${id} (${label}): ${kind}${remark}${given === undefined ? '' : `, ${given}`}`;
}

/** One line on stderr for what happens; undefined for what needs none. */
export function eventLine(event: InstallEvent, plan: InstallPlan): string | undefined {
  if (event.type === 'step-started') {
    const step = plan.steps.find(({ number }) => number === event.step);
    return `step ${event.step}: ${step?.label ?? ''}\n`;
  }
  if (event.type === 'request-answered') {
    const requests = plan.steps.flatMap((step) => step.requests);
    const purpose = requests.find(({ id }) => id === event.request)?.purpose ?? '';
    return `  ${event.request} ${purpose}: ${event.status}\n`;
  }
  return undefined;
}

function stepLines(step: PlanStep): string[] {
  const handoff = step.handoff
    ? [
        '  For the portal’s submission page:',
        ...indent(JSON.stringify(step.handoff.protocol, null, 2)),
      ]
    : [];
  return [
    '',
    `Step ${step.number}: ${step.label}`,
    `  ${step.summary}`,
    ...step.requests.flatMap(requestLines),
    ...handoff,
  ];
}

function requestLines({
  id,
  purpose,
  method,
  url,
  headers,
  body,
  expect,
}: PlannedRequest): string[] {
  return [
    `  ${id} ${method} ${url}`,
    `      ${purpose}; expects ${expect.join(' or ')}`,
    ...Object.entries(headers).map(([name, value]) => `      ${name}: ${value}`),
    ...(body ? [`      ${body.size} bytes, SHA-256 ${body.sha256}`, ...indent(body.text)] : []),
  ];
}

function indent(text: string): string[] {
  return text.split('\n').map((line) => `      ${line}`);
}
