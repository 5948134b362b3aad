/** What a package's actions will do, in words, before anything of its archive is read. */
import { packageTexts } from '../messages/package.ts';

import type { Action } from '#core/model/generated.ts';

export interface ActionWords {
  /** The publisher's own title of the step, if there is one. */
  label?: string;
  /** What happens; ours, not the publisher's. */
  text: string;
  /** A type that this version cannot run. */
  unknown: boolean;
}

type Kind = keyof typeof packageTexts.what.actions;

/** What a type does, and which of its arguments names the file. */
const TYPES: Readonly<Record<string, { kind: Kind; file?: string }>> = {
  submit_job: { kind: 'submit', file: 'protocol' },
  open_job: { kind: 'open', file: 'protocol' },
  informational: { kind: 'read' },
  install_package: { kind: 'package' },
  create_artifact: { kind: 'artifact', file: 'jar' },
  create_driver_artifact: { kind: 'artifact', file: 'jar' },
  create_plugin_artifact: { kind: 'artifact', file: 'jar' },
  one_step_deploy_plugin: { kind: 'artifact', file: 'jar' },
  create_app: { kind: 'app', file: 'jar' },
  deploy_app: { kind: 'app', file: 'jar' },
  one_step_deploy_app: { kind: 'app', file: 'jar' },
  create_pipeline: { kind: 'pipeline', file: 'config' },
  create_pipeline_draft: { kind: 'draft', file: 'config' },
  create_stream: { kind: 'stream' },
  create_dataset: { kind: 'dataset' },
  load_datapack: { kind: 'data' },
};

/** Steps in the middle of longer packages of the real hub; the same as without the ending. */
const USECASE =
  /^(load_datapack|one_step_deploy_plugin|one_step_deploy_app|create_pipeline)_usecase$/;

export function describeActions(actions: readonly Action[]): ActionWords[] {
  const words = packageTexts.what;
  return actions.map((action) => {
    const type = USECASE.exec(action.type)?.[1] ?? action.type;
    const known = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
    const names = {
      name: textOf(action, 'name'),
      version: textOf(action, 'version'),
      file: known?.file === undefined ? undefined : textOf(action, known.file),
    };
    return {
      ...(action.label ? { label: action.label } : {}),
      text: known ? words.actions[known.kind](names) : words.unknown(action.type),
      unknown: known === undefined,
    };
  });
}

function textOf(action: Action, name: string): string | undefined {
  const found = action.arguments?.find((argument) => argument.name === name);
  const value: unknown = found?.value ?? found?.default;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
