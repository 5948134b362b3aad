/** What the planner and the flows say in English is said in Chinese where Chinese is spoken, and what packages say stays. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { judgeProbe, outcomeFinding } from '#flows/install-decide.ts';
import { speak } from '#ui/messages/speak.ts';
import { told, toldAnswer } from '#ui/messages/sentences.ts';
import { action, cdapFacts, cdapVersion, cdapWizard } from '../../core/plan/cdap/cdap-wizard.ts';
import { argument, errorsOf, makeWizard, planOf, submitAction } from '../../fakes/wizard.ts';

import type { InstallPlan } from '#core/model/generated.ts';
import type { Wizard } from '#core/plan/index.ts';

beforeEach(() => speak('zh'));
afterEach(() => speak('en'));

/** Three words in a row are no name. */
const ENGLISH = /[a-z]{2,} [a-z]{2,} [a-z]{2,}/i;

function sentencesOf(wizard: Wizard, plan: InstallPlan): string[] {
  const fields = wizard.forms.flatMap((form) => form.fields);
  const requests = plan.steps.flatMap((step) => [...step.requests, ...step.undo]);
  const words = [
    ...wizard.forms.flatMap(({ label, texts }) => [label, ...texts]),
    ...fields.flatMap(({ help }) => help),
    ...plan.summary,
    ...plan.warnings,
    ...plan.steps.flatMap(({ label, summary }) => [label, summary]),
    ...requests.flatMap(({ purpose, present }) => [
      purpose,
      present?.words,
      present?.replace,
      ...(present?.compare ?? []).map((each) => each.words),
    ]),
  ];
  return words.filter((each) => each !== undefined && each !== '') as string[];
}

function expectChinese(wizard: Wizard, plan = planOf(wizard)): void {
  const words = sentencesOf(wizard, plan);
  expect(words.length).toBeGreaterThan(4);
  for (const each of words) {
    expect(told(each), each).toMatch(/\p{Script=Han}/u);
    expect(told(each), each).not.toMatch(ENGLISH);
  }
}

const FILES = { 'config.json': '{"stages": []}', 'kit-1.0.0.jar': 'jar', 'a.csv': '1,2' };
const ARTIFACT = { name: 'cdap-data-pipeline', version: '5.1.2', scope: 'SYSTEM' };

describe('a job', () => {
  it('is told in Chinese: fields, requests, warnings, summaries', () => {
    const storages = argument('storages', { value: ['datasets'] });
    const wizard = makeWizard({ action: submitAction(storages) });
    expectChinese(wizard, planOf(wizard, { 1: { token: 'x' } }));
  });

  it('that is opened in the portal says which secrets it leaves out', () => {
    const wizard = makeWizard({ action: { ...submitAction(), type: 'open_job' } });
    expectChinese(wizard);
    expect(told(planOf(wizard).summary[1] ?? '')).toContain('token');
  });

  it('has its size in one sentence', () => {
    const summary =
      'Submits job mnist: 2 instances, 1 GPU in virtual cluster default; mounts a, b; sends 2 secrets: x, y.';
    expect(told(summary)).toBe(
      '提交作业 mnist：2 个实例，1 块 GPU，虚拟集群 default；挂载 a、b；发送 2 个机密：x、y。',
    );
  });
});

