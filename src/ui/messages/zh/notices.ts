/** Chinese words of the notices; the English ones come with the notice. */
import { frame } from './frame.ts';

import type { Notice } from '#core/model/market.ts';

export interface NoticeWord {
  text: (market?: string) => string;
  /** Whether the English sentence has more: which file, which key. */
  says: 'all' | 'part';
}

export type NoticeWords = Readonly<Record<Notice['code'], NoticeWord>>;

const named = (market?: string) => (market === undefined ? '此市场' : `市场“${market}”`);

export const notices: NoticeWords = {
  'trust-off': {
    says: 'all',
    text: (market) =>
      market === undefined
        ? '此市场未启用签名检查：无法证明软件包由谁制作，也无法证明其未被更改。'
        : frame.level.trustOff(market),
  },
  'index-unsigned': {
    says: 'all',
    text: (market) =>
      market === undefined
        ? '此市场的软件包列表未签名：可能缺少某些软件包或新版本。每个软件包在打开时都会经过验证。'
        : frame.level.indexUnsigned(market),
  },
  'archive-unbound': {
    says: 'part',
    text: () => '软件包说明没有固定其全部文件：无法证明这些文件属于此版本的软件包。',
  },
  'spec-unbound': {
    says: 'part',
    text: () => '软件包说明没有写明自己的名称和版本：无法证明它属于此版本的软件包。',
  },
  'index-mismatch': {
    says: 'part',
    text: () => '软件包列表与软件包自身的说明不一致；此处显示的是软件包自身的说明。',
  },
  'index-entry': { says: 'part', text: () => '市场索引中有部分内容无法使用，已被略去。' },
  'unknown-fields': {
    says: 'part',
    text: () => '软件包说明中含有此插件不认识的字段，这些字段已被忽略。',
  },
  'license-unsigned': {
    says: 'part',
    text: () => '许可证文本未受签名保护：无法证明它是发布者提供的文本。',
  },
  'file-missing': { says: 'part', text: () => '软件包的某个附属文件无法读取，因此未显示。' },
  'icon-invalid': { says: 'part', text: () => '软件包的图标无法使用，已显示通用图标。' },
  'key-announced': {
    says: 'part',
    text: (market) =>
      `${named(market)}宣布启用新密钥。在新密钥生效之前，管理员必须通过市场以外的途径与市场运营者核对指纹，并将证书和指纹添加到插件配置中。`,
  },
  'key-unusable': { says: 'part', text: () => '有一个已配置的密钥无法使用，已被忽略。' },
};
