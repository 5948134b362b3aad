/** What is in the way of a plan, or of unknown outcome, and what the user may decide about it. */
import { useId } from 'react';

import { installTexts } from '../messages/install.ts';
import { told } from '../messages/sentences.ts';
import { toParagraph } from '../parts/plain-text.ts';

import type { InstallPlan, PlannedRequest } from '#core/model/generated.ts';
import type { Decisions, ProbeFinding } from '#core/model/install.ts';
import type { ReactNode } from 'react';

type Choice = Decisions[string];

export interface ChoiceGroupsProps {
  plan: InstallPlan;
  findings: ProbeFinding[];
  decisions: Decisions;
  onDecide: (request: string, choice: Choice) => void;
  disabled: boolean;
  /** "Run" was pressed and waits for the choices. */
  asked?: boolean;
}

/** Nothing is chosen beforehand: each is the user's own word. */
export function ChoiceGroups(props: ChoiceGroupsProps): ReactNode {
  return props.findings
    .filter(({ choices }) => choices.length > 0)
    .map((finding) => <ChoiceGroup key={finding.request} {...props} finding={finding} />);
}

function ChoiceGroup(props: ChoiceGroupsProps & { finding: ProbeFinding }): ReactNode {
  const { plan, finding, decisions, onDecide, disabled, asked = false } = props;
  const name = useId();
  const request = plan.steps
    .flatMap((step) => step.requests)
    .find(({ id }) => id === finding.request);
  return (
    <fieldset className="pm-choice" data-request={finding.request}>
      <legend dir="auto">{toParagraph(told(finding.words))}</legend>
      {asked && decisions[finding.request] === undefined && (
        <p className="pm-field-error">{installTexts.plan.choice.open}</p>
      )}
      {finding.choices.map((choice) => (
        <label key={choice} className="pm-check-line">
          <input
            type="radio"
            name={name}
            checked={decisions[finding.request] === choice}
            disabled={disabled}
            onChange={() => onDecide(finding.request, choice)}
          />
          <span dir="auto">{choiceWords(choice, finding, request)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** What is done to it differs: streams get more events, pipelines become others. */
function asSentence(words: string): string {
  const text = toParagraph(told(words));
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function choiceWords(
  choice: Choice,
  { choices }: ProbeFinding,
  request: PlannedRequest | undefined,
): string {
  const { again, replace, happened, adopt } = installTexts.plan.choice;
  if (choice === 'again') return again;
  if (choice === 'replace') return asSentence(request?.present?.replace ?? replace);
  return choices.includes('again') ? happened : adopt;
}
