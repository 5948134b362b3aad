/** What the statuses of CDAP mean for each thing, where that is more than the status alone says (CDAP answers in plain text). */
import { clip } from '../words.ts';

import type { Entity, PlannedRequest, PlanStep } from '../../model/generated.ts';
import type { Refusal } from '../action-type.ts';

type Words = Partial<Record<number, Refusal>>;

/** By kind of thing; completes "Uploading artifact x 1.0 failed: …". */
const WRITES: Partial<Record<Entity['kind'], Words>> = {
  artifact: {
    400: refused(
      'CDAP refuses the name, the version, the parents or plugins of the config file, or the file is no jar with a manifest',
    ),
    404: lacking('the namespace is not there, or none of the parent artifacts is'),
    500: {
      code: 'cluster-error',
      message: 'CDAP could not store the artifact, as happens when two writes meet: try again',
    },
  },
  'artifact-properties': {
    400: refused('CDAP takes properties only as texts'),
    404: lacking('the artifact is not there any more'),
  },
  app: {
    400: refused(
      'CDAP refuses the configuration, or the artifact does not make such an application',
    ),
    404: lacking('the artifact that it is made from is not there'),
    409: { code: 'cluster-conflict', message: 'CDAP says that it conflicts with what is there' },
  },
  draft: {
    400: refused(
      'CDAP takes drafts only of cdap-data-pipeline and cdap-data-streams, with a configuration that fits',
    ),
    404: lacking('the namespace or the pipeline studio is not there'),
  },
  stream: {
    400: refused('CDAP refuses the format, its schema, the time to live or the threshold'),
    403: {
      code: 'cluster-forbidden',
      message: 'it belongs to another Kerberos principal, or you may not write to this namespace',
    },
    404: lacking('the namespace is not there, or this CDAP has no streams'),
  },
  events: {
    404: lacking('the stream is not there'),
    406: refused('CDAP does not take this kind of file'),
  },
  dataset: {
    400: refused('CDAP refuses the properties'),
    404: lacking('the cluster has no dataset of this type, or the namespace is not there'),
  },
};

const NO_SYSTEM_UPLOAD = lacking(
  'CDAP takes no artifact into its system scope by this request; its administrator puts it there',
);

const UNDOS: Words = {
  403: {
    code: 'cluster-forbidden',
    message:
      'a program of it still runs, or you may not delete it: stop its programs in CDAP first',
  },
  409: { code: 'cluster-conflict', message: 'a program of it still runs: stop it in CDAP first' },
};

/** For `ActionType.refusal` of all CDAP steps. */
export function cdapRefusal(
  _step: PlanStep,
  request: PlannedRequest,
  status: number,
): Refusal | undefined {
  const found = wordsFor(request)?.[status];
  if (!found) return undefined;
  return { code: found.code, message: clip(`${request.purpose} failed: ${found.message}.`, 1000) };
}

function wordsFor(request: PlannedRequest): Words | undefined {
  if (request.kind === 'undo') return UNDOS;
  const { kind, entity } = request;
  if (kind !== 'write' || !entity) return undefined;
  const isSystem = entity.kind === 'artifact' && entity.namespace === 'system';
  return isSystem ? { ...WRITES.artifact, 404: NO_SYSTEM_UPLOAD } : WRITES[entity.kind];
}

function refused(message: string): Refusal {
  return { code: 'cluster-error', message };
}

function lacking(message: string): Refusal {
  return { code: 'cluster-lacks', message };
}
