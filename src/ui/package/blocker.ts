/** Why a package cannot be installed from here, found before its archive is downloaded. */
import { MarketError } from '#core/errors.ts';
import { packageTexts } from '../messages/package.ts';
import { describeActions } from './what-happens.ts';

import type { Problem } from '#core/errors.ts';
import type { OpenPackage } from '#core/model/market.ts';

/** The first reason, as the error that "Install" shows; undefined when the wizard may open. */
export function findBlocker(opened: OpenPackage, user: string | undefined): Problem | undefined {
  const { name, version, spec, yanked, refusal } = opened;
  // Trust 2: of a market whose index is too old, rolled back or from the future, nothing is installed.
  if (refusal) return refusal;
  const words = packageTexts.blocked;
  const title = `${name} ${version}`;
  const details = { package: name, version };
  if (yanked !== undefined) {
    return new MarketError('package-yanked', words.withdrawn(name, version, yanked), { details });
  }
  const unknown = describeActions(spec.actions).findIndex((step) => step.unknown);
  if (unknown >= 0) {
    const type = spec.actions[unknown]?.type ?? '';
    return new MarketError('action-unknown', words.unknownStep(unknown + 1, title, type), {
      details: { ...details, step: unknown + 1, type },
    });
  }
  if (user !== undefined) return undefined;
  return new MarketError('login-required', words.notLoggedIn(title), { details });
}
