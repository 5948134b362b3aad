/** One planned request: what it is for, what becomes of it, and all of its bytes. */
import { installTexts } from '../messages/install.ts';
import { told } from '../messages/sentences.ts';
import { Fact } from '../parts/fact.tsx';
import { Digest } from '../parts/fingerprint.tsx';
import { formatBytes, formatExactBytes } from '../parts/format.ts';
import { toLine, toParagraph, toVisibleJson } from '../parts/plain-text.ts';
import { Sentence } from '../parts/sentence.tsx';

import type { PlannedAnswer, PlannedRequest, PlanStep } from '#core/model/generated.ts';
import type { ProbeFinding } from '#core/model/install.ts';
import type { ReactNode } from 'react';

export interface RequestPreviewProps {
  request: PlannedRequest;
  step: PlanStep;
  findings: ProbeFinding[];
}

export function RequestPreview(props: RequestPreviewProps): ReactNode {
  const { request } = props;
  const { method, url, headers, body, answers } = request;
  const names = Object.entries(headers);
  const fate = fateOf(props);
  const words = installTexts.plan.request;
  const purpose = toParagraph(told(request.purpose));
  return (
    <details className="pm-request" data-fate={fate?.kind}>
      <summary>
        <code className="pm-method">{method}</code> <code className="pm-url">{url}</code>
        <span className="pm-request-purpose" dir="auto">
          {body ? words.purpose(purpose, formatBytes(body.size)) : purpose}
          {fate && <strong className="pm-fate"> {words.fate[fate.words]}</strong>}
        </span>
      </summary>
      <dl className="pm-facts">
        {names.length > 0 && (
          <Fact title={words.headers}>
            {names.map(([name, value]) => (
              <code key={name} className="pm-header-line">
                {name}: {value}
              </code>
            ))}
          </Fact>
        )}
        <Fact title={words.answers}>{words.allAnswers(answers.map(answerWords))}</Fact>
        <Decides {...props} />
        {body && <BodyFacts body={body} />}
      </dl>
      {body?.kind === 'text' && (
        <pre tabIndex={0} aria-label={words.bodyText}>
          {readable(body.text)}
        </pre>
      )}
    </details>
  );
}

type Body = NonNullable<PlannedRequest['body']>;

function BodyFacts({ body }: { body: Body }): ReactNode {
  const words = installTexts.plan.request;
  return (
    <>
      {body.kind === 'bytes' && (
        <Fact title={words.body}>
          {fileWords(body)}
          {body.source.url && (
            <Sentence
              words={words.fromAddress}
              parts={{ address: <code>{body.source.url}</code> }}
            />
          )}
        </Fact>
      )}
      <Fact title={words.sha256}>
        <Digest value={body.sha256} />
      </Fact>
      {body.kind === 'text' && body.secrets.length > 0 && (
        <Fact title={words.secrets}>
          {words.secretNames(
            body.secrets.map((secret) => toLine(secret.name.replace(/^secrets\./, ''))),
          )}
        </Fact>
      )}
    </>
  );
}

function fileWords({ source, size }: Extract<Body, { kind: 'bytes' }>): string {
  const { fileOf, fileOfUser } = installTexts.plan.request;
  const file = toLine(source.file);
  const bytes = formatExactBytes(size);
  return source.from === 'user'
    ? fileOfUser(file, bytes)
    : fileOf(file, source.package ?? '', bytes);
}

function answerWords({ status, means }: PlannedAnswer): string {
  const words = installTexts.plan.request;
  return words.answerMeans(status, words.means[means]);
}

function Decides({ request, step }: RequestPreviewProps): ReactNode {
  const { decides = [], present } = request;
  if (decides.length === 0) return null;
  const writes = step.requests.filter(({ id }) => decides.includes(id));
  const compared = present?.compare?.map(({ words, pointer }) => told(words ?? pointer)) ?? [];
  const words = installTexts.plan.request;
  return (
    <Fact title={words.decides}>
      {words.decidesList(writes.map(({ purpose }) => toParagraph(told(purpose))))}
      {compared.length > 0 && <span className="pm-fact-line">{words.compared(compared)}</span>}
    </Fact>
  );
}

/** Whether the request would not be sent, because what it makes is there. */
export function isSpared(props: RequestPreviewProps): boolean {
  const kind = fateOf(props)?.kind;
  return kind === 'skip' || kind === 'own';
}

interface Fate {
  kind: 'skip' | 'own' | 'ask' | 'absent';
  words: 'reads' | 'ask' | 'own' | 'skip';
}

/** What the probe that decides about this write found, as far as it was asked. */
function fateOf({ request, step, findings }: RequestPreviewProps): Fate | undefined {
  if (request.kind === 'probe') return { kind: 'absent', words: 'reads' };
  const probe = step.requests.find(({ decides }) => decides?.includes(request.id));
  const found = findings.find((each) => each.request === (probe?.id ?? request.id));
  if (!found) return undefined;
  if (found.choices.length > 0) return { kind: 'ask', words: 'ask' };
  if (found.state === 'own') return { kind: 'own', words: 'own' };
  if (found.state === 'absent') return undefined;
  return { kind: 'skip', words: 'skip' };
}

/** Laid out for reading where that is the same document to the byte but for its spaces; else as it is sent. */
function readable(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    const same = [JSON.stringify(value), JSON.stringify(value, null, 2)];
    return same.includes(text.trim()) ? toVisibleJson(value) : text;
  } catch {
    // No JSON: YAML, or a header's text.
    return text;
  }
}
