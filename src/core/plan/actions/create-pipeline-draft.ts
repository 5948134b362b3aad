/** create_pipeline_draft: keeps a pipeline as the user's draft, to be finished in the pipeline studio. */
import { APP_ARGUMENTS, appBody, appParts } from '../cdap/app-step.ts';
import { assertDrafts, cdapEntity, cdapForm, cdapPlanStep, cdapStep } from '../cdap/cdap-step.ts';
import { draftId } from '../cdap/draft-id.ts';
import { shownFields } from '../cdap/fields.ts';
import { neededFile } from '../cdap/files.ts';
import { cdapRefusal } from '../cdap/refusals.ts';
import { probe, undo, write } from '../cdap/requests.ts';

import type { PlannedRequest, TextBody } from '../../model/generated.ts';
import type { FieldError } from '../../model/install.ts';
import type { ActionType, PreparedStep, StepInput } from '../action-type.ts';
import type { CdapStep } from '../cdap/cdap-step.ts';

export const createPipelineDraft: ActionType = {
  type: 'create_pipeline_draft',
  arguments: APP_ARGUMENTS,
  unknownArguments: 'ignore',
  facts: ['cdap'],
  files: (place, args) => neededFile(place, args, { argument: 'config', role: 'config' }),
  prepare,
  refusal: cdapRefusal,
};

function prepare(input: StepInput): PreparedStep {
  const step = cdapStep(input, 'Create a pipeline draft');
  assertDrafts(step);
  const parts = appParts(step, { noun: 'draft', kind: 'draft', configured: true });
  return {
    form: cdapForm(step, shownFields([parts.name, parts.artifact])),
    plan(values) {
      const errors: FieldError[] = [];
      const name = parts.name.read(values, errors);
      const artifact = parts.artifact.read(values, errors);
      if (!name || !artifact) return { ok: false, errors };
      // Not by the number of the step, which another version of a dependency would change.
      const id = draftId([input.tag, parts.config?.name ?? '', name]);
      const more = `,"name":${JSON.stringify(name)},"__ui__":{}`;
      const body = appBody(artifact, parts.config, more);
      const { namespace } = step.cdap;
      const summary = `Creates pipeline draft ${name} in CDAP namespace ${namespace} for ${artifact.name} ${artifact.version}.`;
      return {
        ok: true,
        step: cdapPlanStep(step, summary, draftRequests(step, { id, name, body })),
      };
    },
  };
}

function draftRequests(
  step: CdapStep,
  { id, name, body }: { id: string; name: string; body: TextBody },
): { requests: PlannedRequest[]; undo: PlannedRequest[] } {
  const { namespace } = step.cdap;
  const path = [...STUDIO, namespace, 'drafts', id].map(encodeURIComponent).join('/');
  const url = `${step.cdap.base}v3/${path}`;
  const entity = cdapEntity(step, 'draft', id);
  return {
    requests: [
      probe(step, 1, {
        purpose: `Looking whether draft ${name} is there`,
        url,
        decides: [2],
        entity,
        present: {
          // CDAP fills configurations of drafts with defaults, so that comparing them would tell nothing.
          then: 'ask',
          words: `This package's draft ${name} is there already; you may have changed it since.`,
          replace: `replaces the draft ${name} by the package's`.slice(0, 256),
        },
      }),
      write(step, 2, {
        purpose: `Creating pipeline draft ${name}`,
        method: 'PUT',
        url,
        headers: { 'Content-Type': 'application/json' },
        body,
        repeat: 'safe',
        entity,
      }),
    ],
    undo: [undo(step, 2, { purpose: `Deleting pipeline draft ${name}`, url, entity })],
  };
}

const STUDIO = [
  'namespaces',
  'system',
  'apps',
  'pipeline',
  'services',
  'studio',
  'methods',
  'v1',
  'contexts',
];
