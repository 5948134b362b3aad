/** Chinese words of what a job asks for and of what is free, in the install wizard. */
import { countOf, formatNumber } from '../language.ts';

import type { job as English } from '../en/install-job.ts';

export const job: typeof English = {
  role: '任务角色',
  roleNamed: (name) => `任务角色 ${name}`,
  columns: {
    instances: '实例数',
    gpu: '每实例 GPU',
    cpu: '每实例 CPU',
    memoryMB: '每实例内存（MB）',
  },
  total: '合计',
  instances: (count) => countOf(count, '个实例'),
  gpus: (count) => countOf(count, '块 GPU'),
  cpus: (count) => countOf(count, '个 CPU'),
  megabytes: (count) => `${formatNumber(count)} MB`,
  gigabytes: (count) => `${formatNumber(count)} GB`,
  memory: (size) => `${size} 内存`,
  free: (amounts) => `空闲 ${amounts.join('、')}`,
  asks: (amounts) => amounts.join('、') || '0 块 GPU、CPU 和内存',
  asksFor: '此作业需要 {asked}。',
  asksForAndFree: '此作业需要 {asked}；{cluster} 目前{free}。',
  never: (short, cluster) =>
    `这比 ${cluster} 的总量还多 ${short.join('、')}，作业在那里永远无法启动：请减少需求，或选择其他虚拟集群。`,
  later: (short, cluster) =>
    `这比 ${cluster} 目前空闲的资源多 ${short.join('、')}：作业会一直等待，直到有足够的空闲资源。`,
  instead: (clusters) => `目前 ${clusters.join('、')} 有足够的空闲资源。`,
};
