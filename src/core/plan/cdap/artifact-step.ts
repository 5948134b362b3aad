/** The step that adds an artifact: its jar with parents and plugins, then its properties; shared by all kinds that do so. */
import { textArgument } from '../arguments.ts';
import { planBody } from '../body.ts';
import { count } from '../words.ts';
import { artifactConfig } from './artifact-config.ts';
import { cdapEntity, cdapForm, cdapPlanStep, cdapStep, cdapUrl } from './cdap-step.ts';
import { nameField, shownFields } from './fields.ts';
import { neededFile } from './files.ts';
import { EXTERNAL_ARGUMENTS, jarSource, neededExternal, neededJar } from './jar.ts';
import { isName } from './names.ts';
import { cdapRefusal } from './refusals.ts';
import { asciiJson, PRESENT_409, probe, undo, write } from './requests.ts';
import { scopeField } from './scope.ts';
import { isSnapshot, readArchiveName } from './versions.ts';

import type { PlannedRequest } from '../../model/generated.ts';
import type { CdapArtifact, FieldError } from '../../model/install.ts';
import type { ActionType, ArgumentRule, PreparedStep, StepInput } from '../action-type.ts';
import type { ArtifactConfig } from './artifact-config.ts';
import type { CdapStep } from './cdap-step.ts';
import type { ArgumentField } from './fields.ts';
import type { Jar } from './jar.ts';
import type { Scope } from './scope.ts';

/** What differs between the kinds of action that add an artifact. */
interface ArtifactKind {
  type: string;
  /** Label of a step that has none. */
  label: string;
  /** The user may bring the jar where the package names none. */
  brought: 'never' | 'if-unnamed' | 'if-missing';
  /** Without parents in its config file, pipelines may use it. */
  forPipelines?: boolean;
}

const ARGUMENTS: readonly ArgumentRule[] = [
  { name: 'name', type: 'text', help: 'Name of the artifact.' },
  {
    name: 'version',
    type: 'text',
    help: 'Its version; else that of its config file or of the name of its jar.',
  },
  { name: 'scope', type: 'text', help: 'user (as if not given) or system.' },
  { name: 'config', type: 'text', help: 'JSON file with its parents, plugins and properties.' },
  { name: 'jar', type: 'text', help: 'Jar file of the package.' },
];

/** The action type that adds an artifact in this way. */
export function artifactType(kind: ArtifactKind): ActionType {
  return {
    type: kind.type,
    arguments: [...ARGUMENTS, ...EXTERNAL_ARGUMENTS],
    unknownArguments: 'ignore',
    facts: ['cdap'],
    files: (place, args) => [
      ...neededFile(place, args, { argument: 'config', role: 'config' }),
      ...neededJar(place, args, kind.brought === 'if-missing'),
    ],
    external: neededExternal,
    prepare: (input) => prepare(input, kind),
    refusal: cdapRefusal,
  };
}

function prepare(input: StepInput, kind: ArtifactKind): PreparedStep {
  const step = cdapStep(input, kind.label);
  const named = textArgument(step.place, input.arguments, 'jar') !== undefined;
  const brought = kind.brought === 'if-missing' || (kind.brought === 'if-unnamed' && !named);
  const config = artifactConfig(step, kind.forPipelines);
  const jar = jarSource(step, brought);
  const name = nameField(step, 'artifact', { argument: 'name', help: 'Name of the artifact.' });
  const version = versionField(step, config.version ?? versionOf(jar.name));
  const scope = scopeField(step);
  const jarField = jar.field ? [jar.field] : [];
  const brings = broughtArtifact(name, version, scope);
  return {
    ...(brings ? { brings } : {}),
    form: cdapForm(
      step,
      [...shownFields([name, version, scope]), ...jarField],
      [...jar.texts, ...config.notes],
    ),
    plan(values) {
      const errors: FieldError[] = [];
      const read = {
        name: name.read(values, errors),
        version: version.read(values, errors),
        scope: scope.read(values, errors),
        jar: jar.read(values, errors),
      };
      if (!read.name || !read.version || !read.scope || !read.jar) return { ok: false, errors };
      const artifact = { name: read.name, version: read.version, scope: read.scope };
      return planArtifact(step, { ...artifact, jar: read.jar, config });
    },
  };
}

/** The version of the arguments; else the one that is found, fixed; else asked for. */
function versionField(step: CdapStep, found: string | undefined): ArgumentField<string> {
  if (step.input.arguments.has('version') || found === undefined) {
    return nameField(step, 'version', {
      argument: 'version',
      help: 'Version of the artifact, such as the Bundle-Version of its jar.',
    });
  }
  const look = { label: 'version', kind: 'text', group: 'arguments', required: true } as const;
  return {
    field: { id: 'arguments.version', ...look, readOnly: true, default: found },
    read: () => found,
  };
}

