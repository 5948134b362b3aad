/** The step that uploads a jar and makes an application of it in one request; shared by all kinds that do so. */
import { argumentError, textArgument } from '../arguments.ts';
import { cdapEntity, cdapForm, cdapPlanStep, cdapStep, cdapUrl } from './cdap-step.ts';
import { probeArtifact } from './artifact-step.ts';
import { fieldId } from './fields.ts';
import { jarSource } from './jar.ts';
import { isName } from './names.ts';
import { PRESENT_409, undo, write } from './requests.ts';
import { isSnapshot, readArchiveName } from './versions.ts';

import type { PlannedRequest } from '../../model/generated.ts';
import type { CdapArtifact, FieldError } from '../../model/install.ts';
import type { PreparedStep, StepInput } from '../action-type.ts';
import type { CdapStep } from './cdap-step.ts';
import type { Jar } from './jar.ts';
import type { ArchiveName } from './versions.ts';

const FORM = 'name-version.jar, such as cellar-1.0.0.jar';

/** `brought`: the user may bring the jar where the package lacks it. Throws `action-argument`, `action-file`. */
export function prepareJarApp(input: StepInput, brought: boolean): PreparedStep {
  const step = cdapStep(input, 'Deploy an application');
  const jar = jarSource(step, brought);
  const named = textArgument(step.place, input.arguments, 'jar');
  const known = archiveName(jar.name);
  if (jar.field === undefined && !known) {
    throw argumentError(
      step.place,
      'jar',
      `names ${named ?? 'a file'}, which CDAP takes only as ${FORM}`,
    );
  }
  return {
    ...(jar.field === undefined && known ? { brings: toArtifact(known) } : {}),
    form: cdapForm(step, jar.field ? [jar.field] : [], [...jar.texts, ...TOLD]),
    plan(values) {
      const errors: FieldError[] = [];
      const read = jar.read(values, errors);
      if (!read) return { ok: false, errors };
      // The user's own file says best what is in it, where its name can be read at all.
      const archive = archiveName(read.name) ?? known;
      if (archive) return planJarApp(step, read, archive);
      const message = `CDAP reads name and version from the file name: name it ${FORM}.`;
      return { ok: false, errors: [{ step: step.place.number, field: fieldId('jar'), message }] };
    },
  };
}

const TOLD = [
  'CDAP names the application itself, and says its name when it is deployed. Undo can delete the artifact that the jar becomes; the application would have to be deleted in CDAP.',
];

function archiveName(file: string | undefined): (ArchiveName & { file: string }) | undefined {
  const read = file === undefined ? undefined : readArchiveName(file);
  if (file === undefined || !read) return undefined;
  const fits = isName('artifact', read.name) && isName('version', read.version);
  return fits ? { ...read, file } : undefined;
}

function toArtifact({ name, version }: ArchiveName): CdapArtifact {
  return { name, version, scope: 'USER' };
}

function planJarApp(
  step: CdapStep,
  jar: Jar,
  archive: ArchiveName & { file: string },
): ReturnType<PreparedStep['plan']> {
  const { namespace } = step.cdap;
  const summary = `Uploads ${archive.file} ${jar.words} to CDAP namespace ${namespace} and deploys the application in it.`;
  const warning = `Step ${step.place.number}: ${archive.file} is a snapshot: CDAP replaces one that is there, with no way back. Where there is one, you are asked first.`;
  return {
    ok: true,
    step: cdapPlanStep(step, summary, jarAppRequests(step, jar, archive)),
    warnings: isSnapshot(archive.version) ? [warning] : [],
  };
}

function jarAppRequests(
  step: CdapStep,
  jar: Jar,
  { file, name, version }: ArchiveName & { file: string },
): { requests: PlannedRequest[]; undo: PlannedRequest[] } {
  const { namespace } = step.cdap;
  const entity = cdapEntity(step, 'artifact', name, { version });
  const place = { name, version, namespace, scope: 'user' as const };
  return {
    requests: [
      // CDAP takes the artifact back where the application in it cannot be deployed: with the one comes the other.
      probeArtifact(step, place, ' Whether its application is deployed can be seen in CDAP.'),
      write(step, 2, {
        purpose: `Deploying the application in ${file}`,
        method: 'POST',
        url: cdapUrl(step, ['apps']),
        headers: { 'Content-Type': 'application/octet-stream', 'X-Archive-Name': file },
        body: jar.body,
        answers: [PRESENT_409],
        repeat: 'safe',
        entity,
      }),
    ],
    undo: [
      undo(step, 2, {
        purpose: `Deleting artifact ${name} ${version}. The application made from it stays and cannot start any more: delete it in CDAP, by the name in the answer to its deployment`,
        url: cdapUrl(step, ['artifacts', name, 'versions', version]),
        entity,
      }),
    ],
  };
}
