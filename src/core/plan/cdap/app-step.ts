/** The step that makes an application or a pipeline from an artifact and a configuration; shared by all kinds that do so. */
import { argumentError } from '../arguments.ts';
import { artifactField } from './app-artifact.ts';
import { cdapEntity, cdapForm, cdapPlanStep, cdapStep, cdapUrl } from './cdap-step.ts';
import { nameField, shownFields } from './fields.ts';
import { configArgument } from './files.ts';
import { comparison, probe, textBody, undo, write } from './requests.ts';

import type { Comparison, PlannedRequest, TextBody } from '../../model/generated.ts';
import type { CdapArtifact, FieldError } from '../../model/install.ts';
import type { ArgumentRule, PreparedStep, StepInput } from '../action-type.ts';
import type { CdapStep } from './cdap-step.ts';
import type { ConfigFile } from './files.ts';

export const APP_ARGUMENTS: readonly ArgumentRule[] = [
  {
    name: 'artifact',
    type: 'object',
    help: 'Scope, name and version (or range of versions) of the artifact.',
  },
  { name: 'name', type: 'text', help: 'Name of what is made.' },
  { name: 'config', type: 'text', help: 'JSON file with its configuration.' },
];

interface AppKind {
  /** Such as "application". */
  noun: string;
  /** Whether it must have a configuration. */
  configured: boolean;
}

/** Throws `action-argument`, `action-file`, `cluster-lacks`. */
export function prepareApp(input: StepInput, { noun, configured }: AppKind): PreparedStep {
  const step = cdapStep(input, `Create a ${noun}`.replace('a a', 'an a'));
  const { name, artifact, config } = appParts(step, { noun, kind: 'app', configured });
  return {
    form: cdapForm(step, shownFields([name, artifact])),
    plan(values) {
      const errors: FieldError[] = [];
      const read = { name: name.read(values, errors), artifact: artifact.read(values, errors) };
      if (!read.name || !read.artifact) return { ok: false, errors };
      return planApp(step, noun, { name: read.name, artifact: read.artifact, config });
    },
  };
}

interface PartsKind {
  noun: string;
  kind: 'app' | 'draft';
  configured: boolean;
}

/** What applications and drafts are both made of. Throws `action-argument`, `action-file`, `cluster-lacks`. */
export function appParts(step: CdapStep, { noun, kind, configured }: PartsKind) {
  const name = nameField(step, kind, { argument: 'name', help: `Name of the ${noun}.` });
  const artifact = artifactField(step);
  const config = configArgument(step);
  if (configured && !config) throw argumentError(step.place, 'config', 'is missing');
  return { name, artifact, config };
}

interface App {
  name: string;
  artifact: CdapArtifact;
  config: ConfigFile | undefined;
}

/** Members as CDAP wants them; the configuration is the verified text as it stands in its file (security I06). */
export function appBody(
  artifact: CdapArtifact,
  config: ConfigFile | undefined,
  more = '',
): TextBody {
  const { name, version, scope } = artifact;
  const made = `"artifact":${JSON.stringify({ name, version, scope })}`;
  return textBody(`{${made}${config ? `,"config":${config.text}` : ''}${more}}`);
}

function planApp(step: CdapStep, noun: string, app: App): ReturnType<PreparedStep['plan']> {
  const { name, artifact, config } = app;
  const from = `artifact ${artifact.name} ${artifact.version}`;
  const by = config ? ` with ${config.name}` : '';
  const summary = `Creates ${noun} ${name} in CDAP namespace ${step.cdap.namespace} from ${from}${by}.`;
  const url = cdapUrl(step, ['apps', name]);
  const entity = cdapEntity(step, 'app', name);
  const requests: PlannedRequest[] = [
    probeApp(step, noun, { ...app, url }),
    write(step, 2, {
      purpose: `Creating ${noun} ${name}`,
      method: 'PUT',
      url,
      headers: { 'Content-Type': 'application/json' },
      body: appBody(artifact, config),
      repeat: 'safe',
      entity,
    }),
  ];
  const purpose = `Deleting ${noun} ${name}`;
  const step2 = cdapPlanStep(step, summary, {
    requests,
    undo: [undo(step, 2, { purpose, url, entity })],
  });
  return { ok: true, step: step2 };
}

/** CDAP updates an application that is there without a word, so it is asked first. */
function probeApp(
  step: CdapStep,
  noun: string,
  { name, artifact, config, url }: App & { url: string },
): PlannedRequest {
  const compare = config ? comparisons(artifact, config) : [];
  const what = `artifact ${artifact.name} ${artifact.version}${config ? ` and the configuration of ${config.name}` : ''}`;
  return probe(step, 1, {
    purpose: `Looking whether ${noun} ${name} is there`,
    url,
    decides: [2],
    entity: cdapEntity(step, 'app', name),
    present: {
      then: 'ask',
      // Without a configuration of ours, nothing tells whether that one's is the same.
      ...(compare.length > 0 ? { compare, differs: 'ask' } : {}),
      words: `An application ${name} is in namespace ${step.cdap.namespace} already.`.slice(0, 512),
      replace: `updates the ${noun} that is there to ${what}`.slice(0, 256),
    },
  });
}

function comparisons(artifact: CdapArtifact, config: ConfigFile): Comparison[] {
  return [
    comparison('/artifact/name', artifact.name, 'the artifact'),
    comparison('/artifact/version', artifact.version, 'the version of the artifact'),
    comparison('/artifact/scope', artifact.scope, 'the scope of the artifact'),
    { ...comparison('/configuration', config.json, 'the configuration'), json: true },
  ];
}
