/** Phrases about what was found on the clusters, and what may be done about it. */
import type { PhraseWords } from './phrase.ts';

/** As the plan names them; `job` and `artifact` of a sentence are these. */
const ENTITIES: readonly (readonly [english: string, chinese: string])[] = [
  ['job', '作业'],
  ['artifact', '构件'],
  ['artifact-properties', '构件属性'],
  ['app', '应用'],
  ['draft', '草稿'],
  ['stream', '数据流'],
  ['events', '事件'],
  ['dataset', '数据集'],
];

function aboutEach(english: string, chinese: string): PhraseWords[] {
  return ENTITIES.map(([one, other]) => [
    `${one} {name+}: ${english}`,
    `${other}“{name}”：${chinese}`,
  ]);
}

const THERE: readonly PhraseWords[] = [
  ...aboutEach('this install made it.', '由此次安装创建。'),
  ...aboutEach('it is there already.', '已经存在。'),
  ...aboutEach(
    'earlier steps of this install put events there; these are added.',
    '此次安装的前面步骤已在那里放入事件，这些事件会追加进去。',
  ),
  ['{purpose+}: it is not there yet.', '{purpose~}：尚不存在。'],
  ['{purpose+}: this install made it.', '{purpose~}：由此次安装创建。'],
  ['{purpose+}: it is there already.', '{purpose~}：已经存在。'],
  [
    'An earlier install from this market put the same bytes there.',
    '之前从此市场进行的安装已放入完全相同的内容。',
  ],
  ['It is the same as here.', '与此处相同。'],
  ['It differs: {what+}.', '不同之处：{what~,}。'],
  ['the whole', '全部内容'],
  [
    'A stream {name} with events is in namespace {namespace} already.',
    '命名空间 {namespace} 中的数据流“{name}”已有事件。',
  ],
  [
    'A stream {name} is in namespace {namespace} already.',
    '命名空间 {namespace} 中已有数据流“{name}”。',
  ],
  [
    'A dataset {name} is in namespace {namespace} already.',
    '命名空间 {namespace} 中已有数据集“{name}”。',
  ],
  [
    'An application {name} is in namespace {namespace} already.',
    '命名空间 {namespace} 中已有应用“{name}”。',
  ],
  [
    'Artifact {name+} is in namespace {namespace} already.',
    '命名空间 {namespace} 中已有构件“{name}”。',
  ],
  [
    'An artifact {name+} is in namespace {namespace} already.',
    '命名空间 {namespace} 中已有构件“{name}”。',
  ],
  ['CDAP does not tell whether its jar is the same.', 'CDAP 不会说明其 jar 文件是否相同。'],
  [
    'Whether its application is deployed can be seen in CDAP.',
    '其应用是否已部署，可以在 CDAP 中查看。',
  ],
  [
    "This package's draft {name+} is there already; you may have changed it since.",
    '此软件包的草稿“{name}”已经存在，您之后可能修改过它。',
  ],
];

const LOST: readonly PhraseWords[] = [
  [
    '{purpose+}: it was sent, and nobody knows whether it happened.',
    '{purpose~}：请求已发送，但无法得知是否生效。',
  ],
  ['Sent once more, it may happen twice.', '如果再次发送，可能会重复执行。'],
  ['Look at the cluster before you choose.', '请先查看集群再做选择。'],
];

const COMPARED: readonly PhraseWords[] = [
  ['the artifact', '构件'],
  ['the version of the artifact', '构件的版本'],
  ['the scope of the artifact', '构件的范围'],
  ['the configuration', '配置'],
  ['the type', '类型'],
  ['the format', '格式'],
  ['the schema of the format', '格式的模式'],
  ['the settings of the format', '格式的设置'],
  ['the time to live', '保留时间'],
  ['the notification threshold', '通知阈值'],
  ['the description', '说明'],
];

/** Labels of a choice. */
const REPLACES: readonly PhraseWords[] = [
  [
    'uploads the jar once more and replaces the snapshot {version} that is there',
    '再次上传 jar 文件，替换已有的快照 {version}',
  ],
  [
    'updates the {kind+} that is there to artifact {name} {version} and the configuration of {file+}',
    '将已有的{kind~}更新为使用构件 {name} {version} 和 {file} 中的配置',
  ],
  [
    'updates the {kind+} that is there to artifact {name} {version}',
    '将已有的{kind~}更新为使用构件 {name} {version}',
  ],
  ["replaces the draft {name+} by the package's", '用软件包中的草稿替换“{name}”'],
  ['sets the properties of the stream that is there: {names+}', '设置已有数据流的属性：{names,}'],
  ['adds the events of the package to those that are there', '将软件包的事件追加到已有的事件中'],
];

export const FINDINGS = [...THERE, ...LOST, ...COMPARED, ...REPLACES];
