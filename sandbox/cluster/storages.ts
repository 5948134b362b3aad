/** GET /storages: the storages that the user may mount. */
import { ApiError } from './errors.ts';

import type { Answer, Call } from './call.ts';

const RUNTIME_PLUGIN = 'com.microsoft.pai.runtimeplugin';

export function getStorages({ state, user }: Call): Answer {
  const storages = state.storages.filter((each) => user.storageConfig.includes(each.name));
  return { status: 200, body: { storages } };
}

/** Throws 404 when the protocol's `extras` mount a storage that is not there for this user. */
export function assertStorages({ user, state }: Call, extras: unknown): void {
  const plugins = (extras as Record<string, unknown> | undefined)?.[RUNTIME_PLUGIN];
  const names = Array.isArray(plugins) ? plugins.flatMap(storageNames) : [];
  const known = state.storages.map((each) => each.name);
  const missing = names.find((name) => !known.includes(name) || !user.storageConfig.includes(name));
  if (missing === undefined) return;
  throw new ApiError(404, 'NoStorageError', `Storage ${missing} is not found.`);
}

function storageNames(plugin: unknown): string[] {
  const { plugin: kind, parameters } = (plugin ?? {}) as {
    plugin?: unknown;
    parameters?: { storageConfigNames?: unknown } | null;
  };
  const names = kind === 'teamwise_storage' ? parameters?.storageConfigNames : undefined;
  return Array.isArray(names) ? names.map(String) : [];
}
