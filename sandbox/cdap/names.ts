/** Names that CDAP takes, and the namespace that a call is about. */
import { badRequest, notFound } from './call.ts';

import type { CdapCall } from './call.ts';
import type { NamespaceState } from './state.ts';

const PATTERNS = {
  app: /^[a-zA-Z0-9_-]+$/,
  stream: /^[a-zA-Z0-9_-]+$/,
  artifact: /^[.a-zA-Z0-9_-]+$/,
  dataset: /^[$.a-zA-Z0-9_-]+$/,
  version: /^[.a-zA-Z0-9_-]+$/,
};
const NAMESPACE = /^[a-zA-Z0-9_]+$/;

/** The value of a path's part. Throws 400 for a name that CDAP does not take. */
export function nameOf(call: CdapCall, kind: keyof typeof PATTERNS, param: string = kind): string {
  return checkName(kind, call.params[param] ?? '');
}

/** The name itself. Throws 400 for one that CDAP does not take. */
export function checkName(kind: keyof typeof PATTERNS, name: string): string {
  if (PATTERNS[kind].test(name)) return name;
  throw badRequest(
    `Invalid ${kind} name '${name}'. Should only contain characters that match ${PATTERNS[kind].source}`,
  );
}

/** The namespace of the path, never `system`. Throws 400, 404. */
export function namespaceOf(call: CdapCall): { id: string; namespace: NamespaceState } {
  const id = call.params['ns'] ?? '';
  if (!NAMESPACE.test(id)) throw badRequest(`Invalid namespace name '${id}'.`);
  const found = Object.hasOwn(call.state.namespaces, id) && call.state.namespaces[id];
  if (!found || id === 'system') throw notFound(`namespace:${id}`);
  return { id, namespace: found };
}

/** The same, or `system`, which some calls take. Throws 400, 404. */
export function anyNamespaceOf(call: CdapCall): { id: string; namespace: NamespaceState } {
  const id = call.params['ns'] ?? '';
  if (id.toLowerCase() !== 'system') return namespaceOf(call);
  return { id: 'system', namespace: call.state.namespaces['system'] as NamespaceState };
}

/** The namespace that holds what the query's `scope` means; user scope if absent. Throws 400, 404. */
export function scopedNamespaceOf(call: CdapCall): { id: string; namespace: NamespaceState } {
  const own = namespaceOf(call);
  const scope = (call.query.get('scope') ?? 'user').toUpperCase();
  if (scope === 'USER') return own;
  if (scope !== 'SYSTEM') throw badRequest(`Invalid scope ${call.query.get('scope')}`);
  return { id: 'system', namespace: call.state.namespaces['system'] as NamespaceState };
}
