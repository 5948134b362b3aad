/** What a user should think about before a job runs (security I21). */
import { isObject, own } from '../json.ts';
import { clip } from '../words.ts';
import { storagesOf } from './words.ts';

import type { Json, JsonObject } from '../json.ts';

/** Sentences; none for a job that asks for nothing out of the ordinary. `secrets` are keys. */
export function jobWarnings(job: JsonObject, secrets: readonly string[]): string[] {
  const storages = storagesOf(job);
  const parts = [
    storages.length > 0 &&
      `can read and change what lies in the storages that it mounts: ${storages.join(', ')}`,
    mountsDefaults(job) && 'mounts your default storages',
    secrets.length > 0 && `is given the secrets ${secrets.join(', ')}`,
    ...containerParts(job),
    allowsSsh(job) && 'lets you log in to its containers by SSH',
  ].filter((part) => typeof part === 'string');
  const name = String(own(job, 'name'));
  return parts.map((part) => clip(`The job ${name} ${part}.`, 1024));
}

/** Wishes beyond an ordinary container, by the words in their keys; wherever a cluster lets a job say them. */
const WISHES: readonly { key: RegExp; words: string }[] = [
  {
    key: /^privileged$/i,
    words: 'asks for privileged containers, which can do all on their machine',
  },
  { key: /^host_?network$/i, words: 'asks for the network of the machine that it runs on' },
  { key: /^network(_?mode)?$/i, words: 'asks for the network of the machine that it runs on' },
  { key: /^host_?(pid|ipc)$/i, words: 'asks to see what else runs on its machine' },
  { key: /^(cap_?add|capabilities)$/i, words: 'asks for more rights than a container has' },
  { key: /^host_?path$/i, words: 'asks for folders of the machine that it runs on' },
];

function containerParts(job: JsonObject): string[] {
  const roles = own(job, 'taskRoles');
  const options = Object.values(isObject(roles) ? roles : {}).map((role) =>
    own(role, 'extraContainerOptions'),
  );
  const found = new Set<string>();
  for (const place of [...options, own(job, 'extras')]) collect(place, found);
  return [...found];
}

function collect(value: Json | undefined, found: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collect(item, found);
  if (!isObject(value)) return;
  for (const [key, item] of Object.entries(value)) {
    const wish = WISHES.find((each) => each.key.test(key));
    if (wish && isAsked(key, item)) found.add(wish.words);
    collect(item, found);
  }
}

function isAsked(key: string, value: Json): boolean {
  if (/^network/i.test(key)) return value === 'host';
  return value !== false && value !== null && value !== 'false' && value !== '';
}

/** A storage entry without names means the default storages of the user. */
function mountsDefaults(job: JsonObject): boolean {
  return pluginOf(job, 'teamwise_storage') !== undefined && storagesOf(job).length === 0;
}

/** The portal writes the plugin also to say no: with `jobssh: false`. */
function allowsSsh(job: JsonObject): boolean {
  const plugin = pluginOf(job, 'ssh');
  return plugin !== undefined && own(own(plugin, 'parameters'), 'jobssh') !== false;
}

function pluginOf(job: JsonObject, name: string): Json | undefined {
  const plugins = own(own(job, 'extras'), 'com.microsoft.pai.runtimeplugin');
  if (!Array.isArray(plugins)) return undefined;
  return plugins.find((each) => own(each, 'plugin') === name);
}
