/** Answers of the last install of a package for the form of another version: step for step, however these are numbered now. */
import type { Receipt, ReceiptStep } from '#core/model/generated.ts';
import type { Answers, StepForm } from '#core/model/install.ts';
import type { InstallName } from '#flows/install-journal.ts';

/** `receipts` newest first. A receipt out of a file proves nothing and fills nothing in. */
export function formerAnswers(
  receipts: readonly Receipt[],
  install: InstallName,
  forms: readonly StepForm[],
): { version: string; answers: Answers } | undefined {
  const former = receipts.find(
    ({ market, package: { name }, outcome, importedAt }) =>
      market === install.market &&
      name === install.package.name &&
      (outcome === 'done' || outcome === 'undone') &&
      importedAt === undefined,
  );
  if (!former) return undefined;
  const kinds = new Map<string, number>();
  const answers: Answers = {};
  for (const form of forms) {
    const kind = `${form.package.name} ${form.type}`;
    const nth = kinds.get(kind) ?? 0;
    kinds.set(kind, nth + 1);
    const step = sameKind(former.steps, form)[nth];
    const values = step && former.answers[step.number];
    if (values) answers[form.number] = values as Answers[string];
  }
  return { version: former.package.version, answers };
}

/** Steps of the same kind of the same package, in their order. */
function sameKind(steps: readonly ReceiptStep[], { package: of, type }: StepForm): ReceiptStep[] {
  return steps.filter((step) => step.package.name === of.name && step.type === type);
}
