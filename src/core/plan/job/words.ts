/** Sentences about a filled job. */
import { isObject, own } from '../json.ts';
import { count } from '../words.ts';
import { totals } from './resources.ts';

import type { JsonObject } from '../json.ts';

/** Such as "1 instance, 2 GPUs in virtual cluster default". */
export function jobSize(job: JsonObject): string {
  return `${count(totals(job).instances, 'instance')}, ${jobsSize([job])}`;
}

/** Such as "4 GPUs in virtual clusters default, research". */
export function jobsSize(jobs: readonly JsonObject[]): string {
  const gpus = jobs.reduce((sum, job) => sum + totals(job).gpus, 0);
  const found = jobs.map((job) => own(own(job, 'defaults'), 'virtualCluster'));
  const clusters = [...new Set(found.filter((name) => typeof name === 'string'))];
  const noun = clusters.length === 1 ? 'virtual cluster' : 'virtual clusters';
  const where = clusters.length > 0 ? ` in ${noun} ${clusters.join(', ')}` : '';
  return `${gpus === 0 ? 'no GPUs' : count(gpus, 'GPU')}${where}`;
}

/** Names of the storages that the job mounts. */
export function storagesOf(job: JsonObject): string[] {
  const plugins = own(own(job, 'extras'), 'com.microsoft.pai.runtimeplugin');
  const entry = (Array.isArray(plugins) ? plugins : []).find(
    (each) => isObject(each) && own(each, 'plugin') === 'teamwise_storage',
  );
  const names = own(own(entry, 'parameters'), 'storageConfigNames');
  return Array.isArray(names) ? names.map(String) : [];
}
