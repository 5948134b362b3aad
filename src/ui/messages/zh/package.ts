/** Chinese words of the page of a package. */
import { countOf, formatNumber } from '../language.ts';
import { actions } from './package-actions.ts';
import { changes } from './package-changes.ts';

import type { pack as English } from '../en/package.ts';

export const pack: typeof English = {
  allPackages: '所有软件包',
  about: '关于此软件包',
  reading: '正在读取并验证软件包…',
  nameBy: '{name} {version}，作者：{people}',
  nameOnly: '{name} {version}',
  comma: '，',
  sentences: (first, second) => `${first}${second}`,
  beta: '测试版',
  withdrawn: '已撤回',
  install: '安装',
  goTo: (version) => `转到 ${version}`,
  more: (count) => `以及另外 ${formatNumber(count)} 项`,
  showMore: (count) => `再显示 ${formatNumber(count)} 项`,
  showAll: (count) => `显示全部 ${formatNumber(count)} 项`,

  newest: {
    not: '这不是此软件包的最新版本。',
    notWithdrawn: '此软件包还有未被撤回的版本。',
    notSuiting: (version, reason) => `有更新的版本 ${version}，但不适合本集群：${reason}`,
  },

  suits: {
    not: '不适合本集群',
    short: '不适合',
    because: ({ cluster, range, version }) =>
      `它适用于 ${cluster} ${range}，而本集群的版本是 ${version}。`,
    newest: '适合本集群的最新版本：',
    none: '此软件包没有适合本集群的版本。',
    yes: (version) => `本集群的版本是 ${version}，适合。`,
    no: (version) => `本集群的版本是 ${version}，不适合。`,
    unknown: '本集群的版本未知。',
    unread: '无法识别此范围。',
  },

  blocked: {
    withdrawn: (name, version, reason) => `${name} 的版本 ${version} 已被撤回：${reason}`,
    unknownStep: (step, title, type) =>
      `${title} 的第 ${step} 步类型为“${type}”，需要更新版本的插件。`,
    notLoggedIn: (title) => `您尚未登录集群，因此无法安装 ${title}。`,
  },

  installed: {
    line: '{version}，于 {day}',
    lineBy: '{version}，于 {day}，随 {by} 一起安装',
    version: (version) => `已安装：${version}`,
    update: (version) => `更新到 ${version}`,
    back: (version) => `退回到 ${version}`,
    again: '重新安装',
    withAnswers: (what) => `${what}，并填入您以前的选择。`,
    withoutAnswers: (what) => `${what}。`,
    begun: '此版本的一次安装已开始但未完成，可以从中断处继续。',
  },

  what: {
    title: '将会发生什么',
    nothing: '此软件包没有步骤，因此无需安装。',
    labelled: '{label}：{text}',
    unknown: (type) => `本版本的插件不认识此类型：${type}。需要更新版本的插件。`,
    see: '发送任何内容之前，您都能看到每一个请求。',
    unproved: '没有任何东西能证明软件包由谁发布，或证明它无害。',
    proved: '签名只说明软件包由谁发布，不说明它无害。',
    actions,
  },

  facts: {
    market: '市场',
    versions: '版本',
    allVersions: (count) => `全部 ${formatNumber(count)} 个版本`,
    published: '发布时间',
    licence: '许可证',
    ownTerms: '自有条款',
    notStated: '未说明',
    readLicence: '阅读许可证',
    accepted: '您已接受此文本。',
    categories: '类别',
    tags: '标签',
    components: '组件',
    dependencies: '依赖',
    pai: 'OpenPAI 版本',
    cdap: 'CDAP 版本',
  },

  share: {
    copyLink: '复制链接',
    command: '命令行',
    commandHint:
      '使用此门户的密钥和信任级别安装此版本。文件 token.txt 中只能有您的集群令牌，不能有其他内容。',
    acceptHint: '阅读许可证后，请加上 --accept-license。',
    cdapTokenHint: '如果 CDAP 要求令牌，请用 --cdap-token-file 加上存放令牌的文件。',
    keysHint: (count) =>
      count === 1
        ? '此门户信任的证书必须位于运行命令的文件夹中：'
        : `此门户信任的 ${formatNumber(count)} 个证书必须位于运行命令的文件夹中：`,
    saveKey: (file) => `保存 ${file}`,
    copyCommand: '复制命令',
  },

  needs: {
    title: '作业所需的资源',
    all: (amounts) => `其最大的作业共需要 ${amounts}（所有任务合计）。发送之前您可以修改。`,
    logIn: '登录后即可查看哪里有空闲资源。',
    reading: '正在查询集群的空闲资源…',
    unread: (problem) => `无法读取空闲资源：${problem}。`,
    noClusters: '您没有可用的虚拟集群。',
    list: (amounts) => amounts.join('、'),
    gpu: (count) => countOf(count, '块 GPU'),
    cpu: (count) => countOf(count, '个 CPU 核心'),
    memory: (amount) => `${amount} 内存`,
    fits: '现在可运行',
    waits: '需要等待',
    never: '超出容量',
    unknown: '未知',
    lacks: (amounts) => `现在还缺 ${amounts}。`,
    holds: (amounts) => `总共只有 ${amounts}。`,
    free: (amounts) => `当前空闲：${amounts}。`,
    untold: '集群没有告知那里的空闲资源。',
  },

  pictures: {
    title: '截图',
    enlarge: (label) => `放大：${label}`,
    numbered: (number) => `截图 ${number}`,
    count: (number, all) => `第 ${number} 张，共 ${all} 张`,
    previous: '上一张',
    next: '下一张',
    close: '关闭',
    failed: '无法显示此图片。',
  },

  tabs: {
    label: '文字与文件',
    readme: '自述文件',
    changelog: '更新日志',
    files: '文件',
    filesCount: (count) => `文件（${formatNumber(count)}）`,
    versions: (count) => `版本（${formatNumber(count)}）`,
    compare: '比较',
    dependencies: '依赖关系',
    dependenciesCount: (count) => `依赖关系（${formatNumber(count)}）`,
  },

  files: {
    holds: (size, count, unpacked) =>
      `archive.zip（${size}）包含 ${countOf(count, '个文件')}，解压后 ${unpacked}。此列表来自已签名的说明，无需下载。`,
    unlisted: (size) => `archive.zip（${size}）中的文件没有在说明中列出。`,
    loose: '此软件包没有压缩包；以下是它的文件。',
    find: '查找文件',
    none: '没有名称匹配的文件。',
    found: (count) => countOf(count, '个文件'),
    folder: (count, size) => `${countOf(count, '个文件')}，${size}`,
  },

  versions: {
    version: '版本',
    published: '发布时间',
    state: '状态',
    here: '当前查看',
    newest: '最新',
    suiting: '适合的最新版本',
    for: (ranges) => `适用于 ${ranges}`,
    compare: '比较',
    comparedWith: (one, other) => ` ${one} 与 ${other}`,
  },

  dependencies: {
    needs: '依赖的软件包',
    needsNothing: '此软件包不依赖其他软件包。',
    why: {
      first: '先行安装',
      step: '作为步骤安装',
      part: '作业的一部分',
    },
    absent: '目前不在此市场中',
    neededBy: '依赖它的软件包',
    neededByNothing: '此市场中没有依赖它的软件包。',
    asks: (version, asked) => `版本 ${version} 要求 ${asked}`,
    looking: '正在查找市场中的软件包…',
    brackets: (words) => `（${words}）`,
  },

  markdown: {
    image: '[图片]',
    imageOf: (alt) => `[图片：${alt}]`,
    table: '表格',
    copyCode: '复制代码',
  },

  changes,
};