/** Undefined where the user may change what it is. */
function broughtArtifact(
  name: ArgumentField<string>,
  version: ArgumentField<string>,
  scope: ArgumentField<Scope>,
): CdapArtifact | undefined {
  if (shownFields([name, version, scope]).some(({ readOnly }) => !readOnly)) return undefined;
  const [values, errors] = [new Map(), []];
  const read = {
    name: name.read(values, errors),
    version: version.read(values, errors),
    scope: scope.read(values, errors),
  };
  if (!read.name || !read.version || !read.scope) return undefined;
  const own = read.scope === 'user';
  return { name: read.name, version: read.version, scope: own ? 'USER' : 'SYSTEM' };
}

function versionOf(jar: string | undefined): string | undefined {
  const version = jar === undefined ? undefined : readArchiveName(jar)?.version;
  return version !== undefined && isName('version', version) ? version : undefined;
}

interface Artifact {
  name: string;
  version: string;
  scope: Scope;
  jar: Jar;
  config: ArtifactConfig;
}

function planArtifact(step: CdapStep, artifact: Artifact): ReturnType<PreparedStep['plan']> {
  const { name, version, scope, jar, config } = artifact;
  const properties = Object.keys(config.properties).length;
  const where =
    scope === 'system' ? 'the system scope of CDAP' : `CDAP namespace ${step.cdap.namespace}`;
  const more =
    properties > 0 ? ` and sets ${count(properties, 'property', 'properties')} of it` : '';
  const summary = `Uploads artifact ${name} ${version} ${jar.words} to ${where}${more}.`;
  return {
    ok: true,
    step: cdapPlanStep(step, summary, artifactRequests(step, artifact)),
    warnings: warningsAbout(step, artifact),
  };
}

function warningsAbout(step: CdapStep, { name, version, scope }: Artifact): string[] {
  const start = `Step ${step.place.number}: artifact ${name} ${version}`;
  return [
    ...(scope === 'system'
      ? [
          `${start} goes into the system scope, which every namespace of the cluster sees; CDAP itself may refuse it there.`,
        ]
      : []),
    ...(isSnapshot(version)
      ? [
          `${start} is a snapshot: CDAP replaces one that is there, with no way back. Where there is one, you are asked first.`,
        ]
      : []),
  ];
}

function artifactRequests(
  step: CdapStep,
  { name, version, scope, jar, config }: Artifact,
): { requests: PlannedRequest[]; undo: PlannedRequest[] } {
  const namespace = scope === 'system' ? 'system' : step.cdap.namespace;
  const address = cdapUrl(step, ['artifacts', name, 'versions', version], namespace);
  const entity = cdapEntity(step, 'artifact', name, { namespace, version });
  const called = `artifact ${name} ${version}`;
  const properties = write(step, 3, {
    purpose: `Setting the properties of ${called}`,
    method: 'PUT',
    url: `${address}/properties`,
    headers: { 'Content-Type': 'application/json' },
    body: planBody(config.properties),
    repeat: 'safe',
    entity: { ...entity, kind: 'artifact-properties' },
  });
  const upload = write(step, 2, {
    purpose: `Uploading ${called}`,
    method: 'POST',
    url: cdapUrl(step, ['artifacts', name], namespace),
    headers: uploadHeaders(version, config),
    body: jar.body,
    answers: [PRESENT_409],
    repeat: 'safe',
    entity,
  });
  return {
    requests: [
      probeArtifact(step, { name, version, namespace, scope }),
      upload,
      // Also where the artifact was there: a first try may have ended between the two.
      ...(Object.keys(config.properties).length > 0 ? [properties] : []),
    ],
    undo: [
      undo(step, 2, {
        purpose: `Deleting ${called} with its properties from namespace ${namespace}`,
        url: address,
        entity,
      }),
    ],
  };
}

function uploadHeaders(version: string, config: ArtifactConfig): Record<string, string> {
  return {
    'Content-Type': 'application/octet-stream',
    'Artifact-Version': version,
    ...(config.parents.length > 0 ? { 'Artifact-Extends': config.parents.join('/') } : {}),
    ...(config.plugins.length > 0 ? { 'Artifact-Plugins': asciiJson(config.plugins) } : {}),
  };
}

interface ArtifactPlace {
  name: string;
  version: string;
  namespace: string;
  scope: Scope;
}

/** Request 1 of a step: whether the artifact is there; it decides about request 2. */
export function probeArtifact(
  step: CdapStep,
  { name, version, namespace, scope }: ArtifactPlace,
  more = '',
): PlannedRequest {
  const called = `artifact ${name} ${version}`;
  const replace = `uploads the jar once more and replaces the snapshot ${version} that is there`;
  return probe(step, 1, {
    purpose: `Looking whether ${called} is there`,
    // Also what the system has is read by way of the own namespace.
    url: `${cdapUrl(step, ['artifacts', name, 'versions', version])}?scope=${scope}`,
    decides: [2],
    entity: cdapEntity(step, 'artifact', name, { namespace, version }),
    present: {
      then: 'ask',
      words:
        `A${called.slice(1)} is in namespace ${namespace} already. CDAP does not tell whether its jar is the same.${more}`.slice(
          0,
          512,
        ),
      ...(isSnapshot(version) ? { replace: replace.slice(0, 256) } : {}),
    },
  });
}
