/** Which other packages a package names. */
import { MarketError } from '#core/errors.ts';
import { packageNeeds } from '#core/read/index.ts';
import { attempt } from './ask.ts';
import { own } from './fields.ts';

import type { PackageSpec } from '#core/model/generated.ts';
import type { PackageNeed } from '#core/read/index.ts';
import type { LintPackage, Path } from './model.ts';

/** Of what cannot be read, the reason. */
export function needsOf(item: LintPackage): PackageNeed[] | MarketError {
  const dependencies = own(item.fields, 'dependencies') as PackageSpec['dependencies'];
  const spec: PackageSpec = {
    specVersion: '1.0',
    actions: item.actions.map(({ action }) => action),
    ...(dependencies ? { dependencies } : {}),
  };
  return attempt(() => packageNeeds(spec, item.document.file));
}

/** Where the package names it. */
export function pathOfNeed(item: LintPackage, need: PackageNeed): Path {
  if (need.why === 'dependency') {
    const list = own(own(item.fields, 'dependencies'), 'packages');
    const at = Array.isArray(list) ? list.findIndex((each) => own(each, 'name') === need.name) : -1;
    return ['dependencies', 'packages', Math.max(at, 0)];
  }
  const action = item.actions.find(({ arguments: given }) =>
    given.some(({ value }) => JSON.stringify(value)?.includes(JSON.stringify(need.name))),
  );
  return action?.path ?? ['actions'];
}
