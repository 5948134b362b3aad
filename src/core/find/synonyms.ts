/** Words that people type for one another, in data and machine learning at large; ranked below what was typed. */

/** Short and long forms of one name: as good as the word itself. A form of two words is written together. */
const SAME = [
  'js javascript',
  'ts typescript',
  'py python',
  'k8s kubernetes kube',
  'db database databases',
  'postgres postgresql pg psql pgsql',
  'mssql sqlserver',
  'mongo mongodb',
  'mariadb maria',
  'es elasticsearch elastic',
  'ms microsoft',
  'gcp googlecloud',
  'gcs googlecloudstorage googlestorage',
  'bq bigquery',
  'aws amazon amazonwebservices',
  'adls datalakestore datalake',
  'ml machinelearning',
  'dl deeplearning',
  'ai artificialintelligence',
  'nlp naturallanguage naturallanguageprocessing',
  'cv computervision',
  'rl reinforcementlearning',
  'llm languagemodel',
  'tf tensorflow',
  'torch pytorch',
  'sklearn scikit scikitlearn',
  'kmeans kmean',
  'cdc changedatacapture',
  'dlp datalossprevention',
  'edw dwh datawarehouse',
  'etl extracttransformload',
  'repo repository',
  'config configuration',
  'docs documentation',
  'app application',
  'img image',
  'pic picture',
  'photo photograph',
  'mail email',
  'realtime live',
  'auth authentication',
  'env environment',
  'param parameter',
  'arg argument',
  'args arguments',
  'regex regexp regularexpression',
  'xls xlsx excel spreadsheet',
  'msg message',
  'num number',
  'spec specification',
  'admin administrator',
  'nyt newyorktimes',
  'sf salesforce sfdc',
  'sftp secureftp',
  'sqs simplequeueservice',
  's3 simplestorageservice',
  'fb facebook',
  'gh github',
  'colour color',
  'catalogue catalog',
  'licence license',
  'analyse analyze analysis analytics analytic analyzing analysing',
  'anonymise anonymize',
];

/** Different words for nearly the same. */
const NEAR = [
  'unzip decompress unpack extract uncompress inflate gunzip zip archive compressed',
  'mask redact anonymize obfuscate hide censor pseudonymize sensitive pii',
  'combine merge join union concatenate concat blend consolidate',
  'copy transfer move migrate migration replicate sync synchronize mirror',
  'delete remove drop erase purge clean discard trash',
  'read reader source import load loader ingest input fetch pull consume extract download retrieve subscribe receive consumer subscriber',
  'write writer sink export save store output push publish upload dump unload producer publisher send',
  'convert transform transformation change translate cast format parse',
  'streaming realtime stream live',
  'picture image photo',
  'profile profiler statistics stats summary quality',
  'split divide separate splitter tokenize',
  'filter select subset sieve where',
  'aggregate group summarize sum count rollup',
  'sample example demo tutorial quickstart starter sampling',
  'dataset data datapack corpus',
  'housing house houses home homes realestate property listings',
  'twitter tweet tweets',
  'email mail mails',
  'text texts document words',
  'classify classification classifier categorize label',
  'train training trainer learn learning fit',
  'predict inference score serving predictor',
  'cluster clustering kmeans',
  'driver connector jdbc connection connect odbc',
  'plugin extension addon connector',
  'lookup enrich reference',
  'rename map',
  'execute run exec launch call invoke',
  'command shell binary executable script program',
  'verify check validate validation test verifier',
  'crm customer',
  'queue broker messaging message pubsub sqs kafka rabbitmq mqtt amqp',
  'iot mqtt sensor device telemetry',
  'date time timestamp datetime',
  'hierarchy tree parent child nested',
  'face facial',
  'company companies organization organisation enterprise business',
  'encrypt encryption decrypt',
  'bucket s3 objectstore blob',
  'website web site http url rest endpoint',
  'api http rest',
  'notebook jupyter',
  'finetune finetuning training',
  'error fail failure exception',
  'table tables',
  'tsv csv delimited comma',
  'spreadsheet excel',
  'nosql mongodb cassandra document',
  'sentiment opinion mood emotion',
  'recognise recognize detect detection recognition',
  'scheduler schedule cron',
  'monitor monitoring dashboard',
  'create make add new generate',
  'file files',
  'clean cleanse prepare preparation dataprep wrangle wrangler wrangling',
  'visit visits clicks hits web clickstream',
  'newspaper news',
  'price prices pricing cost sales',
  'dimension dimensional scd',
  'incremental delta',
  'column field',
  'row record',
  'directory folder',
  'rotate pivot transpose',
  'chat messages sms',
  'legacy mainframe cobol',
];

/** Words that say nothing of a package; they need not occur. Runs of unspaced writing have none. */
const STOP =
  'a an and are as at be by can do does for from get give has have help how i if in into is it its let like me my need of on or our please show so some something somehow that the their them then there this to us use used using via want was we what when where which who will with within without would you your find looking search thing tool tools package packages';

export interface Synonyms {
  same: readonly string[];
  near: readonly string[];
}

let tables: { same: Map<string, Set<string>>; near: Map<string, Set<string>> } | undefined;
let stops: Set<string> | undefined;

/** Folded words that stand for this one, itself left out. */
export function synonymsOf(word: string, stem: string): Synonyms {
  tables ??= { same: toTable(SAME), near: toTable(NEAR) };
  const { same, near } = tables;
  const closest = same.get(word) ?? new Set<string>();
  const others = [word, stem, `${stem}e`, ...closest].flatMap((each) => [
    ...(near.get(each) ?? []),
  ]);
  return {
    same: [...closest].filter((each) => each !== word),
    near: [...new Set(others)].filter((each) => each !== word && !closest.has(each)),
  };
}

export function isStopWord(word: string): boolean {
  stops ??= new Set(STOP.split(' '));
  return stops.has(word);
}

function toTable(lines: readonly string[]): Map<string, Set<string>> {
  const table = new Map<string, Set<string>>();
  for (const line of lines) {
    const words = line.split(' ');
    for (const word of words) {
      const known = table.get(word) ?? new Set<string>();
      for (const other of words) known.add(other);
      table.set(word, known);
    }
  }
  return table;
}
