/** Checks what the actions of a package source name: its files, its job protocols and other packages; every finding counts. */
import { neededFiles } from '#core/plan/index.ts';
import { parseProtocol } from '#core/protocol/index.ts';
import { actionFiles, packageNeeds } from '#core/read/index.ts';
import { askedFor } from './choose-version.ts';
import { toFinding, warning } from './findings.ts';
import { adviseOnAction, argumentOf } from './source-advice.ts';

import type { Limits } from '#core/limits.ts';
import type { Action, PackageSource, PackageSpec } from '#core/model/generated.ts';
import type { Finding } from '#core/model/publish.ts';

interface SourceFiles {
  /** Of the archive, or the loose ones. */
  files: ReadonlyMap<string, Uint8Array>;
  /** Path of the version's folder, ends in a slash. */
  folder: string;
  limits: Limits;
}

/** Files must be there, and protocols must be what the cluster takes; whether the market has a package is seen when it is verified. */
export function checkActions(source: PackageSource, where: SourceFiles): Finding[] {
  const { files, folder, limits } = where;
  const file = `${folder}package.yaml`;
  const { findings, named } = readActions(source, where, file);
  for (const [name, each] of named) {
    if (!files.has(name)) findings.push(missing(name, each, where));
  }
  for (const [name, { protocol }] of named) {
    const bytes = protocol ? files.get(name) : undefined;
    if (bytes) findings.push(...protocolFindings(bytes, `${folder}archive/${name}`, limits));
  }
  // What cannot be read as an action says nothing more of packages.
  const unread = findings.some(({ code }) => code === 'action-argument');
  return [...findings, ...needFindings({ ...source, actions: unread ? [] : source.actions }, file)];
}

/** What is known of one file, over all actions that name it. */
interface Named {
  /** Which argument of which step, for messages. */
  by: string;
  optional: boolean;
  /** A protocol that is whole by itself; one that takes components from other packages cannot be judged alone. */
  protocol: boolean;
}

function readActions(
  { actions }: PackageSource,
  { files }: SourceFiles,
  file: string,
): { findings: Finding[]; named: Map<string, Named> } {
  const findings: Finding[] = [];
  const named = new Map<string, Named>();
  const add = (name: string, { by, optional, protocol }: Named) => {
    const known = named.get(name);
    named.set(name, {
      by: known?.by ?? by,
      optional: optional && (known?.optional ?? true),
      protocol: protocol || (known?.protocol ?? false),
    });
  };
  actions.forEach((action, index) => {
    const number = index + 1;
    try {
      for (const { argument, file: name, optional = false, role } of neededFiles(action, number)) {
        const by = argumentOf(action, argument, number);
        add(name, { by, optional, protocol: role === 'protocol' });
      }
      findings.push(...adviseOnAction(action, { number, file, files }));
    } catch (thrown) {
      const finding = toFinding(thrown, file);
      // An action of a newer format may be published; the reader will warn of it.
      if (finding.code !== 'action-unknown') findings.push(finding);
      for (const name of actionFiles(toSpec([action]))) {
        add(name, { by: `Step ${number} (${action.type})`, optional: false, protocol: false });
      }
    }
  });
  return { findings, named };
}

function missing(name: string, { by, optional }: Named, { folder }: SourceFiles): Finding {
  const file = `${folder}package.yaml`;
  const message = `${file}: ${by} names the file "${name}", which is not in ${folder}archive/.`;
  return optional
    ? warning('file-missing', file, `${message} Users are asked for it.`)
    : { severity: 'error', code: 'action-file', file, message };
}

/** Other packages by name and version, digests where they are given. */
function needFindings(
  { actions, dependencies }: Pick<PackageSource, 'dependencies'> & { actions: Action[] },
  file: string,
): Finding[] {
  const spec = { ...toSpec(actions), ...(dependencies ? { dependencies } : {}) };
  try {
    for (const need of packageNeeds(spec, file)) askedFor(need);
    return [];
  } catch (thrown) {
    return [toFinding(thrown, file)];
  }
}

function toSpec(actions: Action[]): PackageSpec {
  return { specVersion: '1.0', actions };
}

function protocolFindings(bytes: Uint8Array, file: string, limits: Limits): Finding[] {
  const parsed = parseProtocol(bytes, limits);
  const found = parsed.ok ? parsed.warnings : parsed.errors;
  return found.map(({ path, message }) => ({
    severity: parsed.ok ? 'warning' : 'error',
    code: 'protocol-invalid',
    file,
    message: `${file}: ${path ? `${path}: ` : ''}${message}`,
  }));
}
