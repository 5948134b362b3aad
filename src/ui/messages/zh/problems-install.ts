/** Chinese words for the problems of installing. */
import { ASK_ADMINISTRATOR, ASK_PUBLISHER, TAMPERED } from './problem-words.ts';

import type { ErrorCode } from '#core/errors.ts';
import type { ProblemWords } from '#core/problem-words.ts';

export const installProblems = {
  'action-unknown': {
    title: '软件包中有此插件不认识的步骤',
    advice: '较新版本的插件或许可以执行；请联系管理员。',
  },
  'action-argument': { title: '软件包的某个步骤含有错误的参数', advice: ASK_PUBLISHER },
  'action-file': { title: '某个步骤需要的文件不在软件包中', advice: ASK_PUBLISHER },
  'action-forbidden': {
    title: '某个步骤要求执行不允许的操作',
    advice: '未发送任何内容。请将该软件包的名称告知管理员。',
  },
  'protocol-invalid': {
    title: '软件包的作业协议无效',
    advice: `集群会拒绝该协议。${ASK_PUBLISHER}`,
  },
  'dependency-cycle': { title: '软件包之间存在循环依赖', advice: ASK_PUBLISHER },
  'dependency-depth': { title: '软件包的依赖层级过深', advice: ASK_PUBLISHER },
  'dependency-count': { title: '软件包依赖的其他软件包过多', advice: ASK_PUBLISHER },
  'dependency-identity': { title: '市场提供的不是所需的软件包', advice: TAMPERED },
  'dependency-digest': { title: '所需的软件包与指定的不一致', advice: TAMPERED },
  'dependency-missing': {
    title: '无法获取所需的软件包',
    advice: '未安装任何内容。该软件包的其他版本可能有不同的依赖；否则请通知其发布者。',
  },
  'dependency-conflict': { title: '软件包的各部分互相矛盾', advice: ASK_PUBLISHER },
  'external-scheme': { title: '文件的地址不被允许', advice: ASK_PUBLISHER },
  'external-origin': {
    title: '文件位于不被允许的服务器上',
    advice: '未读取该文件。管理员可以允许该服务器（市场的“externalOrigins”）。',
  },
  'external-digest': { title: '来自其他位置的文件与签名时的不一致', advice: TAMPERED },
  'external-digest-missing': { title: '无法证明来自其他位置的文件', advice: ASK_PUBLISHER },
  'login-required': { title: '您尚未登录', advice: '请登录门户，然后重试。' },
  'cluster-origin': {
    title: '请求本会发送到集群以外的服务器',
    advice: '未发送任何内容。请将该软件包的名称告知管理员。',
  },
  'cluster-redirect': {
    title: '集群将请求转到了其他位置',
    advice: '您的令牌未被转发。请通知集群的管理员。',
  },
  'cluster-unreachable': {
    title: '集群没有响应',
    advice: '请一分钟后重试。如果问题仍然存在，请通知集群的管理员。',
  },
  'cluster-auth': {
    title: '集群不再接受您的登录',
    advice: '您的会话可能已过期。请重新登录，然后重试。',
  },
  'cluster-forbidden': {
    title: '您没有在集群上执行此操作的权限',
    advice: '请向集群的管理员申请权限。对于作业，您或许可以使用其他虚拟集群。',
  },
  'cluster-conflict': {
    title: '同名的内容已经存在',
    advice: '未覆盖任何内容。请选择其他名称，或决定如何处理已有的内容。',
  },
  'cluster-too-large': {
    title: '内容过大，集群无法接收',
    advice: '集群或其前面的服务器对请求的大小有限制。请联系其管理员。',
  },
  'cluster-rate-limited': {
    title: '请求过多',
    advice: '集群限制了每个用户的请求频率。请稍候再试。',
  },
  'cluster-error': {
    title: '集群报告了错误',
    advice: '详细信息中有集群的应答。如果仍无法解决，请联系集群的管理员。',
  },
  'cluster-lacks': {
    title: '集群不具备软件包所需的功能',
    advice: '未发送任何内容。该软件包的其他版本可能适用于此集群；否则请联系集群的管理员。',
  },
  'cluster-outcome': {
    title: '无法确定某个请求是否已执行',
    advice: '其应答已丢失。请在集群上查看，然后说明它是否已执行，或者是否需要重新发送。',
  },
  'cdap-missing': { title: '未配置 CDAP 集群', advice: ASK_ADMINISTRATOR },
  'cdap-auth': {
    title: 'CDAP 要求提供令牌',
    advice: '请输入您的 CDAP 令牌。令牌仅保存在内存中，并且只发送给 CDAP。',
  },
  'plan-refused': {
    title: '请求与计划不符',
    advice: '未发送该请求。请重新开始，以便重新制定计划。',
  },
  'install-elsewhere': {
    title: '另一个标签页正在安装此软件包',
    advice: '请在该标签页中继续，或等待其完成；此页面没有再发送任何内容。',
  },
  'receipt-invalid': {
    title: '这不是安装记录文件',
    advice: '未导入其中的任何内容。请选择从“已安装”页面导出的文件。',
  },
} as const satisfies Partial<Record<ErrorCode, ProblemWords>>;
