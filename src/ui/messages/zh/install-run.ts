/** Chinese words of a run in the install wizard. */
import { formatNumber } from '../language.ts';
import { JOB_STATES } from './job-states.ts';

import type { run as English } from '../en/install-run.ts';

export const run: typeof English = {
  sending: '正在发送计划',
  stopping: '完成当前正在发送的请求后停止…',
  state: { waiting: '未开始', running: '运行中', done: '已完成', failed: '失败' },
  request: (id) => `请求 ${id}`,
  purpose: (purpose) => `${purpose}：`,
  spared: {
    skipped: '已跳过，因为已经存在',
    adopted: '已跳过，使用已有的内容',
    found: '已完成，只是应答在途中丢失',
    done: '之前已完成，不再发送',
  },
  answerLost: '已发送，应答未知',
  waiting: '正在等待应答',
  bytes: (sent, total, unit) => `${sent} / ${total} ${unit}`,
  busyNow: (status) => `集群繁忙（${status}），正在重新询问`,
  busy: (status, seconds) => `集群繁忙（${status}），${formatNumber(seconds)} 秒后重新询问`,
  answered: (status) => `应答 ${status}`,
  unexpected: (status) => `应答 ${status}，与预期不符`,
  absent: (status) => `应答 ${status}，尚不存在`,
  present: (status) => `应答 ${status}，已经存在`,

  log: {
    title: '日志',
    copy: '复制日志',
    save: '保存日志',
    begins: (name, version, user) => `以用户 ${user} 的身份开始安装 ${name} ${version}。`,
    goesOn: (name, version, user) => `以用户 ${user} 的身份继续安装 ${name} ${version}。`,
    stepBegins: (step, label) => `第 ${step} 步开始：${label}`,
    sent: (address) => `${address}：已发送`,
    answered: (address, status) => `${address}：应答 ${status}`,
    waits: (address, status, until) => `${address}：应答 ${status}，等待至 ${until}`,
    spared: {
      skipped: (address) => `${address}：未发送，相同的内容已经存在`,
      adopted: (address) => `${address}：未发送，按您的决定使用已有的内容`,
      found: (address) => `${address}：未再次发送，虽然应答丢失，但操作已经完成`,
      done: (address) => `${address}：未再次发送，之前已经完成`,
    },
    stepDone: (step) => `第 ${step} 步已完成`,
    stepDoneJob: (step, job) => `第 ${step} 步已完成：作业 ${job}`,
    handoff: (step) => `第 ${step} 步：作业已填写好，可用于门户的提交页面`,
    stopped: (step, code, message) => `在第 ${step} 步停止：${code}：${message}`,
    done: (receipt) => `所有步骤均已完成；安装记录 ${receipt}`,
  },

  ended: { done: '已完成', failed: '安装失败', cancelled: '已取消' },
  allDone: '所有步骤均已完成。',
  allThere: '全部内容之前就已存在，因此没有做任何更改。',
  openJob: (job) => `在门户中打开作业 ${job}`,
  openSubmission: '打开提交页面',
  receipt: '安装记录',
  logInAgain: '已完成的操作不会丢失。请登录后重新打开此页面，届时可以继续安装。',
  submitted: '作业 {job} 已提交。',
  wasThere: '作业 {job} 之前就已存在且与此相同，因此没有再次发送。',
  askingState: '正在向集群询问其状态…',
  handedOver: '填写好的作业可以在门户的提交页面使用；尚未提交任何内容。',
  leftOut: (secrets) => `未包含以下机密，请在那里输入：${secrets.join('、')}。`,
  jobStateNames: JOB_STATES,
  jobState: {
    WAITING: '正在等待空闲资源。',
    RUNNING: '正在运行。',
    SUCCEEDED: '已成功结束。',
    STOPPING: '正在停止。',
    STOPPED: '已停止。',
    FAILED: '运行失败，日志请见门户中该作业的页面。',
    UNKNOWN: '集群不知道它的状态。',
  },
  summary: {
    done: (labels) => `已完成：${labels.join('；')}。`,
    partly: (labels) => `部分完成：${labels.join('；')}。`,
    open: (labels) => `部分完成，其余情况未知：${labels.join('；')}。`,
    unknown: (labels) => `情况未知：${labels.join('；')}。`,
    not: (labels) => `未完成：${labels.join('；')}。`,
    unknownHint:
      '有一个请求已发送，但没有收到应答，或应答不符合预期。继续安装时会先查看已有的内容，因此不会重复执行任何操作。',
  },
};
