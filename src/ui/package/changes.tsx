/** What differs between two versions, part by part; each part only where there is something to tell. */
import { isUnchanged } from '#core/find/index.ts';
import { packageTexts } from '../messages/package.ts';
import { formatBytes } from '../parts/format.ts';
import { TEXT_LIMITS, toLine, toParagraph, toVisibleJson } from '../parts/plain-text.ts';
import { Sentence } from '../parts/sentence.tsx';
import { amountText } from './amounts.ts';
import { describeActions } from './what-happens.ts';

import type { Change, SpecChanges, StepArgument, StepChange } from '#core/find/index.ts';
import type { Action } from '#core/model/generated.ts';
import type { ReactNode } from 'react';
import type { Resource } from './resources.ts';

/** So many changes of one part are drawn. */
const SHOWN = 200;

export function ChangeView({ changes }: { changes: SpecChanges }): ReactNode {
  const words = packageTexts.changes;
  if (isUnchanged(changes)) return <p>{words.none}</p>;
  const { steps, files, needs, ranges, license, dependencies } = changes;
  return (
    <div className="pm-changes">
      <Part title={words.parts.steps} items={steps}>
        {(change, at) => <StepItem key={at} change={change} />}
      </Part>
      <Part title={words.parts.needs} items={needs}>
        {(change) => (
          <Item key={change.name} change={change} empty={words.empty}>
            {(amount) => amountText(change.name as Resource, amount)}
          </Item>
        )}
      </Part>
      <Part title={words.parts.ranges} items={ranges}>
        {(change) => (
          <Item key={change.name} change={change} name={nameOf(change)} empty={words.any}>
            {(range) => <code>{toLine(range, TEXT_LIMITS.label)}</code>}
          </Item>
        )}
      </Part>
      <Part title={words.parts.license} items={license}>
        {(change) => <LicenseItem key={change.name} change={change} />}
      </Part>
      <Part title={words.parts.dependencies} items={dependencies}>
        {(change) => (
          <Item key={change.name} change={change} name={toLine(change.name, TEXT_LIMITS.label)}>
            {(version) => toLine(version, TEXT_LIMITS.label)}
          </Item>
        )}
      </Part>
      <Part title={words.parts.words} items={changes.words}>
        {(change) => (
          <Item key={change.name} change={change} name={nameOf(change)} empty={words.empty}>
            {(text) => <bdi>{toParagraph(text, TEXT_LIMITS.paragraph)}</bdi>}
          </Item>
        )}
      </Part>
      <Part title={words.parts.files} items={files} counts={countsOf(files)}>
        {(change) => (
          <Item key={change.name} change={change} name={<FileName name={change.name} />}>
            {({ size }) => formatBytes(size)}
          </Item>
        )}
      </Part>
    </div>
  );
}

interface PartProps<Each> {
  title: string;
  items: readonly Each[];
  counts?: string;
  children: (item: Each, at: number) => ReactNode;
}

function Part<Each>({ title, items, counts, children }: PartProps<Each>): ReactNode {
  if (items.length === 0) return null;
  const rest = items.length - SHOWN;
  return (
    <section>
      <h3 className="pm-part-title">{title}</h3>
      {counts !== undefined && <p className="pm-soft">{counts}</p>}
      <ul className="pm-change-list">{items.slice(0, SHOWN).map(children)}</ul>
      {rest > 0 && <p className="pm-soft">{packageTexts.more(rest)}</p>}
    </section>
  );
}

type Kind = keyof typeof packageTexts.changes.kinds;

function kindOf({ before, after }: { before?: unknown; after?: unknown }): Kind {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}

interface ItemProps<Value> {
  change: Change<Value>;
  /** What it is about, before its values. */
  name?: ReactNode;
  /** Stands for a missing value; without it that something came or went is all that is said. */
  empty?: string;
  children: (value: Value) => ReactNode;
}

function Item<Value>({ change, name, empty, children }: ItemProps<Value>): ReactNode {
  const kind = kindOf(change);
  const [only] = [change.after ?? change.before].filter((value) => value !== undefined);
  const both = kind === 'changed' || empty !== undefined;
  const show = (value: Value | undefined) => (value === undefined ? empty : children(value));
  return (
    <li>
      <KindChip kind={kind} />
      <span>
        {name !== undefined && <span className="pm-change-name">{name}</span>}
        {both ? (
          <FromTo before={show(change.before)} after={show(change.after)} />
        ) : (
          <span className="pm-soft">{only !== undefined && children(only)}</span>
        )}
      </span>
    </li>
  );
}