describe('what is made on CDAP', () => {
  const CASES: readonly (readonly [type: string, args: Record<string, unknown>])[] = [
    ['create_artifact', { name: 'kit', version: '1.0.0-SNAPSHOT', jar: 'kit-1.0.0.jar' }],
    ['create_driver_artifact', { name: 'kit', jar: 'kit-1.0.0.jar', scope: 'system' }],
    ['create_app', { name: 'kit', artifact: ARTIFACT, config: 'config.json' }],
    ['create_app', { jar: 'kit-1.0.0.jar' }],
    ['create_pipeline', { name: 'flow', artifact: ARTIFACT, config: 'config.json' }],
    ['create_stream', { name: 'logs', ttl: 60, format: { name: 'csv' } }],
    ['create_dataset', { name: 'totals', type: 'table' }],
    ['load_datapack', { name: 'logs', files: ['a.csv'] }],
  ];
  for (const [type, args] of CASES) {
    it(`by ${type} of ${Object.keys(args).join(', ')} is told in Chinese`, () => {
      const cdap = cdapFacts({ systemScope: true });
      expectChinese(cdapWizard([action(type, args)], { files: FILES, cdap }));
    });
  }

  it('as a draft is told in Chinese', () => {
    const artifact = { ...ARTIFACT, version: '6.4.0' };
    const draft = { name: 'my flow', artifact, config: 'config.json' };
    const wizard = cdapWizard([action('create_pipeline_draft', draft)], {
      files: FILES,
      cdap: cdapVersion('6.4.0'),
    });
    expectChinese(wizard);
  });

  it('by several steps is told together', () => {
    const wizard = cdapWizard(
      [
        action('create_artifact', { name: 'kit', jar: 'kit-1.0.0.jar' }),
        action('create_stream', { name: 'logs' }),
        action('load_datapack', { name: 'logs', files: ['a.csv'] }),
      ],
      { files: FILES },
    );
    expect(told(planOf(wizard).summary[0] ?? '')).toBe(
      '上传 1 个构件，共 3 字节；创建 1 个数据流；将 3 字节的事件加载到 1 个数据流。',
    );
  });
});

describe('an answer that does not do', () => {
  it('is told in Chinese with the label of its field', () => {
    const answers = { name: 'no name!', virtualCluster: 'other', 'taskRoles.worker.gpu': 'x' };
    const errors = errorsOf(makeWizard(), { 1: answers });
    expect(errors.length).toBeGreaterThan(2);
    for (const { message } of errors) expect(toldAnswer(message), message).not.toMatch(ENGLISH);
    expect(toldAnswer('GPUs per instance (worker) must be a number.')).toBe(
      '每实例 GPU 数（worker）必须是数字。',
    );
    expect(toldAnswer('token is required.')).toBe('token 为必填项。');
  });

  it('leads to its line in YAML', () => {
    expect(toldAnswer('Line 3, column 1: the key "name" stands here twice.')).toBe(
      '第 3 行第 1 列：键“name”在此出现了两次。',
    );
  });
});

describe('what was found', () => {
  const wizard = cdapWizard([
    action('create_stream', { name: 'logs', ttl: 60, format: { name: 'csv' } }),
  ]);
  const [step] = planOf(wizard).steps;
  const [probe, write] = step?.requests ?? [];

  it('is told in Chinese: not there, the same, other, ours, unknown', () => {
    if (!step || !probe || !write) throw new Error('the plan has no requests');
    const judge = (text: string, means: 'absent' | 'present', known: boolean) =>
      judgeProbe({
        ...{ step, probe, records: {}, decisions: {} },
        answer: { status: 200, text, means },
        known: () => known,
      }).finding.words;
    const words = [
      judge('{}', 'absent', false),
      judge('{}', 'present', false),
      judge('{"ttl": 60, "format": {"name": "csv"}}', 'present', false),
      judge('{}', 'present', true),
      outcomeFinding(step, write).words,
    ];
    for (const each of words) expect(told(each), each).not.toMatch(ENGLISH);
    expect(told(words[1] ?? '')).toBe(
      '命名空间 default 中已有数据流“logs”。不同之处：保留时间、格式。',
    );
  });
});

describe('what a package says', () => {
  it('stays as it is, beside what the planner adds to it', () => {
    expect(told('Python 3 is required.')).toBe('Python 3 is required.');
    expect(told('Its name in our wiki. Name of the stream.')).toBe(
      'Its name in our wiki. 数据流的名称。',
    );
  });

  it('holds nothing up, however it is written', () => {
    const long = `${'Step 1 of the package a a makes the '.repeat(50)};`;
    expect(toldAnswer(long.slice(0, 1900))).toBe(long.slice(0, 1900));
  });

  it('is English again once English is spoken', async () => {
    await speak('en');
    expect(told('Submitting the job')).toBe('Submitting the job');
  });
});
