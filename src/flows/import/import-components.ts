/** Brings component files from elsewhere into a repository: only what the cluster would take, and without the secrets in it. */
import { MarketError } from '#core/errors.ts';
import { jobAddress } from '#core/plan/index.ts';
import { parseComponent } from '#core/protocol/index.ts';
import { sameBytes } from '#core/same-bytes.ts';
import { clusterRefusal } from '../cluster-answers.ts';
import { assertNotCancelled, toFinding } from '../findings.ts';
import { changeRepository } from '../repository/change-repository.ts';
import { newPlaceIn } from '../repository/paths-in.ts';
import { takeSecrets } from './take-secrets.ts';

import type { Limits } from '#core/limits.ts';
import type { PlannedJob } from '#core/model/generated.ts';
import type { Finding } from '#core/model/publish.ts';
import type { Cluster } from '#core/ports.ts';
import type { RepositoryFolder } from '#core/publisher-ports.ts';
import type { ChangingWorld } from '../repository/change-repository.ts';

/** A file to be imported, read when its turn comes. */
export interface IncomingFile {
  /** What it shall be called, without a folder. */
  name: string;
  /** Where it comes from, for messages. */
  from: string;
  read(): Promise<Uint8Array>;
}

export interface ImportedFile {
  /** Below the root of the repository. */
  path: string;
  type: string;
  /** `kept`: it is there already with the same bytes. */
  state: 'new' | 'kept';
  /** Where secrets were taken out, such as `secrets.token`. */
  secrets: string[];
}

export interface ComponentsReport {
  files: ImportedFile[];
  findings: Finding[];
}

/** `to` is a folder in the repository as the user named it. Throws `repository-busy`, `usage`. */
export async function importComponents(
  incoming: readonly IncomingFile[],
  { root, to }: { root: string; to: string },
  world: ChangingWorld,
): Promise<ComponentsReport> {
  const { result } = await changeRepository(root, world, async ({ folder }) => {
    const report: ComponentsReport = { files: [], findings: [] };
    for (const file of incoming) {
      assertNotCancelled(world.signal);
      try {
        const place = await newPlaceIn(root, `${to}/${file.name}`, world.repositories);
        report.files.push(await importFile(file, place, { folder, limits: world.limits }));
      } catch (thrown) {
        report.findings.push({ ...toFinding(thrown, file.from), file: file.from });
      }
    }
    return report;
  });
  return result;
}

async function importFile(
  { from, read }: IncomingFile,
  path: string,
  { folder, limits }: { folder: RepositoryFolder; limits: Limits },
): Promise<ImportedFile> {
  const bytes = await read();
  const parsed = parseComponent(bytes, limits);
  if (!parsed.ok) {
    const [first] = parsed.errors;
    const more = parsed.errors.length > 1 ? ` (and ${parsed.errors.length - 1} more)` : '';
    const place = first?.path ? `${first.path}: ` : '';
    throw new MarketError(
      'protocol-invalid',
      `${from} was not imported: ${place}${first?.message}${more}`,
      {
        details: { file: from },
      },
    );
  }
  const { text, taken } = takeSecrets(new TextDecoder().decode(bytes));
  // What held no secret stays as it was, byte for byte.
  const content = taken.length > 0 ? new TextEncoder().encode(text) : bytes;
  const there = await folder.stat(path);
  const state = there ? await assertSame(folder, path, { content, from }) : 'new';
  if (state === 'new') await folder.write(path, content);
  return { path, type: parsed.component.type, state, secrets: taken };
}

/** Nothing that is there is ever replaced. */
async function assertSame(
  folder: RepositoryFolder,
  path: string,
  { content, from }: { content: Uint8Array; from: string },
): Promise<'kept'> {
  const there = await folder.stat(path);
  if (there?.kind === 'file' && there.size === content.length) {
    if (sameBytes(await folder.read(path, content.length), content)) return 'kept';
  }
  throw new MarketError(
    'usage',
    `${from} was not imported: ${path} is there already with other content, and import replaces nothing. Name another folder with --to, or move the file away.`,
    { details: { file: path } },
  );
}

/** `USER~JOB`. Throws `usage`. */
export function readJobName(text: string): PlannedJob {
  const at = text.indexOf('~');
  const [user, name] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  if (/^[\w.-]{1,255}$/.test(user) && /^[\w.~-]{1,255}$/.test(name)) return { user, name };
  throw new MarketError(
    'usage',
    `"${text}" is no job: USER~JOB is expected, such as alice~training.`,
  );
}

/** The protocol of a job on the cluster, which the server gives to everybody who may see the job. */
export function jobFile(
  job: PlannedJob,
  {
    cluster,
    limits,
    signal,
  }: { cluster: Cluster; limits: Limits; signal?: AbortSignal | undefined },
): IncomingFile {
  const from = `${job.user}~${job.name}`;
  return {
    from,
    name: `${job.name.replace(/^\.+/, '')}.yaml`,
    async read() {
      const url = `${jobAddress(cluster.base, job)}/config`;
      const answer = await cluster.send({ method: 'GET', url, signal });
      if (answer.status !== 200) throw clusterRefusal(answer, `Reading the protocol of ${from}`);
      const bytes = new TextEncoder().encode(answer.text);
      if (bytes.length <= limits.protocolBytes) return bytes;
      throw new MarketError(
        'cluster-too-large',
        `The protocol of ${from} has more than ${limits.protocolBytes} bytes.`,
      );
    },
  };
}
