/** Chinese words of the preview of a plan in the install wizard. */
import type { plan as English } from '../en/install-plan.ts';

export const plan: typeof English = {
  title: '将要发送的内容',
  system: '我知道这会改变 CDAP，影响它的所有用户',
  toOpenpai: (base, user) => `${base}（用户 ${user}）`,
  toCdap: (base) => `${base}（CDAP）`,
  where: {
    openpai: (openpai) =>
      `全部内容只发送到 ${openpai}，不会发送到其他地方。您的登录令牌在发送时才加入，不包含在计划中。`,
    cdap: (cdap) =>
      `全部内容只发送到 ${cdap}，不会发送到其他地方。如果 CDAP 需要它自己的令牌，该令牌只发送给 CDAP，不包含在计划中。`,
    both: (openpai, cdap) =>
      `全部内容只发送到 ${openpai} 和 ${cdap}，不会发送到其他地方。您的登录令牌只发送给 OpenPAI，在发送时才加入。如果 CDAP 需要它自己的令牌，该令牌只发送给 CDAP。令牌都不包含在计划中。`,
  },
  ofPackage: (name, version) => `（属于 ${name} ${version}）`,
  filledJob: '填写好的作业，用于门户的提交页面',
  filledJobText: '填写好的作业',
  leftOut: (secrets) => `未包含以下机密，请在那里输入：${secrets.join('、')}。`,
  sendsNothing: '不发送任何内容。',
  canUndo: (purposes) => `之后可以撤销：${purposes.join('；')}。`,

  request: {
    purpose: (purpose, size) => `${purpose}，${size}`,
    headers: '请求头',
    answers: '应答',
    answerMeans: (status, means) => `${status} 表示${means}`,
    means: { done: '已完成', absent: '不存在', present: '已存在' },
    allAnswers: (answers) => `${answers.join('；')}；收到其他应答则在此停止`,
    bodyText: '请求正文',
    body: '正文',
    fileOfUser: (file, size) => `您提供的文件 ${file}，${size}`,
    fileOf: (file, source, size) => `${source} 的文件 ${file}，${size}`,
    fromAddress: '，来自 {address}',
    sha256: '正文的 SHA-256',
    secrets: '发送时填入的机密',
    secretNames: (names) => names.join('、'),
    decides: '此请求只读取，用来决定是否需要',
    decidesList: (purposes) => purposes.join('；'),
    compared: (what) => `比较的内容：${what.join('、')}`,
    fate: {
      reads: '（只读取）',
      ask: '——由您在上方决定',
      own: '——之前已完成，不再发送',
      skip: '——将会跳过：已经存在',
    },
  },

  choice: {
    open: '请选择如何处理，尚未发送任何内容。',
    again: '再发送一次',
    happened: '它已经生效：不再发送，继续',
    adopt: '使用已有的内容',
    replace: '替换它',
  },

  refused: {
    system: '此次安装会改变 CDAP，影响它的所有用户。请先在上方确认；尚未发送任何内容。',
    undecided: '此次安装要创建的部分内容已经存在。请在上方的计划中选择如何处理；尚未发送任何内容。',
    notLoggedIn: '您尚未登录集群，因此无法安装。',
    noEnd: '安装已结束，但没有报告结果。',
  },
};
