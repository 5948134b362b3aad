/** From the name of a package to all that its install needs: opened, resolved, licences accepted, verified, with the clusters' facts. */
import { MarketError } from '#core/errors.ts';
import { neededFacts } from '#core/plan/index.ts';
import { loadFitting } from '#flows/fit-tree.ts';
import { readClusterFacts } from '#flows/cluster-facts.ts';
import { loadTree } from '#flows/load-tree.ts';
import { openMarket } from '#flows/open-market.ts';
import { openPackage } from '#flows/open-package.ts';
import { resolveTree } from '#flows/package-tree.ts';
import { viewTree } from '#flows/tree-nodes.ts';
import { assertNotRefused } from '#flows/verify-market.ts';
import { originsOf } from './cluster-options.ts';
import { indexLine } from './render/evidence.ts';
import { treeText } from './render/tree.ts';

import type { CdapConfig, MarketConfig } from '#core/model/generated.ts';
import type { ClusterFacts } from '#core/model/install.ts';
import type {
  LoadedTree,
  OpenMarket,
  OpenPackage,
  PackageRef,
  PackageTree,
} from '#core/model/market.ts';
import type { Clusters } from '#core/ports.ts';
import type { Identity } from './market-options.ts';
import type { CommandIo } from './command.ts';

export interface TreeInput {
  config: MarketConfig;
  ref: PackageRef;
  identity: Identity;
  /** The id of `config` was made up, and gives way to that of a signed index. */
  isMadeUp: boolean;
  clusters: Clusters;
  cdap: CdapConfig;
  user: string;
  acceptLicenses: boolean;
}

/** The clusters are asked only once all is verified. Throws what the flows throw, and `license-declined`. */
export async function loadInstall(
  input: TreeInput,
  io: CommandIo,
): Promise<{ loaded: LoadedTree; facts: ClusterFacts }> {
  const { market, opened } = await open(input, io);
  const openTree = (root: OpenPackage, versions = {}) =>
    resolveTree(root, { ...io, market, versions });
  const tree = await openTree(opened);
  io.stderr(treeText(tree));
  if (!input.acceptLicenses) assertNoLicenses(tree);
  const { loaded, facts } = await loadFitting(tree, {
    openTree,
    loadTree: (each) => loadTree(each, { ...io, ownOrigins: originsOf(input.clusters) }),
    readFacts: (each) => readFacts(each, input, io),
    accepted: () => input.acceptLicenses,
  });
  if (loaded.tree !== tree) {
    io.stderr(`with versions that suit the clusters:\n${treeText(loaded.tree)}`);
  }
  tellEvidence(loaded, io);
  return { loaded, facts };
}

async function open(
  { config, ref, identity, isMadeUp }: TreeInput,
  io: CommandIo,
): Promise<{ market: OpenMarket; opened: OpenPackage }> {
  const found = await openMarket(config, { ...io, identity });
  assertNotRefused(found);
  const market = isMadeUp && found.ownId !== undefined ? withId(found, found.ownId) : found;
  const opened = await openPackage(market, { ...ref, market: market.config.id }, io);
  if (market.index) io.stderr(indexLine(market.index));
  // A package carries the notices of its market.
  const texts = new Set([...market.notices, ...opened.notices].map(({ text }) => text));
  for (const text of texts) io.stderr(`notice: ${text}\n`);
  return { market, opened };
}

/** Jobs and receipts are to say what the page says, where an administrator configured the market by its own id. */
function withId(market: OpenMarket, id: string): OpenMarket {
  const entries = market.entries.map((entry) => ({ ...entry, market: id }));
  return { ...market, config: { ...market.config, id }, entries };
}

function tellEvidence({ packages }: LoadedTree, io: CommandIo): void {
  const alone = packages.length === 1;
  for (const { package: opened, notices } of packages) {
    const { name, version, evidence } = opened;
    const signers = evidence.signers.map(({ fingerprint }) => fingerprint).join(', ');
    const who = alone ? '' : `${name} ${version} `;
    if (signers !== '') io.stderr(`${who}signed by ${signers}\n`);
    for (const { text } of notices) io.stderr(`notice: ${text}\n`);
  }
}

/** Throws `license-declined` that names every licence, and where to read it. */
function assertNoLicenses({ packages }: PackageTree): void {
  const licensed = packages.filter(({ license }) => license !== undefined);
  if (licensed.length === 0) return;
  const places = licensed.map(({ market, name, version, spec }) => {
    const file = spec.license ?? 'license.txt';
    return `${market.url.replace(/\/$/, '')}/packages/${name}/${version}/${file}`;
  });
  const names = licensed.map(({ name, version }) => `${name} ${version}`).join(', ');
  const one = licensed.length === 1;
  throw new MarketError(
    'license-declined',
    `${names} ${one ? 'has a licence, which was' : 'have licences, which were'} not accepted. Read ${one ? 'it' : 'them'} at ${places.join(' and ')}, then run this again with --accept-license.`,
    {
      details: {
        license: places.join(', '),
        sha256: licensed.map(({ license }) => license?.sha256).join(', '),
      },
    },
  );
}

async function readFacts(
  { tree }: LoadedTree,
  { clusters, cdap, user }: TreeInput,
  io: CommandIo,
): Promise<ClusterFacts> {
  const needs = neededFacts(viewTree(tree).steps.map(({ action }) => action));
  if (needs.includes('openpai') && !clusters.openpai) throw lacking('OpenPAI', '--cluster URL');
  if (needs.includes('cdap') && !clusters.cdap) throw lacking('CDAP', '--cdap URL');
  return readClusterFacts({ clusters, user, needs, cdap, signal: io.signal });
}

function lacking(cluster: string, option: string): MarketError {
  const code = cluster === 'CDAP' ? 'cdap-missing' : 'usage';
  return new MarketError(code, `The package has steps for ${cluster}: ${option} is needed.`);
}