function KindChip({ kind }: { kind: Kind }): ReactNode {
  return <span className={`pm-chip pm-change-${kind}`}>{packageTexts.changes.kinds[kind]}</span>;
}

function FromTo({ before, after }: { before: ReactNode; after: ReactNode }): ReactNode {
  return (
    <span className="pm-from-to">
      <Sentence
        words={packageTexts.changes.fromTo}
        parts={{ before: <del>{before}</del>, after: <ins>{after}</ins> }}
      />
    </span>
  );
}

function FileName({ name }: { name: string }): ReactNode {
  return <bdi className="pm-file-name">{toLine(name)}</bdi>;
}

function LicenseItem({ change }: { change: Change<string> }): ReactNode {
  const words = packageTexts.changes;
  if (change.name === 'text') {
    return (
      <li>
        <KindChip kind={kindOf(change)} />
        <span>{words.licenseText}</span>
      </li>
    );
  }
  return (
    <Item change={change} empty={packageTexts.facts.notStated}>
      {(id) => toLine(id, TEXT_LIMITS.label)}
    </Item>
  );
}

function StepItem({ change }: { change: StepChange }): ReactNode {
  const { before, after } = change;
  const [there] = [after ?? before].filter((each) => each !== undefined);
  if (!there) return null;
  const words = packageTexts.changes;
  const moved = before && after && before.number !== after.number ? before.number : undefined;
  const number =
    moved === undefined ? words.step(there.number) : words.stepWas(there.number, moved);
  return (
    <li>
      <KindChip kind={kindOf(change)} />
      <span>
        <span className="pm-change-name">{number}</span>
        <StepWords action={there.action} />
        {before && after && before.action.label !== after.action.label && (
          <span className="pm-change-line">
            <span className="pm-change-name">{words.names.label}</span>
            <FromTo before={labelOf(before.action)} after={labelOf(after.action)} />
          </span>
        )}
        {change.arguments.length > 0 && (
          <ul className="pm-change-arguments">
            {change.arguments.map((each) => (
              <Item
                key={each.name}
                change={each}
                name={toLine(each.name, TEXT_LIMITS.label)}
                empty={words.empty}
              >
                {(value) => <ArgumentValue argument={value} tellAsked={tellsAsked(each)} />}
              </Item>
            ))}
          </ul>
        )}
      </span>
    </li>
  );
}

function StepWords({ action }: { action: Action }): ReactNode {
  const [step] = describeActions([action]);
  if (!step) return null;
  return (
    <span>
      <Sentence
        words={step.label ? packageTexts.what.labelled : '{text}'}
        parts={{ label: <bdi>{toLine(step.label ?? '')}</bdi>, text: toLine(step.text) }}
      />
    </span>
  );
}

function labelOf({ label, type }: Action): ReactNode {
  return <bdi>{toLine(label ?? type, TEXT_LIMITS.label)}</bdi>;
}

/** Only where it is among what changed. */
function tellsAsked({ before, after }: Change<StepArgument>): boolean {
  return before !== undefined && after !== undefined && before.asked !== after.asked;
}

function ArgumentValue(props: { argument: StepArgument; tellAsked: boolean }): ReactNode {
  const { value, asked } = props.argument;
  const words = packageTexts.changes;
  const text = toLine(typeof value === 'string' ? value : toVisibleJson(value ?? null));
  const told = asked ? words.asked : words.fixed;
  return <bdi>{props.tellAsked ? told(text) : text}</bdi>;
}

function nameOf({ name }: Change<unknown>): string {
  const { names } = packageTexts.changes;
  return Object.hasOwn(names, name) ? names[name as keyof typeof names] : name;
}

function countsOf(changes: readonly Change<unknown>[]): string {
  const words = packageTexts.changes.counts;
  const told = (['added', 'removed', 'changed'] as const).flatMap((kind) => {
    const count = changes.filter((change) => kindOf(change) === kind).length;
    return count > 0 ? [words[kind](count)] : [];
  });
  return told.join(packageTexts.comma);
}
