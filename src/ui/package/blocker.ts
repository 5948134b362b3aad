/** Why a package cannot be installed from here, found before its archive is downloaded. */
import { MarketError } from '#core/errors.ts';
import { describeActions } from './what-happens.ts';

import type { Problem } from '#core/errors.ts';
import type { OpenPackage } from '#core/model/market.ts';

/** The first reason, as the error that "Install" shows; undefined when the wizard may open. */
export function findBlocker(opened: OpenPackage, user: string | undefined): Problem | undefined {
  const { name, version, spec, yanked, refusal } = opened;
  // Trust 2: of a market whose index is too old, rolled back or from the future, nothing is installed.
  if (refusal) return refusal;
  const details = { package: name, version };
  if (yanked !== undefined) {
    return new MarketError(
      'package-yanked',
      `Version ${version} of ${name} was withdrawn: ${yanked}`,
      { details },
    );
  }
  const unknown = describeActions(spec.actions).findIndex((step) => step.unknown);
  if (unknown >= 0) {
    const type = spec.actions[unknown]?.type ?? '';
    return new MarketError(
      'action-unknown',
      `Step ${unknown + 1} of ${name} ${version} is of type "${type}", which needs a newer version of the plugin.`,
      { details: { ...details, step: unknown + 1, type } },
    );
  }
  if (user !== undefined) return undefined;
  return new MarketError(
    'login-required',
    `You are not logged in to the cluster, so ${name} ${version} cannot be installed.`,
    { details },
  );
}
