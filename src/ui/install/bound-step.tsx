/** Fields and plan of the wizard bound to its process: what the form and an install that goes on have in common. */
import { useServices } from '../services.ts';
import { StepFields } from './form-view.tsx';
import { PlanPreview } from './preview.tsx';

import type { InstallPlan } from '#core/model/generated.ts';
import type { FieldError, StepForm } from '#core/model/install.ts';
import type { ReactNode } from 'react';
import type { FormState } from './state-form.ts';
import type { InstallWizard } from './wizard.ts';

interface Bound {
  form: FormState;
  wizard: InstallWizard;
}

export interface BoundFieldsProps extends Bound {
  step: StepForm;
  /** Of this step's answers. */
  errors: FieldError[];
  /** No input for now, beside the time in which the cluster is asked. */
  closed?: boolean;
}

/** The fields of one step with its answers; key it by the step's number. */
export function BoundFields({ form, wizard, step, errors, closed }: BoundFieldsProps): ReactNode {
  const services = useServices();
  const { prepared, answers, refusal } = form;
  const { number } = step;
  return (
    <StepFields
      step={step}
      values={answers[number] ?? {}}
      errors={errors}
      marked={form.marked.includes(number)}
      refusal={refusal?.step === number ? { field: 'name', error: refusal.error } : undefined}
      done={form.done.includes(number)}
      disabled={form.checking || closed === true}
      virtualClusters={prepared.facts.virtualClusters}
      onAnswer={(field, value) => wizard.answer(number, field, value)}
      onLeave={(field) => wizard.leave(number, field)}
      onFile={(file, options) => services.addFile(file, options)}
      onInspect={(file, signal) => services.inspectFile(prepared, file, signal)}
    />
  );
}

/** The plan with what was found and decided about it. */
export function BoundPlan({ form, wizard, plan }: Bound & { plan: InstallPlan }): ReactNode {
  return (
    <PlanPreview
      plan={plan}
      findings={form.findings}
      decisions={form.decisions}
      onDecide={wizard.decide}
      confirmed={form.confirmed}
      onConfirm={wizard.confirm}
      disabled={form.checking}
      asked={form.refusal?.error.code === 'cluster-conflict'}
    />
  );
}
