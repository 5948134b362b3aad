/** Drafts of pipelines, kept by the studio service of CDAP 6.x. */
import { badRequest, isObject, notFound, readObject } from './call.ts';
import { namespaceOf } from './names.ts';
import { isPipelineArtifact } from './pipelines.ts';

import type { CdapAnswer, CdapCall } from './call.ts';
import type { DraftState } from './state.ts';

export function listDrafts(call: CdapCall): CdapAnswer {
  const { namespace } = namespaceOf(call);
  return { status: 200, body: namespace.drafts.map(({ id, name }) => ({ id, name })) };
}

export function getDraft(call: CdapCall): CdapAnswer {
  const { id, name, content } = findDraft(call);
  return { status: 200, body: { ...content, id, name, configHash: 0, revision: 0 } };
}

/** Creates it or replaces it; each id is a draft of its own. */
export function putDraft(call: CdapCall): CdapAnswer {
  const { id, namespace } = namespaceOf(call);
  const content = readObject(call, 'Unable to decode request body.');
  const { artifact, name } = content;
  if (!isObject(artifact)) throw badRequest('artifact is null');
  if (!isPipelineArtifact({ name: String(artifact['name']) })) {
    throw badRequest(
      `Invalid config: artifact '${String(artifact['name'])}' is not supported, ` +
        "valid options are: 'cdap-data-pipeline' or 'cdap-data-streams'",
    );
  }
  const draftId = call.params['draft'] ?? '';
  const draft: DraftState = {
    id: draftId,
    name: typeof name === 'string' ? name : '',
    content: { ...content, artifact: dropForeignScope(artifact) },
  };
  const at = namespace.drafts.findIndex((each) => each.id === draftId);
  if (at >= 0) namespace.drafts[at] = draft;
  else namespace.drafts.push(draft);
  call.changed(`${id}/draft/${draftId}`, at >= 0 ? 'updated' : 'created');
  return { status: 200 };
}

export function deleteDraft(call: CdapCall): CdapAnswer {
  const { id, namespace } = namespaceOf(call);
  const draft = findDraft(call);
  namespace.drafts.splice(namespace.drafts.indexOf(draft), 1);
  call.changed(`${id}/draft/${draft.id}`, 'removed');
  return { status: 200 };
}

function findDraft(call: CdapCall): DraftState {
  const { id, namespace } = namespaceOf(call);
  const draftId = call.params['draft'] ?? '';
  const found = namespace.drafts.find((each) => each.id === draftId);
  if (!found) throw notFound(`draft:${id}.${draftId}`);
  return found;
}

/** A scope in small letters is silently ignored here. */
function dropForeignScope({ scope, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return scope === 'USER' || scope === 'SYSTEM' ? { ...rest, scope } : rest;
}
