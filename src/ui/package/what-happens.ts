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

const TYPES: Record<string, (action: Action) => string> = {
  submit_job: (action) =>
    `Submits a job to this cluster in your name${fromFile(action)}. You choose its name, virtual cluster and resources first.`,
  open_job: (action) =>
    `Fills in a job${fromFile(action)} and opens it on the portal’s own submission page; submitting is left to you.`,
  informational: () => 'Shows text to read; sends nothing.',
};

export function describeActions(actions: readonly Action[]): ActionWords[] {
  return actions.map((action) => {
    const words = Object.hasOwn(TYPES, action.type) ? TYPES[action.type] : undefined;
    return {
      ...(action.label ? { label: action.label } : {}),
      text:
        words?.(action) ??
        `Is of a type that this version of the plugin does not know: ${action.type}. A newer version is needed.`,
      unknown: words === undefined,
    };
  });
}

function fromFile(action: Action): string {
  const protocol = action.arguments?.find((argument) => argument.name === 'protocol');
  const file: unknown = protocol?.value ?? protocol?.default;
  return typeof file === 'string' ? ` from ${file}` : '';
}
