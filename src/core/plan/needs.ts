/** What actions need before they can be planned: clusters' facts, files, files from elsewhere, components, other packages and resources. */
import { actionType } from './actions/index.ts';
import { ignoredArguments, readArguments } from './arguments.ts';

import type { Action, PackageDependency, PackageNeeds } from '../model/generated.ts';
import type { ClusterName } from '../model/install.ts';
import type {
  ActionPlace,
  ActionType,
  Arguments,
  NeededComponent,
  NeededExternal,
  NeededFile,
} from './action-type.ts';

/** Clusters whose facts the actions need, in no order that means anything. Throws `action-unknown`. */
export function neededFacts(actions: readonly Action[]): ClusterName[] {
  const types = actions.map((action, index) => actionType(action.type, index + 1));
  return [...new Set(types.flatMap((type) => type.facts))];
}

/** Files of the package that the action names. Throws `action-unknown` and `action-argument`. */
export function neededFiles(action: Action, number: number): NeededFile[] {
  return ask(action, number, (type, place, args) => type.files?.(place, args)) ?? [];
}

/** Throws `action-unknown` and `action-argument`. */
export function neededExternal(action: Action, number: number): NeededExternal | undefined {
  return ask(action, number, (type, place, args) => type.external?.(place, args));
}

/** Names of the arguments that the action's type ignores, and of those that it knows. Throws `action-unknown` and `action-argument`. */
export function unknownArguments(
  action: Action,
  number: number,
): { ignored: string[]; known: string[] } {
  return ask(action, number, (type, _, args) => ({
    ignored: ignoredArguments(type, args),
    known: type.arguments.map(({ name }) => name),
  }));
}

/** Components that the action takes from other packages, whose actions are not run. Throws `action-unknown` and `action-argument`. */
export function neededComponents(action: Action, number: number): NeededComponent[] {
  return ask(action, number, (type, place, args) => type.components?.(place, args)) ?? [];
}

/** The package that is installed in the place of the action. Throws `action-unknown` and `action-argument`. */
export function neededPackage(action: Action, number: number): PackageDependency | undefined {
  return ask(action, number, (type, place, args) => type.package?.(place, args));
}

/** What the job of the action asks for; undefined for actions without one. Throws `action-unknown` and `action-argument`. */
export function neededResources(
  action: Action,
  number: number,
  protocol: unknown,
): PackageNeeds | undefined {
  return ask(action, number, (type, place, args) => type.resources?.(place, args, protocol));
}

function ask<Answer>(
  action: Action,
  number: number,
  question: (type: ActionType, place: ActionPlace, args: Arguments) => Answer,
): Answer {
  const type = actionType(action.type, number);
  return question(type, { number, type: type.type }, readArguments(type, action, number));
}
