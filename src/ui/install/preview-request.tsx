/** One planned request: what it is for, what becomes of it, and all of its bytes. */
import { Fact } from '../parts/fact.tsx';
import { Digest } from '../parts/fingerprint.tsx';
import { formatBytes, formatExactBytes } from '../parts/format.ts';
import { toLine, toParagraph, toVisibleJson } from '../parts/plain-text.ts';

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
  return (
    <details className="pm-request" data-fate={fate?.kind}>
      <summary>
        <code className="pm-method">{method}</code> <code className="pm-url">{url}</code>
        <span className="pm-request-purpose" dir="auto">
          {toParagraph(request.purpose)}
          {body ? `, ${formatBytes(body.size)}` : ''}
          {fate && <strong className="pm-fate"> {fate.words}</strong>}
        </span>
      </summary>
      <dl className="pm-facts">
        {names.length > 0 && (
          <Fact title="Headers">
            {names.map(([name, value]) => (
              <code key={name} className="pm-header-line">
                {name}: {value}
              </code>
            ))}
          </Fact>
        )}
        <Fact title="Answers">{answers.map(answerWords).join('; ')}; any other stops here</Fact>
        <Decides {...props} />
        {body && <BodyFacts body={body} />}
      </dl>
      {body?.kind === 'text' && (
        <pre tabIndex={0} aria-label="Body of the request">
          {readable(body.text)}
        </pre>
      )}
    </details>
  );
}

function BodyFacts({ body }: { body: NonNullable<PlannedRequest['body']> }): ReactNode {
  return (
    <>
      {body.kind === 'bytes' && (
        <Fact title="Body">
          The file {toLine(body.source.file)}{' '}
          {body.source.from === 'user' ? 'that you gave' : `of ${body.source.package ?? ''}`},{' '}
          {formatExactBytes(body.size)}
          {body.source.url && (
            <>
              {' '}
              from <code>{body.source.url}</code>
            </>
          )}
        </Fact>
      )}
      <Fact title="SHA-256 of the body">
        <Digest value={body.sha256} />
      </Fact>
      {body.kind === 'text' && body.secrets.length > 0 && (
        <Fact title="Secrets put in on sending">
          {body.secrets.map((secret) => toLine(secret.name.replace(/^secrets\./, ''))).join(', ')}
        </Fact>
      )}
    </>
  );
}

const MEANS: Record<PlannedAnswer['means'], Record<PlannedRequest['kind'], string>> = {
  done: { probe: 'done', write: 'done', undo: 'undone' },
  absent: { probe: 'not there yet', write: 'not there', undo: 'gone already' },
  present: { probe: 'there already', write: 'there already', undo: 'still there' },
};

function answerWords({ status, means }: PlannedAnswer): string {
  return `${status} means ${MEANS[means].write}`;
}

function Decides({ request, step }: RequestPreviewProps): ReactNode {
  const { decides = [], present } = request;
  if (decides.length === 0) return null;
  const writes = step.requests.filter(({ id }) => decides.includes(id));
  const compared = present?.compare?.map(({ words, pointer }) => words ?? pointer) ?? [];
  return (
    <Fact title="It only reads, and decides about">
      {writes.map(({ purpose }) => toParagraph(purpose)).join('; ')}
      {compared.length > 0 && <span className="pm-fact-line">Compared: {compared.join(', ')}</span>}
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
  words: string;
}

/** What the probe that decides about this write found, as far as it was asked. */
function fateOf({ request, step, findings }: RequestPreviewProps): Fate | undefined {
  if (request.kind === 'probe') return { kind: 'absent', words: '(only reads)' };
  const probe = step.requests.find(({ decides }) => decides?.includes(request.id));
  const found = findings.find((each) => each.request === (probe?.id ?? request.id));
  if (!found) return undefined;
  if (found.choices.length > 0) return { kind: 'ask', words: '– you decide above' };
  if (found.state === 'own') return { kind: 'own', words: '– done before, not sent again' };
  if (found.state === 'absent') return undefined;
  return { kind: 'skip', words: '– would be skipped: it is there already' };
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
