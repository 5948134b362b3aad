/** What CDAP tells of itself: its version and its namespaces. */
import { namespaceOf } from './names.ts';

import type { CdapAnswer, CdapCall } from './call.ts';

export function getVersion(call: CdapCall): CdapAnswer {
  return { status: 200, body: { version: call.state.cdapVersion } };
}

export function listNamespaces(call: CdapCall): CdapAnswer {
  const names = Object.keys(call.state.namespaces).filter((name) => name !== 'system');
  return { status: 200, body: names.map((name) => detailOf(name)) };
}

export function getNamespace(call: CdapCall): CdapAnswer {
  return { status: 200, body: detailOf(namespaceOf(call).id) };
}

function detailOf(name: string): object {
  return { name, description: '', config: { 'scheduler.queue.name': '' } };
}
