/** Phrases about jobs: fields, steps, requests, warnings, and what all steps do together. */
import type { PhraseWords } from './phrase.ts';

const FIELDS: readonly PhraseWords[] = [
  ['Job name', '作业名称'],
  ['Virtual cluster', '虚拟集群'],
  ['Storages', '存储'],
  ['Instances ({role+})', '实例数（{role}）'],
  ['GPUs per instance ({role+})', '每实例 GPU 数（{role}）'],
  ['CPUs per instance ({role+})', '每实例 CPU 数（{role}）'],
  ['Memory per instance, MB ({role+})', '每实例内存，MB（{role}）'],
  [
    'Use letters, digits, "-" and "_" only, at most 255 of them.',
    '只能使用字母、数字、“-”和“_”，最多 255 个字符。',
  ],
  [
    'This is no job name: use letters, digits, "-" and "_" only, at most 255 of them.',
    '作业名称不正确：只能使用字母、数字、“-”和“_”，最多 255 个字符。',
  ],
  ['Free now: {free+}.', ({ free = '' }) => `目前空闲：${freeWords(free)}。`],
  [
    'The package asks for {storages+}, which you may not use on this cluster.',
    '软件包要求使用 {storages,}，但您在此集群上无权使用。',
  ],
  ['A value written as JSON.', '以 JSON 格式填写的值。'],
  ['There is no virtual cluster that you may use.', '没有您可以使用的虚拟集群。'],
];

/** "default 4 of 8 GPUs, 16 CPUs, 60 of 100 GB; other 2 GPUs" */
function freeWords(free: string): string {
  return free
    .split('; ')
    .map((each) =>
      each
        .replace(/([\d.,]+) of ([\d.,]+) GB/g, '内存 $1 / $2 GB')
        .replace(/, ([\d.,]+) GB/g, ', 内存 $1 GB')
        .replace(/([\d.,]+) of ([\d.,]+) (GPU|CPU)s?/g, '$3 $1 / $2')
        .replace(/([\d.,]+) (GPU|CPU)s?(?=,|$)/g, '$2 $1')
        .replaceAll(', ', '，'),
    )
    .join('；');
}

const STEPS: readonly PhraseWords[] = [
  ['Submit the job of {file+}', '提交 {file} 中的作业'],
  ['Open job {file+} in the portal', '在门户中打开作业 {file}'],
  ['Read this', '请阅读'],
  ['Install {name}', '安装 {name}'],
  ['Shows text to read; sends nothing.', '显示供阅读的文字，不发送任何内容。'],
  [
    'The package {name} {version} has no actions: there is nothing to install of it.',
    '软件包 {name} {version} 没有任何操作，无需安装。',
  ],
  [
    'The job leaves out {n} secret(s), to be typed on the submission page: {keys+}.',
    '作业中不包含以下 {n} 个机密，请在提交页面输入：{keys,}。',
  ],
  [
    'The package gives arguments that are not known here and are ignored: {names+}.',
    '软件包提供了此处无法识别的选项，已忽略：{names,}。',
  ],
  [
    'Step {steps+} does this already, in whole or in part.',
    '第 {steps,} 步已经完成了全部或部分此操作。',
  ],
];

const SUMMARIES: readonly PhraseWords[] = [
  ['Sends nothing to the cluster.', '不向集群发送任何内容。'],
  ['Changes settings on the cluster.', '更改集群上的设置。'],
  ['Packages of this install: {names+}.', '此次安装的软件包：{names,}。'],
  ['Submits {n} job(s), {size+}.', '提交 {n} 个作业，{size~}。'],
  ['Submits job {name}: {n} instance(s), {size+}.', '提交作业 {name}：{n} 个实例，{size~}。'],
  ['Mounts {storages+}.', '挂载 {storages,}。'],
  ['Sends {n} secret(s): {keys+}.', '发送 {n} 个机密：{keys,}。'],
  [
    "Opens job {name} ({n} instance(s), {size+}) on the portal's submission page.",
    '在门户的提交页面打开作业 {name}（{n} 个实例，{size~}）。',
  ],
  ['no GPUs', '不使用 GPU'],
  ['no GPUs in virtual cluster(s) {names+}', '不使用 GPU，虚拟集群 {names,}'],
  ['{n} GPU(s)', '{n} 块 GPU'],
  ['{n} GPU(s) in virtual cluster(s) {names+}', '{n} 块 GPU，虚拟集群 {names,}'],
];

const REQUESTS: readonly PhraseWords[] = [
  ['Looking whether a job of this name exists', '查看是否已有同名作业'],
  ['Submitting the job', '提交作业'],
  ['Tagging the job with the package that it came from', '用来源软件包标记作业'],
  ['Stopping the job; the cluster keeps its record', '停止作业；集群会保留其记录'],
  ['A job named {name} exists on the cluster already.', '集群上已有名为 {name} 的作业。'],
  ['Step {n} submits this name already.', '第 {n} 步已经提交了同名作业。'],
];

const WARNINGS: readonly PhraseWords[] = (
  [
    [
      'can read and change what lies in the storages that it mounts: {names+}',
      '可以读取和更改它所挂载的存储中的内容：{names,}',
    ],
    ['mounts your default storages', '会挂载您的默认存储'],
    ['is given the secrets {names+}', '会获得以下机密：{names,}'],
    ['lets you log in to its containers by SSH', '允许通过 SSH 登录其容器'],
    [
      'asks for privileged containers, which can do all on their machine',
      '要求使用特权容器，这种容器可以在所在的机器上执行任何操作',
    ],
    ['asks for the network of the machine that it runs on', '要求使用所在机器的网络'],
    ['asks to see what else runs on its machine', '要求查看所在机器上运行的其他程序'],
    ['asks for more rights than a container has', '要求比普通容器更多的权限'],
    ['asks for folders of the machine that it runs on', '要求访问所在机器上的文件夹'],
  ] as const
).map(
  ([english, chinese]): PhraseWords => [`The job {job} ${english}.`, `作业 {job} ${chinese}。`],
);

export const JOBS = [...FIELDS, ...STEPS, ...SUMMARIES, ...REQUESTS, ...WARNINGS];
