/** Chinese words of the page of what is installed. */
import { countOf, formatNumber } from '../language.ts';
import { JOB_STATES } from './job-states.ts';

import type { installed as English } from '../en/installed.ts';

export const installed: typeof English = {
  title: '已安装',
  reading: '正在读取此浏览器中的安装记录…',
  notLoggedIn: '安装记录按用户保存，登录后即可查看。',
  packages: '软件包',
  search: '搜索已安装的软件包',
  count: (count) => countOf(count, '个软件包'),
  countOf: (found, all) => `${formatNumber(found)} / ${countOf(all, '个软件包')}`,
  newest: (shown) => `；仅显示最新的 ${shown} 个`,
  nothing: '此浏览器尚未安装过任何软件包。',
  nothingHint:
    '每次安装都会在此留下安装记录：软件包及其签名者、发送到集群的内容，以及由此产生的作业。',
  look: '查找软件包',
  keep: '保留',

  now: (version) => `${version}，安装于 {time}，来自 {market}`,
  nowWith: (version) => `${version}，于 {time} 随 {package} 安装，来自 {market}`,
  notNow: '未安装，来自 {market}',
  noMarket: '此市场已不在配置中，因此无法获取更新。',
  older: (count) => countOf(count, '条较早的安装记录'),
  withdrawn: '已撤回',
  withdrawnWhy: (version) => `发布者撤回了版本 ${version}：{reason}`,
  update: (version) => `更新到 ${version}`,
  reinstall: (version) => `重新安装 ${version}`,
  changes: (from, to) => `从 ${from} 到 ${to} 的更改`,
  noChanges: '发布者未说明更改内容。',
  readingChanges: '正在读取并验证更新日志…',

  receipt: '安装记录',
  outcomes: { done: '已完成', failed: '失败', cancelled: '已取消', undone: '已撤销' },
  imported: '已导入',
  withOthers: (count) => `，另有 ${countOf(count, '个软件包')}`,
  jobs: () => '作业 {jobs}',
  between: '、',
  forget: '删除记录',
  forgetQuestion: (name, version) => `要删除 ${name} ${version} 的安装记录吗？`,
  forgetMeans: '集群上的内容不会改变，但之后无法再从这里撤销此次安装所做的操作。',

  unfinished: {
    title: '未完成',
    hint: '已完成的部分会保留，不会重复执行。机密信息不会保存在任何地方，因此需要重新填写。',
    begun: (done, all) =>
      `来自 {market}，开始于 {time}，已完成 ${formatNumber(done)} / ${countOf(all, '个步骤')}`,
    noMarket: '其市场已不在配置中，因此无法从这里继续。',
    elsewhere: '正在另一个标签页中运行',
    resume: '继续',
    discard: '放弃',
    discardQuestion: (name, version) => `要放弃 ${name} ${version} 的安装吗？`,
    discardMeans: '放弃后将无法继续。已完成的内容会保留在集群上；安装记录会说明进行到了哪一步。',
    stopped: '安装已中止：{title}。{message}',
    stoppedIn: (step) => `安装在第 ${step} 步中止：{title}。{message}`,
  },

  transfer: {
    exportAll: '导出所有安装记录',
    import: '导入安装记录',
    file: '安装记录文件',
    tooLarge: (file, size, limit) =>
      `${file} 过大，不是安装记录文件：大小为 ${size}，最多读取 ${limit}。`,
    added: (added) => `已添加 ${countOf(added, '条安装记录')}。`,
    addedKnown: (added, known) =>
      `已添加 ${countOf(added, '条安装记录')}，另有 ${formatNumber(known)} 条已存在。`,
  },

  cluster: {
    title: '集群上的作业',
    again: '重新查询',
    asking: '正在向集群查询您的作业…',
    failed: '集群未提供作业信息；此浏览器中的安装记录仍可查看。',
    none: '集群上没有您通过应用市场软件包提交的作业。',
    hint: '通过应用市场软件包提交的作业，包括在其他浏览器中提交的。',
    more: (count) => `再显示 ${formatNumber(count)} 个`,
    states: JOB_STATES,
    about: '{package}',
    aboutAt: '{package}，{time}',
    noReceipt: '，此浏览器中没有安装记录',
  },
};
