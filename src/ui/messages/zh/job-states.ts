/** Chinese words of the states of a job, for every page that shows one. */
import type { JobState } from '#core/model/install.ts';

export const JOB_STATES: Readonly<Record<JobState, string>> = {
  WAITING: '等待中',
  RUNNING: '运行中',
  SUCCEEDED: '已成功',
  STOPPING: '正在停止',
  STOPPED: '已停止',
  FAILED: '失败',
  UNKNOWN: '状态未知',
};
