/** Keys that nobody reads, most of them slips of the hand. */
import { fixOf, meant, nearest, renameKey } from '#core/lint/index.ts';
import { sourceProblems } from '#core/read/index.ts';
import { asObject, own } from '../fields.ts';

import type { Check, LintPackage, Path, SourceDocument, Tell } from '../model.ts';

const SPEC =
  'specVersion name version label description author org created changelog categories tags dependencies cdapVersion paiVersion license licenseId components beta actions screenshots yanked archive files needs paid';
const PACKAGE =
  'name version label description author org created categories tags dependencies cdapVersion paiVersion license licenseId changelog components beta yanked actions screenshots';
const KNOWN: Readonly<Record<string, string>> = {
  package: PACKAGE,
  spec: SPEC,
  action: 'type label arguments',
  argument: 'name value default canModify label description',
  market: 'id name categories',
  category: 'name label description',
  job: 'protocolVersion name type version contributor description prerequisites parameters secrets jobRetryCount taskRoles deployments defaults extras',
  role: 'instances completion taskRetryCount dockerImage data output script extraContainerOptions resourcePerInstance commands prerequisites',
};
/** What the old market knew, and what stands for it now. */
const FORMER: Readonly<Record<string, string>> = {
  preview: 'Write beta: true instead.',
  paidLink: 'Put the address into the description.',
  licenseInfo: 'Write license and licenseId instead.',
};

export const fieldUnknown: Check = {
  name: 'field-unknown',
  title: 'A field is not known',
  severity: 'warning',
  fixable: true,
  package(item, tell) {
    const { document, form, actions } = item;
    inObject([], form === 'spec' ? 'spec' : 'package', { document, tell });
    for (const { path } of actions) {
      inObject(path, 'action', { document, tell });
      const given = valueAt(document, [...path, 'arguments']);
      for (const at of Array.isArray(given) ? given.keys() : []) {
        inObject([...path, 'arguments', at], 'argument', { document, tell });
      }
    }
    deeper(item, tell);
  },
  component({ document, fields }, tell) {
    const type = own(fields, 'type') ?? 'job';
    if (type !== 'job') return;
    inObject([], 'job', { document, tell });
    for (const role of Object.keys(asObject(own(fields, 'taskRoles')) ?? {})) {
      inObject(['taskRoles', role], 'role', { document, tell });
    }
  },
  all({ market }, tell) {
    if (market?.document.file !== 'market.yaml') return;
    const { document } = market;
    inObject([], 'market', { document, tell });
    for (const at of (market.categories ?? []).keys()) {
      inObject(['categories', at], 'category', { document, tell });
    }
  },
};

function inObject(
  path: Path,
  kind: string,
  { document, tell }: { document: SourceDocument; tell: Tell },
): void {
  const object = asObject(valueAt(document, path));
  const known = (KNOWN[kind] ?? '').split(' ');
  for (const key of Object.keys(object ?? {})) {
    if (known.includes(key)) continue;
    const free = known.filter((name) => object && !Object.hasOwn(object, name));
    tellOf(document, [...path, key], { key, near: nearest(key, free), tell });
  }
}

function tellOf(
  document: SourceDocument,
  path: Path,
  { key, near, tell }: { key: string; near: string | undefined; tell: Tell },
): void {
  const former = Object.hasOwn(FORMER, key) ? ` ${FORMER[key]}` : '';
  const message = `"${key.slice(0, 64)}" is no field of this format and does nothing.${former || meant(near)}`;
  const edit = near === undefined ? undefined : renameKey(document, path, near);
  tell(document, { message, path, part: 'key', ...fixOf(edit, `${key} becomes ${near}`) });
}

/** What the schema knows of objects further down, such as screenshots. */
function deeper({ document, form }: LintPackage, tell: Tell): void {
  if (form === 'spec') return;
  for (const { path, unknown } of sourceProblems('package', document.value)) {
    if (unknown === undefined || path.length < 2 || path[0] === 'actions') continue;
    tellOf(document, path, { key: unknown, near: undefined, tell });
  }
}

function valueAt(document: SourceDocument, path: Path): unknown {
  let value = document.value;
  for (const step of path) {
    value = Array.isArray(value) ? value[Number(step)] : own(value, String(step));
  }
  return value;
}
