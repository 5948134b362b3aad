/** "Undo what this install created": the requests in words, one question, then what became of each. */
import { useEffect, useRef, useState } from 'react';

import { toMarketError } from '#core/errors.ts';
import { useServices } from '../services.ts';
import { partTexts } from '../messages/parts.ts';
import { told } from '../messages/sentences.ts';
import { Button } from './button.tsx';
import { CdapLogin } from './cdap-login.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorAlert } from './error-alert.tsx';
import { toParagraph } from './plain-text.ts';
import { Status } from './status.tsx';

import type { MarketError } from '#core/errors.ts';
import type { PlannedRequest, Receipt } from '#core/model/generated.ts';
import type { UndoEvent } from '#core/model/install.ts';
import type { ReactNode, RefObject } from 'react';

export interface UndoPanelProps {
  receipt: Receipt;
  /** The receipt as it is afterwards, also where only a part could be undone. */
  onEnd?: ((receipt: Receipt) => void) | undefined;
  /** Heading level of what failed; 3 if absent. */
  level?: 2 | 3 | 4;
}

/** What would be sent, the last first; empty where nothing was created or all is undone. */
function undoRequests(receipt: Receipt): PlannedRequest[] {
  // A receipt out of a file proves nothing: the executor refuses it as well.
  if (receipt.outcome === 'undone' || receipt.importedAt !== undefined) return [];
  const steps = [...receipt.steps].sort((one, other) => other.number - one.number);
  return steps.flatMap(({ requests, undo }) =>
    undo.filter(({ id, undoes }) => {
      const outcomeOf = (wanted: string | undefined) =>
        requests.find((request) => request.id === wanted)?.outcome ?? '';
      const isSent = ['done', 'absent'].includes(outcomeOf(id));
      return ['done', 'found'].includes(outcomeOf(undoes)) && !isSent;
    }),
  );
}

type Outcome = 'sent' | 'undone' | 'absent' | 'failed';

interface UndoState {
  phase: 'idle' | 'asking' | 'running' | 'ended';
  /** As the question listed them. */
  listed: PlannedRequest[];
  outcomes: Record<string, Outcome>;
  error?: MarketError | undefined;
  /** As the last event gave it; what was undone is not sent again. */
  receipt?: Receipt | undefined;
}

const IDLE: UndoState = { phase: 'idle', listed: [], outcomes: {} };

/** Draws nothing where there is nothing to undo. */
export function UndoPanel({ receipt: given, onEnd, level = 3 }: UndoPanelProps): ReactNode {
  const services = useServices();
  const [state, setState] = useState(IDLE);
  const receipt = state.receipt ?? given;
  const work = useRef<AbortController>(undefined);
  useEffect(() => () => work.current?.abort(), []);
  const panel = useKeptFocus(state.phase);
  const requests = undoRequests(receipt);
  if (state.phase === 'idle' && requests.length === 0) return null;

  const run = async () => {
    const controller = new AbortController();
    work.current = controller;
    setState({ phase: 'running', listed: requests, outcomes: {}, receipt });
    try {
      for await (const event of services.undo(receipt, controller.signal)) {
        if (controller.signal.aborted) return;
        setState((before) => followUndo(before, event));
        if ('receipt' in event) onEnd?.(event.receipt);
      }
    } catch (thrown) {
      const error = toMarketError(thrown);
      if (!controller.signal.aborted) setState((before) => ({ ...before, phase: 'ended', error }));
    }
  };

  const words = partTexts.undo;
  return (
    <div className="pm-undo" ref={panel} tabIndex={-1}>
      {state.phase === 'asking' && (
        <Dialog
          title={words.question}
          action={words.yes}
          onAction={() => void run()}
          dismiss={words.keep}
          onDismiss={() => setState({ ...IDLE, receipt: state.receipt })}
        >
          <p>{words.warning}</p>
          <UndoList requests={requests} outcomes={{}} />
        </Dialog>
      )}
      {(state.phase === 'idle' || state.phase === 'asking' || requests.length > 0) && (
        <Button
          disabled={state.phase === 'running'}
          onClick={() => setState((before) => ({ ...before, phase: 'asking' }))}
        >
          {words.button}
        </Button>
      )}
      {state.listed.length > 0 && <UndoList requests={state.listed} outcomes={state.outcomes} />}
      {/* There before its words come, so that they are read out. */}
      {state.phase !== 'idle' && <Status>{statusWords(state)}</Status>}
      {state.error?.code === 'cdap-auth' && (
        <CdapLogin
          refused={false}
          onToken={(token) => {
            services.setCdapToken(token);
            void run();
          }}
        />
      )}
      {state.error && state.error.code !== 'cdap-auth' && (
        <ErrorAlert error={state.error} level={level} />
      )}
    </div>
  );
}

/** The button that was pressed goes once all is undone; the focus stays with what is said of it. */
function useKeptFocus(phase: UndoState['phase']): RefObject<HTMLDivElement> {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const held = document.activeElement;
    const isLost = held === null || held === document.body;
    if (isLost && (phase === 'running' || phase === 'ended')) panel.current?.focus();
  }, [phase]);
  return panel;
}

function statusWords({ phase, error, outcomes }: UndoState): string {
  const words = partTexts.undo;
  if (phase === 'running') return words.running;
  if (phase !== 'ended') return '';
  if (!error) return words.done;
  const done = Object.values(outcomes).some((outcome) => outcome === 'undone');
  return done ? words.part : words.nothing;
}

function followUndo(state: UndoState, event: UndoEvent): UndoState {
  const outcome = (id: string, value: Outcome) => ({ ...state.outcomes, [id]: value });
  switch (event.type) {
    case 'undo-sent':
      return { ...state, outcomes: outcome(event.request, 'sent') };
    case 'undo-answered':
      return { ...state, outcomes: outcome(event.request, event.outcome) };
    case 'undo-failed': {
      const outcomes = outcome(event.request, 'failed');
      return { ...state, phase: 'ended', error: event.error, outcomes, receipt: event.receipt };
    }
    case 'undo-done':
      return { ...state, phase: 'ended', receipt: event.receipt };
  }
}

function UndoList(props: {
  requests: PlannedRequest[];
  outcomes: Record<string, Outcome>;
}): ReactNode {
  const { requests, outcomes } = props;
  const words = partTexts.undo;
  return (
    <ul className="pm-undo-list">
      {requests.map(({ id, purpose, method, url }) => {
        const outcome = outcomes[id];
        return (
          <li key={id} data-outcome={outcome}>
            <span dir="auto">{toParagraph(told(purpose))}</span>
            {outcome && <strong>{words.outcome(words.outcomes[outcome])}</strong>}
            <code className="pm-undo-request">
              {method} {url}
            </code>
          </li>
        );
      })}
    </ul>
  );
}
