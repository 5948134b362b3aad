/** An install plan and what became of it, as text. */
import type { InstallPlan, PlannedRequest, PlanStep } from '#core/model/generated.ts';
import type { Field, InstallEvent, ProbeFinding, StepForm } from '#core/model/install.ts';

/** Every request as it will be sent; secrets are placeholders, the tokens are left out. */
export function planText(plan: InstallPlan): string {
  const { name, version } = plan.package;
  const { openpai, cdap } = plan.clusters;
  const clusters = [openpai, cdap].filter((base) => base !== undefined).join(' and ');
  const others = plan.packages.filter((each) => each.name !== name || each.version !== version);
  const lines = [
    `${name} ${version} of market ${plan.market}, for ${plan.user}${clusters ? ` on ${clusters}` : ''}`,
    ...(others.length > 0
      ? [`with ${others.map((each) => `${each.name} ${each.version}`).join(', ')}`]
      : []),
    ...plan.summary,
    ...plan.warnings.map((warning) => `warning: ${warning}`),
    ...plan.steps.flatMap((step) => stepLines(step, others.length > 0)),
  ];
  return `${lines.join('\n')}\n`;
}

/** What is there already, and how to decide about it; empty where nothing was found. */
export function findingsText(findings: readonly ProbeFinding[]): string {
  const told = findings.filter(({ state, choices }) => state !== 'absent' || choices.length > 0);
  if (told.length === 0) return '';
  const lines = told.flatMap(({ request, words, choices }) => [
    `  ${request}: ${words}`,
    ...(choices.length > 0
      ? [`      decide: ${choices.map((choice) => `--${choice} ${request}`).join(' or ')}`]
      : []),
  ]);
  return ['', 'On the cluster already:', ...lines].map((line) => `${line}\n`).join('');
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
  switch (event.type) {
    case 'step-started': {
      const step = plan.steps.find(({ number }) => number === event.step);
      return `step ${event.step}: ${step?.label ?? ''}\n`;
    }
    case 'request-answered':
      return `  ${event.request} ${purposeOf(event.request, plan)}: ${event.status}\n`;
    case 'request-waiting': {
      const until = new Date(event.until).toISOString();
      return `  ${event.request} the cluster asks to wait (${event.status}); sent again at ${until}\n`;
    }
    case 'request-spared':
      return `  ${event.request} ${purposeOf(event.request, plan)}: ${SPARED[event.outcome]}\n`;
    default:
      return undefined;
  }
}

const SPARED: Record<Extract<InstallEvent, { type: 'request-spared' }>['outcome'], string> = {
  skipped: 'not sent, the same is there already',
  adopted: 'not sent, what is there is used',
  found: 'not sent again, the cluster has it',
  done: 'done before',
};

function purposeOf(id: string, plan: InstallPlan): string {
  const requests = plan.steps.flatMap((step) => step.requests);
  return requests.find((request) => request.id === id)?.purpose ?? '';
}

function stepLines(step: PlanStep, several: boolean): string[] {
  const handoff = step.handoff
    ? [
        '  For the portal’s submission page:',
        ...indent(JSON.stringify(step.handoff.protocol, null, 2)),
      ]
    : [];
  const { name, version } = step.package;
  return [
    '',
    `Step ${step.number}: ${step.label}${several ? ` (${name} ${version})` : ''}`,
    `  ${step.summary}`,
    ...step.requests.flatMap(requestLines),
    ...handoff,
    ...undoLines(step),
  ];
}

function undoLines({ undo }: PlanStep): string[] {
  if (undo.length === 0) return [];
  return [
    '  Only when it is to be undone:',
    ...undo.map(({ id, method, url }) => `  ${id} ${method} ${url}`),
  ];
}

function requestLines(request: PlannedRequest): string[] {
  const { id, purpose, method, url, headers, body } = request;
  return [
    `  ${id} ${method} ${url}`,
    `      ${purpose}; ${answersText(request)}`,
    ...Object.entries(headers).map(([name, value]) => `      ${name}: ${value}`),
    ...(body ? [`      ${body.size} bytes, SHA-256 ${body.sha256}`, ...bodyLines(body)] : []),
  ];
}

function answersText({ answers, decides = [] }: PlannedRequest): string {
  const words = answers.map(({ status, means }) => `${status} ${MEANS[means]}`).join(', ');
  return decides.length > 0 ? `${words}; decides about ${decides.join(', ')}` : words;
}

const MEANS: Record<PlannedRequest['answers'][number]['means'], string> = {
  done: 'means done',
  absent: 'means that it is not there',
  present: 'means that it is there already',
};

function bodyLines(body: NonNullable<PlannedRequest['body']>): string[] {
  if (body.kind === 'text') return indent(body.text);
  const { from, file, package: of, url } = body.source;
  const places = { package: `of ${of}`, external: `from ${url}`, user: 'of yours' };
  return [`      the file ${file} ${places[from]}`];
}

function indent(text: string): string[] {
  return text.split('\n').map((line) => `      ${line}`);
}
