/** Chinese words for what each kind of step does. */
import type { actions as English } from '../en/package-actions.ts';

const named = (kind: string, name: string | undefined) =>
  name === undefined ? `一个${kind}` : `${kind}“${name}”`;
const from = (file: string | undefined) => (file === undefined ? '' : `（来自 ${file}）`);

export const actions: typeof English = {
  submit: ({ file }) =>
    `以您的名义向本集群提交一个作业${from(file)}。提交前由您选择作业名称、虚拟集群和资源。`,
  open: ({ file }) => `填好一个作业${from(file)}，并在门户自己的提交页面中打开；由您自行提交。`,
  read: () => '显示供阅读的文字；不发送任何内容。',
  package: ({ name, version }) =>
    `安装本市场的另一个软件包${name === undefined ? '' : `：${[name, version].filter(Boolean).join(' ')}`}。`,
  artifact: ({ name, file }) => `将${named('构件', name)}${from(file)}上传到 CDAP。`,
  app: ({ name, file }) => `在 CDAP 上创建${named('应用', name)}${from(file)}。`,
  pipeline: ({ name, file }) => `在 CDAP 上创建${named('管道', name)}${from(file)}。`,
  draft: ({ name, file }) => `将${named('管道', name)}${from(file)}放入您在 CDAP 上的草稿。`,
  stream: ({ name }) => `在 CDAP 上创建${named('流', name)}。`,
  dataset: ({ name }) => `在 CDAP 上创建${named('数据集', name)}。`,
  data: ({ name }) => `将软件包中的数据载入 CDAP 上的${named('流', name)}。`,
};
