/** Phrases about answers that do not do, with the label of the field in front. */
import type { PhraseWords } from './phrase.ts';

export const ANSWERS: readonly PhraseWords[] = [
  ['Answer true or false.', '请填写 true 或 false。'],
  ['{label+} is required.', '{label~}为必填项。'],
  ['{label+} is required: give the file.', '{label~}为必填项，请提供文件。'],
  ['{label+} must be text.', '{label~}必须是文本。'],
  ['{label+} must be a number.', '{label~}必须是数字。'],
  ['{label+} must be a whole number.', '{label~}必须是整数。'],
  ['{label+} must be a whole number of at least {n}.', '{label~}必须是不小于 {n} 的整数。'],
  ['{label+} must be at least {n}.', '{label~}不能小于 {n}。'],
  ['{label+} must be at most {n}.', '{label~}不能大于 {n}。'],
  ['{label+} must be a list of names.', '{label~}必须是名称列表。'],
  ['{label+} must be one of those offered.', '{label~}必须是所提供的选项之一。'],
  ['{label+} must be an object.', '{label~}必须是对象。'],
  [
    '{label+} must be an object with name, version and scope.',
    '{label~}必须是含有 name、version 和 scope 的对象。',
  ],
  ['{label+} must have a name, such as {example+}.', '{label~}必须有名称，例如 {example}。'],
  [
    '{label+} must be a schema as JSON, such as {example+}.',
    '{label~}必须是 JSON 格式的模式，例如 {example}。',
  ],
  [
    '{label+} must hold texts only, and "{key+}" is none.',
    '{label~}只能包含文本，但“{key}”不是文本。',
  ],
  ['{label+} names no artifact.', '{label~}没有指定构件。'],
  [
    '{label+} names no version or range of versions of {name}.',
    '{label~}没有指定 {name} 的版本或版本范围。',
  ],
  [
    '{label+} has a scope that is neither user nor system.',
    '{label~}中的范围既不是 user 也不是 system。',
  ],
  [
    '{label+} names the artifact {name} {version}, of which the cluster has {versions+}.',
    '{label~}指定了构件 {name} {version}，但集群上的版本是：{versions~,}。',
  ],
  [
    '{label+} names the system artifact {name} {version}, of which the cluster has {versions+}.',
    '{label~}指定了系统构件 {name} {version}，但集群上的版本是：{versions~,}。',
  ],
  ['none', '无'],
  ['A schema needs a format with a name.', '模式需要一个有名称的格式。'],
  ['Step {n} has no job protocol.', '第 {n} 步没有作业协议。'],
  [
    'Step {n} of the package {name} {version} makes the {what+} otherwise than step {n1} of {other} {otherVersion}; one cluster cannot have both.',
    '软件包 {name} {version} 的第 {n} 步与 {other} {otherVersion} 的第 {n1} 步对 {what} 的定义不同；同一集群不能同时存在两者。',
  ],
  ['"{label+}" is answered twice.', '“{label~}”填写了两次。'],
  [
    '{label+}: "{value+}" is not among those that you may use here (none).',
    '{label~}：您无权在此使用“{value}”（没有可用的选项）。',
  ],
  [
    '{label+}: "{value+}" is not among those that you may use here ({offered+}).',
    '{label~}：您无权在此使用“{value}”（可用：{offered,}）。',
  ],
  ['{label+} needs a file.', '{label~}需要一个文件。'],
  ['{label+} must be a file.', '{label~}必须是文件。'],
  ["{label+}: the file's name cannot be used.", '{label~}：无法使用该文件名。'],
  ['{label+}: {file} is no {ending} file.', '{label~}：{file} 不是 {ending} 文件。'],
  ['{label+}: {file} is larger than {n} bytes.', '{label~}：{file} 超过 {n} 字节。'],
  ['{file+} is empty.', '{file} 是空文件。'],
  [
    'CDAP reads name and version from the file name: name it {form+}.',
    'CDAP 从文件名读取名称和版本：请将文件命名为 name-version.jar 的形式，例如 cellar-1.0.0.jar。',
  ],
  ['{label+} is no JSON: {reason+}.', '{label~}不是 JSON：{reason}。'],
  ['{label+} is not JSON: {reason+}.', '{label~}不是 JSON：{reason}。'],
  ['{label+}: this JSON {reason+}.', '{label~}：此 JSON {reason~}。'],
  ['This JSON {reason+}.', '此 JSON {reason~}。'],
  ['This is no JSON in line {n}: {reason+}', '第 {n} 行不是 JSON：{reason}'],
  ['This is no JSON: {reason+}', '这不是 JSON：{reason}'],
  ['is nested more than {n} deep', '的嵌套超过 {n} 层'],
  ['has a key __proto__, which is not allowed', '含有不允许的键 __proto__'],
  [
    '{label+} is fixed by the publisher; leave {id} as it was.',
    '{label~}由发布者指定，请保持 {id} 不变。',
  ],
  ['The secret {key} must be text.', '机密 {key} 必须是文本。'],
  ['This step has no field "{name+}".', '此步骤没有字段“{name}”。'],
];
