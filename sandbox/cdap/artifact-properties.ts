/** Properties of artifacts, all at once and one by one. */
import { findArtifact } from './artifacts.ts';
import { badRequest, isTextMap } from './call.ts';
import { anyNamespaceOf, scopedNamespaceOf } from './names.ts';

import type { CdapAnswer, CdapCall } from './call.ts';
import type { ArtifactState } from './state.ts';

export function getProperties(call: CdapCall): CdapAnswer {
  const { id, namespace } = scopedNamespaceOf(call);
  const { properties } = findArtifact(call, id, namespace);
  const keys = call.query.get('keys');
  if (!keys) return { status: 200, body: properties };
  const wanted = keys.split(',').map((key) => key.trim());
  return {
    status: 200,
    body: Object.fromEntries(wanted.map((key) => [key, properties[key]])),
  };
}

/** Replaces all of them. */
export function putProperties(call: CdapCall): CdapAnswer {
  const text = call.exchange.body.toString('utf8');
  const value = parse(text);
  if (!isTextMap(value)) {
    throw badRequest(
      'Json Syntax Error while parsing properties from request. ' +
        'Please check that the properties are a json map from string to string.',
    );
  }
  return change(call, () => value);
}

export function deleteProperties(call: CdapCall): CdapAnswer {
  return change(call, () => ({}));
}

export function getProperty(call: CdapCall): CdapAnswer {
  const { id, namespace } = scopedNamespaceOf(call);
  const { properties } = findArtifact(call, id, namespace);
  return { status: 200, body: properties[call.params['property'] ?? ''] ?? '' };
}

export function putProperty(call: CdapCall): CdapAnswer {
  const value = call.exchange.body.toString('utf8');
  return change(call, (old) => ({ ...old, [call.params['property'] ?? '']: value }));
}

export function deleteProperty(call: CdapCall): CdapAnswer {
  return change(call, (old) => {
    const { [call.params['property'] ?? '']: _, ...rest } = old;
    return rest;
  });
}

type Properties = ArtifactState['properties'];

function change(call: CdapCall, to: (old: Properties) => Properties): CdapAnswer {
  const { id, namespace } = anyNamespaceOf(call);
  const artifact = findArtifact(call, id, namespace);
  artifact.properties = to(artifact.properties);
  call.changed(`${id}/artifact-properties/${artifact.name}@${artifact.version}`, 'updated');
  return { status: 200 };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Answered as any other text that is no map.
    return undefined;
  }
}
