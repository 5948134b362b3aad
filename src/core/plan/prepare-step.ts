/** One action with all that it needs as a step that can be shown, and planned once it is answered. */
import { actionType } from './actions/index.ts';
import { ignoredArguments, readArguments } from './arguments.ts';

import type { StepFile } from '../model/install.ts';
import type { ActionPlace, ActionType, Arguments, PreparedStep } from './action-type.ts';
import type { SourceStep, WizardInput } from './wizard.ts';

type Dress = (step: PreparedStep) => PreparedStep;

/** Throws what `ActionType.prepare` throws. */
export function prepareStep(input: WizardInput, source: SourceStep, number: number): PreparedStep {
  const { action } = source;
  const type = actionType(action.type, number);
  const place = { number, type: type.type };
  const args = readArguments(type, action, number);
  const { name, version } = source.package;
  const prepared = type.prepare({
    ...place,
    package: source.package,
    label: action.label,
    arguments: args,
    facts: input.facts,
    files: source.files,
    externals: source.externals,
    components: source.components,
    check: input.check,
    tag: `marketplace:${input.market}/${name}@${version}`,
  });
  const files = stepFiles(source, type, { place, args });
  const ignored = ignoredArguments(type, args);
  const dress: Dress = (step) => ({
    ...step,
    form: {
      ...step.form,
      files,
      document: step.document !== undefined,
      texts: ignored.length > 0 ? [...step.form.texts, ignoredText(ignored)] : step.form.texts,
    },
    ...(step.withProtocol ? { withProtocol: dressEdited(step, dress) } : {}),
  });
  return dress(prepared);
}

function dressEdited(step: PreparedStep, dress: Dress): NonNullable<PreparedStep['withProtocol']> {
  return (protocol) => {
    const edited = step.withProtocol?.(protocol);
    if (!edited) throw new Error('the step has no protocol');
    return edited.ok ? { ok: true, step: dress(edited.step) } : edited;
  };
}

function stepFiles(
  source: SourceStep,
  type: ActionType,
  { place, args }: { place: ActionPlace; args: Arguments },
): StepFile[] {
  const { name, version } = source.package;
  return (type.files?.(place, args) ?? []).flatMap(({ argument, file }) => {
    const found = source.files.get(file);
    if (!found) return [];
    return [{ argument, package: `${name}@${version}`, file, size: found.size }];
  });
}

/** D06: said, and never read. */
function ignoredText(names: readonly string[]): string {
  return `The package gives arguments that are not known here and are ignored: ${names.join(', ')}.`;
}
