/** "Copy details": one plain text from which an administrator can act, without secrets and without anything that hides or forges lines. */
import { detailTexts } from '../messages/details.ts';
import { problemWords } from '../messages/problems.ts';
import { codeOfDetails, detailLabel } from './detail-labels.ts';
import { toLine } from './plain-text.ts';
import { redactDetail } from './redact.ts';

import type { Problem } from '#core/errors.ts';
import type { MarketConfig } from '#core/model/generated.ts';
import type { About } from '../services.ts';
import type { Redact } from './redact.ts';

/** What the problem is about, as far as the page knows. */
export interface Subject {
  market?: Pick<MarketConfig, 'id' | 'url'> | undefined;
  /** Name, and version where one was asked for. */
  package?: string | undefined;
}

export interface ReportInput {
  problem: Problem;
  subject: Subject;
  about: About | undefined;
  /** Address of the page. */
  page: string;
  /** As the browser calls itself. */
  browser: string;
  /** Milliseconds since the epoch. */
  now: number;
  redact: Redact;
}

const LONGEST = 2000;

export function composeReport(input: ReportInput): string {
  const { problem, subject, about, redact } = input;
  const { title, advice } = problemWords(problem.code);
  const { market } = subject;
  const words = detailTexts.report;
  const details = Object.entries(problem.details).map(([key, value]) => {
    const label = detailLabel(toLine(key, 100), codeOfDetails(problem));
    return line(label, String(redactDetail(redact, key, value)));
  });
  const blocks = [
    [line(words.problem, `${problem.code} – ${title}`)],
    [line(words.happened, redact(problem.message)), line(words.advice, advice)],
    details,
    [
      line(words.market, market && `${market.id}, ${withoutSecrets(market.url, redact)}`),
      line(words.package, subject.package),
      line(words.page, withoutSecrets(input.page, redact)),
    ],
    [
      line(words.plugin, about?.pluginVersion),
      line(words.portal, about?.portalVersion),
      line(words.cluster, about && withoutSecrets(about.cluster, redact)),
      line(words.browser, input.browser),
      line(words.time, new Date(input.now).toISOString()),
    ],
  ];
  const texts = blocks.map((block) => block.filter((each) => each !== undefined).join('\n'));
  return `${texts.filter((text) => text !== '').join('\n\n')}\n`;
}

function line(label: string, value: string | undefined): string | undefined {
  const text = value === undefined ? '' : toLine(value, LONGEST);
  return text === '' ? undefined : `${label}: ${text}`;
}

/** Parts of a query that this plugin knows; what a portal or a market adds beside them may give access. */
const PLAIN_QUERY = new Set(['index', 'q', 'category', 'market']);

/** An address without password and without the values of queries that are not ours. */
function withoutSecrets(address: string, redact: Redact): string {
  if (!URL.canParse(address)) return redact(address);
  const url = new URL(address);
  url.username = '';
  url.password = '';
  for (const name of new Set(url.searchParams.keys())) {
    if (!PLAIN_QUERY.has(name)) url.searchParams.set(name, '-');
  }
  return redact(url.href);
}
