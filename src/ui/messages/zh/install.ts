/** Chinese words of the install wizard: its frame and buttons here, the rest by part. */
import { before } from './install-before.ts';
import { form } from './install-form.ts';
import { job } from './install-job.ts';
import { plan } from './install-plan.ts';
import { run } from './install-run.ts';

import type { install as English } from '../en/install.ts';

export const install: typeof English = {
  title: (label, version) => `安装 ${label} ${version}`,
  buttons: {
    install: '安装',
    resume: '继续安装',
    run: '运行',
    next: '下一步',
    back: '上一步',
    cancel: '取消',
    close: '关闭',
    discard: '放弃',
    continue: '继续',
  },
  step: (step, label) => `第 ${step} 步：${label}`,
  checking: '正在询问集群该计划能否运行…',
  before,
  form,
  job,
  plan,
  run,
};
