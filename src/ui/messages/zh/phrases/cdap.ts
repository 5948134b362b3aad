/** Phrases about what packages make on CDAP: fields, steps, requests, warnings. */
import type { PhraseWords } from './phrase.ts';

/** Things by the names that the planner has for them. */
const KINDS: readonly (readonly [english: string, chinese: string])[] = [
  ['artifact', '构件'],
  ['application', '应用'],
  ['pipeline draft', '管道草稿'],
  ['pipeline', '管道'],
  ['draft', '草稿'],
  ['stream', '数据流'],
  ['dataset', '数据集'],
];

/** An artifact is called by name and version, and a draft by any name; the names of others have no spaces. */
const SPACED = /^artifact$|draft$/;

/** The same sentence about each of some kinds: `*` stands for the kind. */
function aboutEach(english: string, chinese: string, kinds = KINDS): PhraseWords[] {
  return kinds.map(([one, other]) => [
    (SPACED.test(one) ? english : english.replace('{name+}', '{name}'))
      .replaceAll('*', one)
      .replace(/\ba (?=[aeiou])/i, (a) => `${a.slice(0, 1)}n `),
    chinese.replaceAll('*', other),
  ]);
}

const RULES = [
  ['letters, digits, "-" and "_" only', '只能使用字母、数字、“-”和“_”'],
  ['letters, digits, ".", "-" and "_" only', '只能使用字母、数字、“.”、“-”和“_”'],
  ['letters, digits, "$", ".", "-" and "_" only', '只能使用字母、数字、“$”、“.”、“-”和“_”'],
  [
    'a number first, such as 1.0.0, then letters, digits, ".", "-" and "_" only',
    '以数字开头，例如 1.0.0，其后只能使用字母、数字、“.”、“-”和“_”',
  ],
  ['no invisible characters', '不能使用不可见字符'],
] as const;

const NAMES: readonly PhraseWords[] = [
  ...RULES.flatMap(([english, chinese]): PhraseWords[] => [
    [`Use ${english}.`, `${chinese}。`],
    [`Use ${english}, at most {n} characters.`, `${chinese}，最多 {n} 个字符。`],
  ]),
  ['Use the name of a dataset type.', '请填写数据集类型的名称。'],
  [
    'The package suggests "{name+}", which CDAP refuses.',
    '软件包建议使用“{name}”，但 CDAP 不接受该名称。',
  ],
];

const FIELDS: readonly PhraseWords[] = [
  ...aboutEach('Name of the *.', '*的名称。'),
  [
    'Version of the artifact, such as the Bundle-Version of its jar.',
    '构件的版本，例如其 jar 文件中的 Bundle-Version。',
  ],
  [
    'The system scope is seen by all namespaces of the cluster.',
    '系统范围对集群的所有命名空间可见。',
  ],
  ['The artifact that it is made from, such as {example+}.', '用来创建它的构件，例如 {example}。'],
  ['The package has no jar: give the file.', '软件包中没有 jar 文件，请提供。'],
  ['The package lacks {file+}: give the file.', '软件包中没有 {file}，请提供该文件。'],
  ['What the stream is for.', '数据流的用途。'],
  [
    'Such as {"name": "csv"}: avro, csv, tsv, text, clf, grok or syslog.',
    '例如 {"name": "csv"}：可以是 avro、csv、tsv、text、clf、grok 或 syslog。',
  ],
  ['Schema of an event, as a record.', '事件的模式，以 record 表示。'],
  ['Seconds that an event is kept.', '事件保留的秒数。'],
  ['Megabytes after which a notification is sent.', '累计多少兆字节后发送通知。'],
  ['What the dataset is for.', '数据集的用途。'],
  ['Texts by name, such as {example+}.', '按名称填写的文本，例如 {example}。'],
  ['Type of the dataset, such as {example}.', '数据集的类型，例如 {example}。'],
  [
    'Name of the stream; it is created where it is not there.',
    '数据流的名称；如果不存在，会创建它。',
  ],
];

const TEXTS: readonly PhraseWords[] = [
  ['The jar {name+} comes from {url}.', 'jar 文件 {name} 来自 {url}。'],
  [
    'CDAP names the application itself, and says its name when it is deployed.',
    '应用的名称由 CDAP 决定，并在部署时给出。',
  ],
  [
    'Undo can delete the artifact that the jar becomes; the application would have to be deleted in CDAP.',
    '撤销可以删除由该 jar 生成的构件；应用则需要在 CDAP 中删除。',
  ],
  [
    'Events cannot be taken out of a stream one by one: undo can only delete the stream, and only where this step created it.',
    '事件无法从数据流中逐个移除：撤销只能删除整个数据流，并且仅限于由此步骤创建的数据流。',
  ],
  [
    '{file} names the parent {parent} without its scope; only the system has it here, so it is sent as system:{sent}.',
    '{file} 指定了父构件 {parent}，但没有说明范围；此处只有系统范围有它，因此按 system:{sent} 发送。',
  ],
  [
    '{file} names no parents, so pipelines may use it: {parents+}.',
    '{file} 没有指定父构件，因此可供以下管道使用：{parents,}。',
  ],
];

const STEPS: readonly PhraseWords[] = [
  ...aboutEach('Create a *', '创建*'),
  ['Deploy a plugin', '部署插件'],
  ['Add an artifact', '添加构件'],
  ['Add a driver', '添加驱动程序'],
  ['Add a plugin', '添加插件'],
  ['Deploy an application', '部署应用'],
  ['Load data into a stream', '将数据加载到数据流'],
];

