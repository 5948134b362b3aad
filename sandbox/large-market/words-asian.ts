/** Packages in Chinese, Japanese and Korean, as markets of such teams have them: labels and descriptions without spaces between words. */
import { DATASETS, MODELS, SYSTEMS } from './words.ts';

import type { Random } from './random.ts';

export interface AsianText {
  label: string;
  description: string;
  tags: string[];
}

const CHINESE = {
  tasks: [
    '图像分类',
    '目标检测',
    '语义分割',
    '文本分类',
    '情感分析',
    '机器翻译',
    '语音识别',
    '商品推荐',
    '欺诈检测',
    '时间序列预测',
    '命名实体识别',
    '文档检索',
  ],
  kinds: ['训练任务', '微调任务', '推理服务', '评测任务', '数据处理流程', '入门示例'],
  extras: [
    '支持断点续训，抢占后可自动恢复。',
    '训练过程中可在 TensorBoard 中查看指标。',
    '数据从挂载的共享存储读取，任务本身不下载数据。',
    '批大小、学习率和训练轮数均可作为参数修改。',
    '已在 V100 和 A100 集群上测试。',
    '没有 GPU 也可以运行，只是速度较慢。',
  ],
  tags: ['训练', '推理', '数据集', '入门', '分布式', '大模型'],
};
const JAPANESE = {
  tasks: [
    '画像分類',
    '物体検出',
    'テキスト分類',
    '音声認識',
    '機械翻訳',
    '異常検知',
    '需要予測',
    'レコメンド',
  ],
  kinds: ['の学習ジョブ', 'のファインチューニング', 'の推論サーバー', 'のチュートリアル'],
  extras: [
    'チェックポイントを保存し、中断後に再開できます。',
    'バッチサイズと学習率はパラメーターで変更できます。',
    'ＧＰＵがなくても実行できますが、時間がかかります。',
    '入力ファイルの形式は説明書をご覧ください。',
  ],
  tags: ['学習', '推論', 'データセット', 'チュートリアル'],
};
const KOREAN = {
  tasks: [
    '이미지 분류',
    '객체 탐지',
    '텍스트 분류',
    '음성 인식',
    '기계 번역',
    '이상 탐지',
    '추천 시스템',
  ],
  kinds: ['학습 작업', '미세 조정', '추론 서버', '예제'],
  extras: [
    '체크포인트를 저장하여 중단된 지점부터 다시 시작할 수 있습니다.',
    '배치 크기와 학습률은 매개변수로 바꿀 수 있습니다.',
    'GPU가 없어도 실행되지만 느립니다.',
  ],
  tags: ['학습', '추론', '데이터셋'],
};

/** `share` from 0 up to 1 decides the language: most are Chinese. */
export function makeAsianText(random: Random, share: number): AsianText {
  const model = random.pick(MODELS);
  const thing = random.chance(0.7) ? random.pick(DATASETS) : random.pick(SYSTEMS);
  if (share < 0.6) return chinese(random, model, thing);
  return share < 0.85 ? japanese(random, model, thing) : korean(random, model, thing);
}

function chinese(random: Random, model: string, thing: string): AsianText {
  const [task, kind] = [random.pick(CHINESE.tasks), random.pick(CHINESE.kinds)];
  const extras = random.some(CHINESE.extras, 1 + random.int(3)).join('');
  return {
    label: `${model} ${task}${kind}`,
    description: `使用 ${model} 在 ${thing} 数据上进行${task}。${extras}`,
    tags: random.some(CHINESE.tags, 1 + random.int(3)),
  };
}

function japanese(random: Random, model: string, thing: string): AsianText {
  const [task, kind] = [random.pick(JAPANESE.tasks), random.pick(JAPANESE.kinds)];
  const extras = random.some(JAPANESE.extras, 1 + random.int(2)).join('');
  return {
    label: `${model} による${task}${kind}`,
    description: `${model} を用いて ${thing} のデータで${task}を行います。${extras}`,
    tags: random.some(JAPANESE.tags, 1 + random.int(2)),
  };
}

function korean(random: Random, model: string, thing: string): AsianText {
  const [task, kind] = [random.pick(KOREAN.tasks), random.pick(KOREAN.kinds)];
  const extras = random.some(KOREAN.extras, 1 + random.int(2)).join(' ');
  return {
    label: `${model} ${task} ${kind}`,
    description: `${model} 모델로 ${thing} 데이터에 대한 ${task}을 수행합니다. ${extras}`,
    tags: random.some(KOREAN.tags, 1 + random.int(2)),
  };
}
