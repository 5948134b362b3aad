/** Names the fields of a spec that this version of the format does not know. */
import type { PackageSpec } from '../model/generated.ts';

const KNOWN: Record<string, true> = {
  specVersion: true,
  name: true,
  version: true,
  label: true,
  description: true,
  author: true,
  org: true,
  created: true,
  changelog: true,
  categories: true,
  tags: true,
  dependencies: true,
  cdapVersion: true,
  paiVersion: true,
  license: true,
  licenseId: true,
  components: true,
  beta: true,
  paid: true,
  archive: true,
  files: true,
  actions: true,
  needs: true,
  screenshots: true,
};

/** Unknown keys of the spec and of its actions, such as `preview` or `actions[0].icon`; at most 20, clipped. */
export function unknownSpecFields(spec: PackageSpec): string[] {
  const own = Object.keys(spec).filter((key) => !Object.hasOwn(KNOWN, key));
  const inActions = spec.actions.flatMap((action, number) =>
    Object.keys(action)
      .filter((key) => key !== 'type' && key !== 'label' && key !== 'arguments')
      .map((key) => `actions[${number}].${key}`),
  );
  return [...own, ...inActions].slice(0, 20).map((field) => field.slice(0, 64));
}
