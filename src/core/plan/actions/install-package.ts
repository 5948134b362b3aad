/** install_package: another package of the market in this place; its steps stand where this one stood, so it plans nothing itself. */
import { argumentError, textArgument } from '../arguments.ts';
import { clip } from '../words.ts';

import type { PackageDependency } from '../../model/generated.ts';
import type {
  ActionPlace,
  ActionType,
  Arguments,
  PreparedStep,
  StepInput,
} from '../action-type.ts';

const SHA256 = /^[0-9a-f]{64}$/;

export const installPackage: ActionType = {
  type: 'install_package',
  arguments: [
    { name: 'name', type: 'text', required: true, help: 'Name of a package of the same market.' },
    {
      name: 'version',
      type: 'text',
      required: true,
      help: 'One version, or a range such as [1.0.0,2.0.0).',
    },
    {
      name: 'sha256',
      type: 'text',
      help: 'SHA-256 of its spec.json, where one version is asked for.',
    },
  ],
  unknownArguments: 'refuse',
  facts: [],
  package: readPackage,
  prepare,
};

function readPackage(place: ActionPlace, args: Arguments): PackageDependency {
  const name = textArgument(place, args, 'name');
  const version = textArgument(place, args, 'version');
  const sha256 = textArgument(place, args, 'sha256');
  if (!name) throw argumentError(place, 'name', 'must name a package of the same market');
  if (!version) throw argumentError(place, 'version', 'must be a version or a range');
  if (sha256 === undefined) return { name, version };
  if (!SHA256.test(sha256)) {
    throw argumentError(place, 'sha256', 'must be 64 lower-case hexadecimal digits');
  }
  return { name, version, sha256 };
}

/** Only reached for a package without actions: those of another one stand in the place of this step. */
function prepare(input: StepInput): PreparedStep {
  const { number, type } = input;
  const { name, version } = readPackage({ number, type }, input.arguments);
  const label = clip(input.label ?? `Install ${name}`, 256);
  const text = `The package ${name} ${version} has no actions: there is nothing to install of it.`;
  const { name: owner, version: ownVersion } = input.package;
  return {
    form: {
      number,
      package: input.package,
      type,
      label,
      fields: [],
      texts: [text],
      markdown: false,
      files: [],
      document: false,
    },
    plan: () => ({
      ok: true,
      step: {
        number,
        package: { name: owner, version: ownVersion },
        type,
        label,
        summary: clip(text, 1024),
        requests: [],
        undo: [],
      },
    }),
  };
}
