/** Chinese words of the frame and of what every page shows. */
import { countOf } from '../language.ts';

import type { frame as English } from '../en/frame.ts';

export const frame: typeof English = {
  title: '应用市场',
  nav: { label: '应用市场页面', market: '应用市场', installed: '已安装' },
  actions: {
    login: '登录',
    retry: '重试',
    reload: '重新加载页面',
    copyDetails: '复制详细信息',
    whatThisMeans: '查看说明',
  },
  newTab: '（在新标签页中打开）',
  copyByHand: '详细信息，请手动复制',
  languageFailed: '英文界面无法加载。请检查网络连接，然后重新选择语言。',
  loadingPage: '正在加载页面…',
  badAddress: '无法识别此页面的地址，因此显示软件包列表。',
  dismiss: '关闭',
  copied: '已复制',
  copyRefused: '浏览器不允许此页面执行复制。文本已选中，请手动复制。',
  bytes: (count) => countOf(count, '字节'),
  withMore: (words, more) => `${words}（${more}）`,
  afterLabel: '：',
  justNow: '刚刚',
  unknownTime: '未知时间',
  differ: {
    one: (place) => `二者在第 ${place} 个字符处不同。`,
    many: ({ first, count, length }) =>
      `二者从第 ${first} 个字符起不同，${length} 个字符中有 ${count} 个不同。`,
  },
  partMissing: '应用市场插件的一部分无法加载。插件的文件必须与 plugin.js 位于服务器的同一位置。',
  notLoggedIn: '您尚未登录。您可以浏览软件包；如需安装，请先登录。',
  trust: {
    off: '未经验证：此市场已关闭检查',
    pinned: '其摘要与已签名的软件包说明所指明的一致',
    signedBy: (name) => `由 ${name} 签名，指纹`,
    userId: (userId) => `证书中的名称：${userId}`,
  },
  index: {
    verifying: (name) => `正在验证 ${name} 的签名索引…`,
    signed: '{market}：签名索引，签署于 {issued}，有效期至 {expires}',
    issued: '签署时间',
    expires: '有效期至',
    serial: '序列号',
    sha256: 'market.json 的 SHA-256',
    address: '市场地址',
    soon: (age) => `索引将在${age}过期；市场的运营者应重新签名。`,
    signedOn: '{market}：此列表签署于 {time}。',
    keyAnnounced: (name) => `致管理员：${name} 宣布启用新密钥`,
    keyLines: '确认指纹并取得证书后，将此市场的以下内容写入插件配置：',
    keyLinesLabel: '插件配置内容',
    copyLines: '复制内容',
    keepCertificates: '（现有配置的证书）',
    newCertificate: (fingerprint) => `（指纹为 ${fingerprint} 的证书）`,
  },
  level: {
    trustOff: (name) =>
      `市场“${name}”未启用签名检查：无法证明软件包由谁制作，也无法证明其未被更改。`,
    indexUnsigned: (name) =>
      `市场“${name}”的软件包列表未签名：可能缺少某些软件包或新版本。每个软件包在打开时都会经过验证。`,
  },
};
