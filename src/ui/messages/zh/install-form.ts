/** Chinese words of the form of the install wizard. */
import { countOf, formatNumber } from '../language.ts';

import type { form as English } from '../en/install-form.ts';

export const form: typeof English = {
  steps: '步骤',
  stepOf: (step, steps) => `第 ${step} 步，共 ${steps} 步`,
  context: (step) => `第 ${step} 步`,
  done: '（已完成）',
  doneBefore: '此步骤之前已经完成，不会再次运行。',
  previewLater: '所有字段都填写正确后，将要发送的全部内容会先显示在这里，然后才会运行。',
  begun: '此步骤已经开始，只能按原计划继续：请保留原有的答案，并重新提供机密和文件。',
  groups: {
    job: '作业',
    parameters: '参数',
    secrets: '机密',
    resources: '资源',
    arguments: '选项',
  },
  secretsHint: '在运行结束之前只保存在内存中；绝不会出现在预览、安装记录或浏览器的存储中。',
  taken: '此名称已被占用。',
  wrong: (count) => `还有 ${count} 项填写不正确，没有发送任何内容。`,
  wrongField: (label, message) => `${label}：${message}`,
  optionFree: (label, free) => `${label}（${free}）`,

  filled: {
    defaults: '使用默认值',
    from: (version) => `已按您上次安装版本 ${version} 时的内容填写；机密和文件需要重新提供。`,
    renamed: (from, to) => `名为 ${from} 的作业已经存在，因此建议使用 ${to}。`,
  },

  yaml: {
    label: 'YAML 格式的作业',
    help: '与表单保持同步。机密在这里显示为占位符，其值只能在表单中输入。',
    faults: '此 YAML 暂时无法使用，表单保持不变。',
    faultAt: (line, message) => `第 ${line} 行：${message}`,
    original: '恢复软件包的原始内容',
    restore: '取回我的文本',
    fillInAs: '填写方式',
    form: '表单',
    yaml: 'YAML',
    waiting: '暂时无法读取该 YAML，因此表单仍显示之前的作业并等待。您输入的内容不会丢失。',
    show: '显示 YAML',
    discard: '改用表单',
  },

  diff: {
    title: '与软件包相比的改动',
    tooMuch: '差异太多，无法逐行显示。',
    comparing: '正在比较…',
    none: '没有改动。',
    counts: (added, removed) => `新增 ${countOf(added, '行')}，删除 ${countOf(removed, '行')}。`,
    lines: '改动的行',
    unfold: (lines) => `显示 ${countOf(lines, '行')}未改动的内容`,
    added: '新增：',
    removed: '删除：',
  },

  files: {
    label: '此步骤的文件',
    inside: '查看 {file}（{size}）的内容',
    from: (argument, source) => `${argument}，来自 ${source}`,
    fromUser: (argument) => `${argument}，来自您的计算机`,
    opening: '正在打开文件…',
    binary: '二进制文件，没有可显示的文本。',
    list: '内含的文件',
    counts: (files, unpacked) => `${countOf(files, '个文件')}，解压后 ${unpacked}`,
    file: '文件',
    size: '大小',
    more: (files) => `另有 ${formatNumber(files)} 个`,
    manifest: '清单',
    text: '文件的文本',
    lines: (lines) => `共 ${countOf(lines, '行')}`,
    firstLines: (lines, shown) => `共 ${countOf(lines, '行')}，显示前 ${countOf(shown, '行')}`,
  },

  resuming: {
    title: '继续此次安装',
    soFar: '目前已完成的操作',
    change: '修改答案',
    askedAgain: '机密和文件不会保留，因此需要重新提供。',
    formerFile: (label, file) => `${label}：之前提供的文件是 ${file}。`,
    otherFile: (label, file) => `${label}：这不是之前提供的文件（${file}），两者内容不同。`,
    otherFileBegun: '此步骤是用之前的文件开始的，只能用它继续：请提供同一个文件。',
    otherFilePlanned: '将用新文件重新规划此步骤。',
    changed: (labels) =>
      `以下步骤与安装开始时不同，已重新规划：${labels.join('、')}。继续之前，请查看下面的计划。`,
  },
};
