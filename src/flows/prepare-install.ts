/** From a verified, opened package and the cluster's facts to the wizard: forms, and plans from answers. */
import { MarketError } from '#core/errors.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { createWizard, protocolFiles } from '#core/plan/index.ts';
import { checkProtocol, parseProtocol } from '#core/protocol/index.ts';

import type { Limits } from '#core/limits.ts';
import type { ClusterFacts } from '#core/model/install.ts';
import type { LoadedPackage } from '#core/model/market.ts';
import type { ProtocolFile, Wizard } from '#core/plan/index.ts';
import type { ProtocolFinding } from '#core/protocol/index.ts';

/** How many findings on a protocol are told in one message. */
const MAX_FINDINGS = 10;

/**
 * Nothing is sent. Throws `action-unknown`, `action-argument`, `action-file` (a file that the package does not
 * have), `protocol-invalid` with the findings, and zip-* for a file that does not inflate.
 */
export async function prepareInstall(
  loaded: LoadedPackage,
  facts: ClusterFacts,
  limits: Limits = DEFAULT_LIMITS,
): Promise<Wizard> {
  const { market, name, version, spec } = loaded.package;
  const protocols = new Map<string, object>();
  for (const needed of protocolFiles(spec.actions)) {
    if (protocols.has(needed.file)) continue;
    protocols.set(needed.file, await readProtocol(loaded, needed, limits));
  }
  return createWizard({
    market: market.id,
    name,
    version,
    actions: spec.actions,
    facts,
    protocols,
    check: checkProtocol,
  });
}

async function readProtocol(
  loaded: LoadedPackage,
  { step, file }: ProtocolFile,
  limits: Limits,
): Promise<object> {
  const entry = loaded.files.entries.get(file);
  if (!entry) {
    throw new MarketError(
      'action-file',
      `Step ${step} needs the file ${file}, which the package does not have.`,
      { details: { step, file } },
    );
  }
  if (entry.size > limits.protocolBytes) {
    throw new MarketError(
      'protocol-invalid',
      `The job protocol ${file} has ${entry.size} bytes; at most ${limits.protocolBytes} are read.`,
      { details: { step, file, found: entry.size, allowed: limits.protocolBytes } },
    );
  }
  const parsed = parseProtocol(await entry.read(), limits);
  if (parsed.ok) return parsed.protocol;
  throw new MarketError(
    'protocol-invalid',
    `The job protocol ${file} of the package would not be accepted by the cluster: ${describe(parsed.errors)}`,
    { details: { step, file, findings: parsed.errors.length } },
  );
}

function describe(findings: readonly ProtocolFinding[]): string {
  const told = findings
    .slice(0, MAX_FINDINGS)
    .map(({ path, message }) => (path ? `${path}: ${message}` : message));
  const more = findings.length - told.length;
  return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
