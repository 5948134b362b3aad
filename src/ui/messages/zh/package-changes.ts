/** Chinese words for what differs between two versions of a package. */
import { formatNumber } from '../language.ts';

import type { changes as English } from '../en/package-changes.ts';

export const changes: typeof English = {
  choose: '要比较的版本',
  before: '从',
  after: '到',
  installed: (version) => `${version}（已安装）`,
  reading: (version) => `正在读取并验证 ${version}…`,
  same: '请选择两个不同的版本，以查看它们之间的变化。',
  none: '两个版本的步骤、文件、资源、集群版本、许可证、依赖和文字都相同。',
  back: '右边的版本较旧：以下是退回该版本时的变化。',
  notes: '其间的更新日志',
  parts: {
    steps: '步骤',
    files: '文件',
    needs: '最大作业所需的资源',
    ranges: '集群版本',
    license: '许可证',
    dependencies: '所需的软件包',
    words: '文字',
  },
  kinds: { added: '新增', removed: '移除', changed: '更改' },
  counts: {
    added: (count) => `新增 ${formatNumber(count)} 个`,
    removed: (count) => `移除 ${formatNumber(count)} 个`,
    changed: (count) => `更改 ${formatNumber(count)} 个`,
  },
  asked: (value) => `${value}（可由您修改）`,
  fixed: (value) => `${value}（固定）`,
  fromTo: '从 {before} 变为 {after}',
  any: '任意版本',
  empty: '无',
  step: (number) => `第 ${number} 步`,
  stepWas: (number, before) => `第 ${number} 步（原第 ${before} 步）`,
  licenseText: '许可证的文本已改变。',
  names: {
    pai: 'OpenPAI',
    cdap: 'CDAP',
    id: '许可证',
    label: '标题',
    description: '说明',
    author: '作者',
    org: '组织',
    categories: '类别',
    tags: '标签',
    components: '组件',
  },
};
