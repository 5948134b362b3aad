/** Names that the cluster will refuse. */
import { isName, nameRule, suggestName } from '#core/plan/index.ts';
import { fixOf, replaceValue } from '#core/lint/index.ts';
import { own, textOf } from '../fields.ts';
import { pathOfValue, textValue, valueOf } from '../ask.ts';

import type { ActionSource, Check, LintPackage, Path, SourceDocument, Tell } from '../model.ts';

type Kind = Parameters<typeof isName>[0];

/** The server's rule for job names and task roles. */
const JOB = /^[A-Za-z0-9_-]{1,255}$/;
const ROLE = /^[A-Za-z0-9._-]{1,63}$/;
const KINDS: Readonly<Record<string, Kind>> = {
  create_stream: 'stream',
  load_datapack: 'stream',
  create_dataset: 'dataset',
  create_app: 'app',
  create_pipeline: 'app',
  create_artifact: 'artifact',
  one_step_deploy_plugin: 'artifact',
  create_plugin_artifact: 'artifact',
  create_driver_artifact: 'artifact',
};

export const nameRefused: Check = {
  name: 'name-refused',
  title: 'The cluster refuses a name',
  severity: 'error',
  fixable: true,
  package(item, tell) {
    for (const action of item.actions) {
      const kind = Object.hasOwn(KINDS, action.type) ? KINDS[action.type] : undefined;
      if (kind) named(item, action, { kind, argument: 'name', tell });
      if (kind === 'artifact') named(item, action, { kind: 'version', argument: 'version', tell });
      const artifact = textOf(valueOf(action, 'artifact'), 'name');
      if (artifact !== undefined && !isName('artifact', artifact)) {
        const path = [...pathOfValue(action, 'artifact'), 'name'];
        tellOf(item.document, path, {
          kind: 'artifact',
          value: artifact,
          start: `Step ${action.number}`,
          tell,
        });
      }
      const job = textValue(action, 'name');
      const isJob = action.type === 'submit_job' || action.type === 'open_job';
      if (isJob && job !== undefined && !JOB.test(job)) {
        jobName(item.document, pathOfValue(action, 'name'), { value: job, tell });
      }
    }
  },
  component({ document, fields }, tell) {
    if ((own(fields, 'type') ?? 'job') !== 'job') return;
    const name = own(fields, 'name');
    if (typeof name === 'string' && !JOB.test(name))
      jobName(document, ['name'], { value: name, tell });
    const roles = own(fields, 'taskRoles');
    for (const role of typeof roles === 'object' && roles !== null ? Object.keys(roles) : []) {
      if (ROLE.test(role)) continue;
      const message = `The task role "${role.slice(0, 64)}" has a name that the cluster refuses: use at most 63 letters, digits, ".", "-" and "_".`;
      tell(document, { message, path: ['taskRoles', role], part: 'key' });
    }
  },
};

function named(
  { document }: LintPackage,
  action: ActionSource,
  { kind, argument, tell }: { kind: Kind; argument: string; tell: Tell },
): void {
  const value = textValue(action, argument);
  if (value === undefined || isName(kind, value)) return;
  const start = `Step ${action.number} (${action.type})`;
  tellOf(document, pathOfValue(action, argument), { kind, value, start, tell });
}

function tellOf(
  document: SourceDocument,
  path: Path,
  { kind, value, start, tell }: { kind: Kind; value: string; start: string; tell: Tell },
): void {
  const better = suggestName(kind, value);
  const usable = better !== value && better !== '' ? better : undefined;
  const edit = usable === undefined ? undefined : replaceValue(document, path, usable);
  const message = `${start}: CDAP refuses "${value.slice(0, 128)}" as the ${kind === 'version' ? 'version' : `name of ${kind === 'app' || kind === 'artifact' ? 'an' : 'a'} ${kind}`}. Use ${nameRule(kind)}.`;
  tell(document, { message, path, ...fixOf(edit, `${value} becomes ${usable}`) });
}

function jobName(
  document: SourceDocument,
  path: Path,
  { value, tell }: { value: string; tell: Tell },
): void {
  const better = value
    .trim()
    .replace(/[^A-Za-z0-9_-]+/g, '_')
    .slice(0, 255);
  const usable = JOB.test(better) && /[A-Za-z0-9]/.test(better) ? better : undefined;
  const edit = usable === undefined ? undefined : replaceValue(document, path, usable);
  const message = `OpenPAI refuses "${value.slice(0, 128)}" as the name of a job. Use letters, digits, "-" and "_" only, at most 255 of them.`;
  tell(document, { message, path, ...fixOf(edit, `${value} becomes ${usable}`) });
}
