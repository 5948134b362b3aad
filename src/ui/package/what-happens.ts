/** What a package's actions will do, in words, before anything of its archive is read. */
import type { Action } from '#core/model/generated.ts';

export interface ActionWords {
  /** The publisher's own title of the step, if there is one. */
  label?: string;
  /** What happens; ours, not the publisher's. */
  text: string;
  /** A type that this version cannot run. */
  unknown: boolean;
}

const artifact = (action: Action) =>
  `Uploads ${named(action, 'an artifact')} to CDAP${fileWords(action, 'jar')}.`;
const app = (action: Action) =>
  `Creates ${named(action, 'an application')} on CDAP${fileWords(action, 'jar')}.`;

const TYPES: Record<string, (action: Action) => string> = {
  submit_job: (action) =>
    `Submits a job to this cluster in your name${fileWords(action, 'protocol')}. You choose its name, virtual cluster and resources first.`,
  open_job: (action) =>
    `Fills in a job${fileWords(action, 'protocol')} and opens it on the portal’s own submission page; submitting is left to you.`,
  informational: () => 'Shows text to read; sends nothing.',
  install_package: (action) =>
    `Installs ${[textOf(action, 'name'), textOf(action, 'version')].filter(Boolean).join(' ') || 'another package'}, another package of this market.`,
  create_artifact: artifact,
  create_driver_artifact: artifact,
  create_plugin_artifact: artifact,
  one_step_deploy_plugin: artifact,
  create_app: app,
  deploy_app: app,
  one_step_deploy_app: app,
  create_pipeline: (action) =>
    `Creates ${named(action, 'a pipeline')} on CDAP${fileWords(action, 'config')}.`,
  create_pipeline_draft: (action) =>
    `Puts ${named(action, 'a pipeline')} among your drafts on CDAP${fileWords(action, 'config')}.`,
  create_stream: (action) => `Creates ${named(action, 'a stream')} on CDAP.`,
  create_dataset: (action) => `Creates ${named(action, 'a dataset')} on CDAP.`,
  load_datapack: (action) => `Loads data of the package into ${named(action, 'a stream')} on CDAP.`,
};

/** Steps in the middle of longer packages of the real hub; the same as without the ending. */
const USECASE =
  /^(load_datapack|one_step_deploy_plugin|one_step_deploy_app|create_pipeline)_usecase$/;

export function describeActions(actions: readonly Action[]): ActionWords[] {
  return actions.map((action) => {
    const type = USECASE.exec(action.type)?.[1] ?? action.type;
    const words = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
    return {
      ...(action.label ? { label: action.label } : {}),
      text:
        words?.(action) ??
        `Is of a type that this version of the plugin does not know: ${action.type}. A newer version is needed.`,
      unknown: words === undefined,
    };
  });
}

function fileWords(action: Action, argument: string): string {
  const file = textOf(action, argument);
  return file === undefined ? '' : ` from ${file}`;
}

function named(action: Action, otherwise: string): string {
  const name = textOf(action, 'name');
  return name === undefined ? otherwise : `${otherwise} “${name}”`;
}

function textOf(action: Action, name: string): string | undefined {
  const found = action.arguments?.find((argument) => argument.name === name);
  const value: unknown = found?.value ?? found?.default;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
