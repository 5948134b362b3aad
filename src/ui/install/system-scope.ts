/** Whether a plan changes CDAP for everybody, which needs a word of its own (security I02). */
import type { InstallPlan } from '#core/model/generated.ts';

export function writesSystem({ steps }: InstallPlan): boolean {
  return steps.some(({ requests }) =>
    requests.some(
      ({ kind, target, entity }) =>
        kind === 'write' && target === 'cdap' && entity?.namespace === 'system',
    ),
  );
}
