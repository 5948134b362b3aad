/** The field "Storages": writes the storage entry of the runtime plugin as the portal does. */
import { isModifiable, textsArgument } from '../arguments.ts';
import { isObject, own, ownObject, setOwn } from '../json.ts';
import { startOf } from './start.ts';

import type { ClusterFacts } from '../../model/install.ts';
import type { Json, JsonObject } from '../json.ts';
import type { JobField, JobSource } from './job-field.ts';

const RUNTIME_PLUGIN = 'com.microsoft.pai.runtimeplugin';
const STORAGE_PLUGIN = 'teamwise_storage';

/** Undefined where the user has no storages and the package asks for none by argument. */
export function storagesField(source: JobSource, facts: ClusterFacts): JobField | undefined {
  const argument = source.arguments.get('storages');
  const given = textsArgument(source.place, source.arguments, 'storages');
  if (facts.storages.length === 0 && !given?.length) return undefined;
  // A runtime plugin section in a shape that we do not know is kept as it is.
  if (!hasKnownShape(source.protocol)) return undefined;
  const readOnly = !isModifiable(argument);
  const read = (job: JsonObject) => storagesOf(job, facts);
  const asked = startOf(source, { given, readOnly, read }) as string[];
  const usable = facts.storages.map((each) => each.name);
  const missing = asked.filter((name) => !usable.includes(name));
  const help = [
    argument?.description,
    missing.length > 0 &&
      `The package asks for ${missing.join(', ')}, which you may not use on this cluster.`,
  ].filter(Boolean);
  return {
    field: {
      id: 'storages',
      label: 'Storages',
      name: 'storages',
      kind: 'choices',
      group: 'job',
      ...(help.length > 0 ? { help: help.join(' ') } : {}),
      required: false,
      readOnly,
      default: readOnly ? asked : asked.filter((name) => usable.includes(name)),
      options: usable.map((name) => ({ value: name, label: name })),
    },
    write(job, value) {
      writeStorages(job, value as string[]);
      return undefined;
    },
    read,
  };
}

/** Storages that the protocol names; its entry without names means the user's default ones. */
function storagesOf(job: JsonObject, facts: ClusterFacts): string[] {
  const plugins = own(own(job, 'extras'), RUNTIME_PLUGIN);
  const entry = Array.isArray(plugins) ? plugins.find(isStorageEntry) : undefined;
  if (!entry) return [];
  const names = own(own(entry, 'parameters'), 'storageConfigNames');
  if (Array.isArray(names)) return names.filter((name) => typeof name === 'string');
  return facts.storages.filter((each) => each.default).map((each) => each.name);
}

function hasKnownShape(protocol: JsonObject): boolean {
  const plugins = own(own(protocol, 'extras'), RUNTIME_PLUGIN);
  return plugins === undefined || Array.isArray(plugins);
}

function writeStorages(job: JsonObject, names: string[]): void {
  const plugins = own(own(job, 'extras'), RUNTIME_PLUGIN);
  const before = Array.isArray(plugins) ? plugins : [];
  const entry = before.find(isStorageEntry);
  if (names.length === 0 && !entry) return;
  const others = before.filter((each) => each !== entry);
  const extras = ownObject(job, 'extras');
  if (names.length === 0) {
    setOwn(extras, RUNTIME_PLUGIN, others);
    return;
  }
  const written: JsonObject = entry ?? { plugin: STORAGE_PLUGIN };
  setOwn(ownObject(written, 'parameters'), 'storageConfigNames', names);
  setOwn(extras, RUNTIME_PLUGIN, entry ? before : [...others, written]);
}

function isStorageEntry(value: Json): value is JsonObject {
  return isObject(value) && own(value, 'plugin') === STORAGE_PLUGIN;
}
