/** Chinese words of the problems; the English ones are in core/problems.ts. */
import { installProblems } from './problems-install.ts';
import { publishProblems } from './problems-publish.ts';
import { ASK_ADMINISTRATOR, ASK_PUBLISHER, TAMPERED } from './problem-words.ts';

import type { ErrorCode } from '#core/errors.ts';
import type { ProblemWords } from '#core/problem-words.ts';

const SIGN_INDEX = '市场的运营者必须使用“pai-market sign”签署新的索引。';
const SIGN_AGAIN = `${TAMPERED}如果只是失误，发布者必须使用“pai-market sign”重新签名。`;
const READ_ONLY = '可以浏览此市场，但无法安装其中的任何内容。';
const REPACK = '未使用归档中的任何内容。请通知发布者使用“pai-market build”重新打包。';
const TRY_LATER = '请一分钟后重试。如果问题仍然存在，请通知市场的运营者。';

export const problems: Readonly<Record<ErrorCode, ProblemWords>> = {
  'config-invalid': {
    title: '插件配置有误',
    advice: `${ASK_ADMINISTRATOR}错误位于 services-configuration.yaml 中插件的“config”部分。`,
  },
  'config-key-missing': {
    title: '未给此市场配置密钥',
    advice: '在管理员配置市场的证书（“keys”）及其指纹（“fingerprints”）之前，无法安装任何内容。',
  },
  'config-key-secret': {
    title: '插件配置中含有私钥',
    advice: '管理员必须立即将其替换为公开证书。该私钥应视为已泄露：其所有者必须将其吊销。',
  },
  'config-key-pin': {
    title: '配置的证书与其指纹不符',
    advice: '未使用此市场的任何内容。管理员必须通过市场以外的途径向发布者索取指纹，并进行核对。',
  },
  'config-insecure-base': {
    title: '配置中的某个地址不够安全',
    advice: `从使用 HTTPS 的门户只能读取 HTTPS 地址。${ASK_ADMINISTRATOR}`,
  },
  'net-unreachable': {
    title: '服务器没有响应',
    advice: '请检查网络连接后重试。如果问题仍然存在，请通知市场的运营者。',
  },
  'net-cors': {
    title: '服务器不允许此门户读取',
    advice:
      '市场的运营者必须按照托管指南发送响应头“Access-Control-Allow-Origin”；集群则应通过门户自身地址下的路径访问。',
  },
  'net-status': { title: '服务器拒绝了请求，或没有所请求的文件', advice: TRY_LATER },
  'net-redirect': {
    title: '服务器将请求转到了其他位置',
    advice: '插件不会跟随转到其他位置的重定向。管理员必须配置文件实际所在的地址。',
  },
  'net-timeout': { title: '服务器响应超时', advice: TRY_LATER },
  'net-too-large': {
    title: '文件超过了允许的大小',
    advice: '下载已停止。如果文件确实需要这么大，管理员可以在插件配置中提高上限。',
  },
  'net-truncated': { title: '收到的文件不完整', advice: TRY_LATER },
  'package-unknown': {
    title: '市场中没有此软件包',
    advice: '请检查地址，或在列表中查找该软件包。它可能已被移除。',
  },
  'package-yanked': {
    title: '此版本已被撤回',
    advice: '可以查看，但无法安装。请选择该软件包的其他版本；已在运行的作业不会停止。',
  },
  'package-denied': {
    title: '管理员不允许使用此软件包',
    advice:
      '市场中有此软件包，但此集群的规则将其排除在外。如果您需要它，请联系管理员；相关规则是插件配置中该市场的“packages”。',
  },
  'market-forbidden': {
    title: '此市场仅对特定用户组开放',
    advice:
      '管理员仅向特定用户组的成员显示此市场。请申请加入其中一个用户组，或以组内用户的身份登录。',
  },
  'index-signature': {
    title: '市场的签名索引无效',
    advice: `未使用此市场的任何内容。请通知管理员。如果是失误而不是攻击，${SIGN_INDEX}`,
  },
  'index-expired': {
    title: '市场的索引已过期',
    advice: `${READ_ONLY}新版本和撤回信息可能对您隐瞒。${SIGN_INDEX}`,
  },
  'index-rollback': {
    title: '市场显示的内容比之前更旧',
    advice: `${READ_ONLY}请通知管理员。如果是误将市场的旧副本放回了原处，${SIGN_INDEX}`,
  },
  'index-future': {
    title: '市场索引的日期在未来',
    advice:
      '无法安装此市场的任何内容。请检查此计算机的时钟。如果时钟正确，市场的运营者必须检查自己的时钟并重新签署索引。',
  },
  'index-market': {
    title: '这是另一个市场的索引',
    advice: `插件配置中的地址与“id”不属于同一个市场。${ASK_ADMINISTRATOR}`,
  },
  'index-mismatch': {
    title: '市场的文件互不一致',
    advice:
      '未使用其中的任何内容。如果市场刚刚发布，请一分钟后重试。如果问题仍然存在，请通知管理员。',
  },
  'index-invalid': {
    title: '无法读取市场的索引',
    advice: '市场的运营者必须重新生成索引；“pai-market verify”会指出错误所在。',
  },
  'signature-missing': { title: '缺少签名', advice: SIGN_AGAIN },
  'signature-malformed': { title: '无法读取签名', advice: SIGN_AGAIN },
  'signature-too-large': { title: '签名文件过大', advice: SIGN_AGAIN },
  'signature-type': {
    title: '签名的类型不正确',
    advice:
      '未使用以此方式签名的任何内容。发布者必须像“pai-market sign”那样，对二进制文件使用分离式签名。',
  },
  'signature-weak-hash': {
    title: '签名使用了不再安全的哈希算法',
    advice: '未使用以此方式签名的任何内容。发布者必须使用 SHA-256 或更强的算法重新签名。',
  },
  'signature-weak-key': {
    title: '签名所用的密钥不再安全',
    advice: '未使用由其签名的任何内容。发布者必须使用更强的密钥重新签名。',
  },
  'signature-bad': {
    title: '签名与文件不符',
    advice: `文件在签名之后被更改，或已损坏。${TAMPERED}`,
  },
  'signature-expired': {
    title: '签名已过期',
    advice: '未使用以此方式签名的任何内容。发布者必须重新签名。',
  },
  'signature-future': {
    title: '签名的日期在未来',
    advice: '请检查此计算机的时钟。如果时钟正确，请通知软件包的发布者。',
  },
  'signature-threshold': {
    title: '签名的已配置密钥数量不足',
    advice: '未使用此文件的任何内容。其余密钥的持有者也必须对其签名。',
  },
  'signer-unknown': {
    title: '签名者不受此集群信任',
    advice:
      '未使用由该密钥签名的任何内容。如果要信任该签名者，管理员必须先通过市场以外的途径与发布者核对指纹，然后再配置证书和指纹。',
  },
  'key-expired': {
    title: '签名者的密钥已过期',
    advice:
      '未使用由其签名的任何内容。发布者必须延长密钥的有效期或使用其他密钥签名，管理员必须配置更新后的证书。',
  },
  'key-revoked': {
    title: '签名者的密钥已被吊销',
    advice: '未使用由其签名的任何内容。发布者必须使用新密钥签名，管理员必须以新密钥替换原有配置。',
  },
  'key-unusable': {
    title: '有一个已配置的密钥无法使用',
    advice: '未使用由其签名的任何内容。管理员必须配置一个密钥可用于签名且强度足够的证书。',
  },
  'spec-encoding': { title: '软件包说明不是 UTF-8 文本', advice: ASK_PUBLISHER },
  'spec-json': { title: '软件包说明不是有效的 JSON', advice: ASK_PUBLISHER },
  'spec-invalid': { title: '软件包说明有误', advice: ASK_PUBLISHER },
  'spec-version': {
    title: '此插件不认识该软件包说明的格式',
    advice: '较新版本的插件或许可以读取；请联系管理员。',
  },
  'spec-identity': { title: '市场提供的不是所请求的软件包', advice: TAMPERED },
  'spec-digest': { title: '软件包说明与索引所指明的不一致', advice: TAMPERED },
  'license-digest': { title: '许可证文本与签名时的不一致', advice: TAMPERED },
  'license-declined': {
    title: '未接受许可证',
    advice: '未下载或发送任何内容。要安装该软件包，必须接受其许可证。',
  },
  'file-digest': { title: '软件包中的某个文件与签名时的不一致', advice: TAMPERED },
  'file-encoding': { title: '软件包中的某个文本不是 UTF-8', advice: ASK_PUBLISHER },
  'icon-invalid': {
    title: '软件包的图标无法使用',
    advice: '软件包本身不受影响。请通知其发布者。',
  },
  'archive-size': { title: '归档的大小与签名时的不一致', advice: TAMPERED },
  'archive-digest': { title: '归档与签名时的不一致', advice: TAMPERED },
  'archive-unbound': {
    title: '软件包说明没有写明所属的归档',
    advice: `${ASK_PUBLISHER}“pai-market build”会将归档的大小和摘要写入其中。`,
  },
  'zip-layout': { title: '归档不是普通的 zip 文件', advice: REPACK },
  'zip-mismatch': { title: '归档自相矛盾', advice: REPACK },
  'zip-name': { title: '归档中有文件使用了禁止的名称', advice: REPACK },
  'zip-duplicate': { title: '归档中有重复的文件', advice: REPACK },
  'zip-type': { title: '归档中含有普通文件以外的内容', advice: REPACK },
  'zip-size': { title: '归档中有文件的大小与声明的不一致', advice: REPACK },
  'zip-crc': { title: '归档中有文件已损坏', advice: REPACK },
  'zip-deflate': { title: '归档中有文件无法解压缩', advice: REPACK },
  'zip-method': { title: '归档使用了不允许的压缩方式', advice: REPACK },
  'zip-encrypted': { title: '归档已加密', advice: REPACK },
  'zip-zip64': { title: '归档使用了不允许的 zip64 格式', advice: REPACK },
  'zip-descriptor': { title: '归档使用了不允许的数据描述符', advice: REPACK },
  'zip-extra': { title: '归档含有不允许的附加字段', advice: REPACK },
  'zip-comment': { title: '归档含有不允许的注释', advice: REPACK },
  'zip-limit': {
    title: '归档解压缩后超过了允许的大小',
    advice: '未使用归档中的任何内容。如果确实需要这么大，管理员可以在插件配置中提高上限。',
  },
  'zip-empty': { title: '归档是空的', advice: REPACK },
  ...installProblems,
  'source-invalid': { title: '源文件有误', advice: '请更正所指出的文件，然后重新运行命令。' },
  ...publishProblems,
  usage: { title: '无法理解该命令', advice: '使用 --help 运行命令可查看用法。' },
  cancelled: { title: '已取消', advice: '不会再执行任何操作。您可以随时重新开始。' },
  internal: {
    title: '应用市场内部出错',
    advice:
      '这是插件的错误，与您的操作无关。请重新加载页面；如果再次发生，请将详细信息发送给管理员。',
  },
};