const SUMMARIES: readonly PhraseWords[] = [
  ['Uploads {n} artifact(s) of {size+}.', '上传 {n} 个构件，共{size~}。'],
  ['Creates {n} application(s).', '创建 {n} 个应用。'],
  ['Creates {n} pipeline draft(s).', '创建 {n} 个管道草稿。'],
  ['Creates {n} stream(s).', '创建 {n} 个数据流。'],
  ['Creates {n} dataset(s).', '创建 {n} 个数据集。'],
  ['Loads {size+} of events into {n} stream(s).', '将{size~}的事件加载到 {n} 个数据流。'],
  [
    'Uploads artifact {name} {version} ({jar+}) to {where+}.',
    '上传构件 {name} {version}（{jar~}）到{where~}。',
  ],
  ['the system scope of CDAP', ' CDAP 的系统范围'],
  ['CDAP namespace {name}', ' CDAP 命名空间 {name}'],
  ['{where+} and sets {n} property of it', '{where~}，并设置它的 {n} 个属性'],
  ['{where+} and sets {n} properties of it', '{where~}，并设置它的 {n} 个属性'],
  ['{n} {unit} from {origin}', '{n} {unit~}，来自 {origin}'],
  ['{n} {unit}, your file {file+}', '{n} {unit~}，您的文件 {file}'],
  [
    'Creates {kind+} {name} in CDAP namespace {namespace} from artifact {artifact} {version} with {config+}.',
    '在 CDAP 命名空间 {namespace} 中用构件 {artifact} {version} 和 {config} 创建{kind~} {name}。',
  ],
  [
    'Creates {kind+} {name} in CDAP namespace {namespace} from artifact {artifact} {version}.',
    '在 CDAP 命名空间 {namespace} 中用构件 {artifact} {version} 创建{kind~} {name}。',
  ],
  [
    'Creates pipeline draft {name+} in CDAP namespace {namespace} for {artifact} {version}.',
    '在 CDAP 命名空间 {namespace} 中为 {artifact} {version} 创建管道草稿 {name}。',
  ],
  [
    'Uploads {file+} ({jar+}) to CDAP namespace {namespace} and deploys the application in it.',
    '上传 {file}（{jar~}）到 CDAP 命名空间 {namespace}，并部署其中的应用。',
  ],
  [
    'Creates stream {name} in CDAP namespace {namespace} with its {properties+}.',
    '在 CDAP 命名空间 {namespace} 中创建数据流 {name}，并设置其 {properties,}。',
  ],
  [
    'Creates stream {name} in CDAP namespace {namespace}.',
    '在 CDAP 命名空间 {namespace} 中创建数据流 {name}。',
  ],
  [
    'Creates dataset {name} of type {type} in CDAP namespace {namespace}.',
    '在 CDAP 命名空间 {namespace} 中创建类型为 {type} 的数据集 {name}。',
  ],
  [
    'Loads {n} file(s) ({size+}) into stream {name} of CDAP namespace {namespace}.',
    '将 {n} 个文件（{size~}）加载到 CDAP 命名空间 {namespace} 的数据流 {name}。',
  ],
  ['{n} byte(s)', '{n} 字节'],
  ['byte(s)', '字节'],
  ...KINDS,
];

const REQUESTS: readonly PhraseWords[] = [
  ...aboutEach('Looking whether * {name+} is there', '查看*“{name}”是否存在'),
  ...aboutEach('Creating * {name+}', '创建*“{name}”'),
  ['Looking whether stream {name} has events', '查看数据流“{name}”是否有事件'],
  ...aboutEach('Setting the properties of * {name+}', '设置*“{name}”的属性'),
  ['Uploading artifact {name+}', '上传构件“{name}”'],
  ['Loading {file+} into stream {name}', '将 {file} 加载到数据流“{name}”'],
  ['Deploying the application in {file+}', '部署 {file} 中的应用'],
  [
    'Deleting artifact {name} {version} with its properties from namespace {namespace}',
    '从命名空间 {namespace} 中删除构件“{name} {version}”及其属性',
  ],
  [
    'Deleting artifact {name} {version}. The application made from it stays and cannot start any more: delete it in CDAP, by the name in the answer to its deployment',
    '删除构件“{name} {version}”。由它创建的应用会保留，但无法再启动：请按部署时应答中的名称在 CDAP 中删除它',
  ],
  ['Deleting stream {name} with all events in it', '删除数据流“{name}”及其全部事件'],
  ['Deleting dataset {name} with all data in it', '删除数据集“{name}”及其全部数据'],
  ...aboutEach('Deleting * {name+}', '删除*“{name}”'),
];

const WARNINGS: readonly PhraseWords[] = [
  [
    'Step {n}: artifact {name} {version} goes into the system scope, which every namespace of the cluster sees; CDAP itself may refuse it there.',
    '第 {n} 步：构件 {name} {version} 会进入系统范围，集群的每个命名空间都能看到它；CDAP 本身可能会拒绝。',
  ],
  [
    'Step {n}: artifact {name} {version} is a snapshot: CDAP replaces one that is there, with no way back.',
    '第 {n} 步：构件 {name} {version} 是快照版本：CDAP 会替换已有的快照，且无法恢复。',
  ],
  [
    'Step {n}: {file} is a snapshot: CDAP replaces one that is there, with no way back.',
    '第 {n} 步：{file} 是快照版本：CDAP 会替换已有的快照，且无法恢复。',
  ],
  ['Where there is one, you are asked first.', '如果已有快照，会先询问您。'],
];

export const CDAP = [
  ...NAMES,
  ...FIELDS,
  ...TEXTS,
  ...STEPS,
  ...SUMMARIES,
  ...REQUESTS,
  ...WARNINGS,
];
