/** Chinese words of the install wizard before its form. */
import type { before as English } from '../en/install-before.ts';

export const before: typeof English = {
  goOn: '继续',
  toPackage: '返回软件包页面',
  begunTitle: '此软件包曾在这里开始安装，但没有完成。',
  begunElsewhere: '此浏览器的另一个标签页正在安装它。',
  begunHere: '可以从中断的地方继续，已经完成的操作不会重复执行。',
  byAddress: '您是通过链接来到这里的，安装尚未开始。安装之前，请先阅读{link}。',
  byAddressLink: '此软件包会做什么',

  cancelled: '安装已取消，没有向集群发送任何内容。',
  cancelledLater: '安装已取消，之前已完成的操作保持不变。',
  declined: '您拒绝了许可证，因此没有安装也没有发送任何内容。',
  readingLicense: '许可证已打开，请阅读。',
  left: '已离开安装。',
  nothingSent: '没有向集群发送任何内容。',
  noSteps: '此软件包没有任何步骤，无需安装。',
  evidence: (packages) => `全部 ${packages} 个软件包的验证证据`,

  leave: {
    title: '要离开此次安装吗？',
    leave: '离开',
    stay: '留下',
    running: '安装正在运行。如果离开，它会在完成当前正在发送的请求后停止，您可以稍后继续。',
    typed: '如果离开，您填写的内容将会丢失。',
  },

  elsewhere: {
    waits: '此软件包正在此浏览器的另一个标签页中安装，本标签页正在等待。',
    over: '另一个标签页已不再安装它，您可以在这里继续。',
    ended: '另一个标签页中的安装已结束',
    endedHint: '结果请见“已安装”页面。',
    again: '重新安装',
  },

  unfinished: {
    title: '此次安装已开始但没有完成',
    begun: '开始于{begun}。',
    begunAndLast: '开始于{begun}，最近一次运行于{last}。',
    stopped: (reason) => `停止原因：${reason}`,
    discardTitle: '要放弃此次安装吗？',
    discard: '放弃安装',
    keep: '保留',
    discardHint:
      '放弃后将无法继续。它在集群上创建的内容会保留；“已安装”页面上的安装记录会列出这些内容，并可以撤销。',
  },

  verify: {
    label: '验证',
    packages: '软件包',
    stages: {
      signature: '读取签名',
      download: '下载',
      check: '检查每个字节',
      cluster: '询问集群您可以使用哪些资源',
    },
    askClusters: '询问各集群您可以使用哪些资源',
    state: { done: '（已完成）', current: '（进行中）', waiting: '（未开始）' },
    now: {
      package: '正在读取软件包…',
      signature: (file) => `正在读取签名 ${file}…`,
      download: (file) => `正在下载 ${file}…`,
      check: '正在检查归档…',
      cluster: '正在询问集群您可以使用哪些资源…',
    },
    checking: '，正在检查每个字节',
    reading: (file) => `：${file}`,
    readingBytes: (file, bytes) => `：${file}，${bytes}`,
    download: '下载',
    bytes: (read, total) => `${read} / ${total}`,
    nothingYet: '全部检查完成之前，不会向集群发送任何内容。',
  },

  tree: {
    title: '此次安装的软件包',
    needs: (count) =>
      `此软件包需要另外 ${count} 个软件包：{others}。运行之前，所有软件包都会经过验证。`,
    others: (labels) => labels.join('、'),
    needsOf: (label) => `${label} 需要的软件包`,
    again: '见上文',
    license: '许可证',
    licenseOf: (label) => `：${label}`,
    accepted: '已接受',
    notAccepted: '尚未接受',
    notVerified: '未验证',
    pinned: (market) => `其摘要由 ${market} 的已签名索引指定`,
    sameKey: (market) => `由 ${market} 用同一密钥签名`,
    root: (steps) => `您要安装的软件包${steps}。`,
    dependency: (steps) => `最先安装${steps}。`,
    action: (steps) => `在安装过程中安装${steps}。`,
    component: '只使用其中的一个文件，不运行它的任何步骤。',
    neededAgain: '这里也需要它，但只会安装一次。',
    asked: (version) => `要求的版本：${version}。`,
    step: (step) => `：第 ${step} 步`,
    steps: (steps) => `：第 ${steps.join('、')} 步`,
    stepsTo: (first, last) => `：第 ${first} 至 ${last} 步`,
  },
};
