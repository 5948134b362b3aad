/** Every call of CDAP that packages need, in one table, with the versions that have it. */
import { decodeParts, matchParts } from '../http/match-path.ts';
import * as apps from './apps.ts';
import * as properties from './artifact-properties.ts';
import * as artifacts from './artifacts.ts';
import * as datasets from './datasets.ts';
import * as drafts from './drafts.ts';
import * as namespaces from './namespaces.ts';
import * as streams from './streams.ts';
import { compareVersions } from './versions.ts';

import type { Run } from './call.ts';

interface CdapRoute {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  run: Run;
  /** First version that has it. */
  since?: string;
  /** First version that lacks it. */
  until?: string;
}

/** Streams went with 6.0; drafts came to the studio service with 6.3. */
const STREAMS = { until: '6.0.0-SNAPSHOT' };
const DRAFTS = { since: '6.3.0-SNAPSHOT' };

type Row = [CdapRoute['method'], string, Run];

const rows = (base: string, list: Row[], versions: Pick<CdapRoute, 'since' | 'until'> = {}) =>
  list.map(([method, path, run]): CdapRoute => ({ method, path: base + path, run, ...versions }));

const NS = '/v3/namespaces/:ns';
const ARTIFACT = `${NS}/artifacts/:artifact/versions/:version`;
const STUDIO = '/v3/namespaces/system/apps/pipeline/services/studio/methods/v1/contexts/:ns/drafts';

const ROUTES: readonly CdapRoute[] = [
  ...rows('/v3', [
    ['GET', '/version', namespaces.getVersion],
    ['GET', '/namespaces', namespaces.listNamespaces],
    ['GET', '/namespaces/:ns', namespaces.getNamespace],
    ['POST', '/namespaces/system/artifacts', artifacts.refreshSystem],
  ]),
  ...rows(`${NS}/artifacts`, [
    ['GET', '', artifacts.listArtifacts],
    ['GET', '/:artifact', artifacts.listVersions],
    ['POST', '/:artifact', artifacts.addArtifact],
  ]),
  ...rows(ARTIFACT, [
    ['GET', '', artifacts.getArtifact],
    ['DELETE', '', artifacts.deleteArtifact],
    ['GET', '/properties', properties.getProperties],
    ['PUT', '/properties', properties.putProperties],
    ['DELETE', '/properties', properties.deleteProperties],
    ['GET', '/properties/:property', properties.getProperty],
    ['PUT', '/properties/:property', properties.putProperty],
    ['DELETE', '/properties/:property', properties.deleteProperty],
  ]),
  ...rows(`${NS}/apps`, [
    ['GET', '', apps.listApps],
    ['POST', '', apps.deployJar],
    ['GET', '/:app', apps.getApp],
    ['PUT', '/:app', apps.putApp],
    ['DELETE', '/:app', apps.deleteApp],
    ['POST', '/:app/update', apps.updateApp],
  ]),
  ...rows(
    `${NS}/streams`,
    [
      ['GET', '', streams.listStreams],
      ['GET', '/:stream', streams.getStream],
      ['PUT', '/:stream', streams.putStream],
      ['DELETE', '/:stream', streams.deleteStream],
      ['POST', '/:stream', streams.postEvent],
      ['PUT', '/:stream/properties', streams.putStreamProperties],
      ['POST', '/:stream/batch', streams.postBatch],
      ['POST', '/:stream/truncate', streams.truncateStream],
      ['GET', '/:stream/events', streams.getEvents],
    ],
    STREAMS,
  ),
  ...rows(`${NS}/data/datasets`, [
    ['GET', '', datasets.listDatasets],
    ['GET', '/:dataset', datasets.getDataset],
    ['PUT', '/:dataset', datasets.putDataset],
    ['DELETE', '/:dataset', datasets.deleteDataset],
    ['PUT', '/:dataset/properties', datasets.putDatasetProperties],
    ['POST', '/:dataset/data/:method', datasets.executeOnDataset],
  ]),
  ...rows(
    STUDIO,
    [
      ['GET', '', drafts.listDrafts],
      ['GET', '/:draft', drafts.getDraft],
      ['PUT', '/:draft', drafts.putDraft],
      ['DELETE', '/:draft', drafts.deleteDraft],
    ],
    DRAFTS,
  ),
];

export interface CdapMatch {
  run: Run;
  params: Record<string, string>;
}

/** The route of a call; `method` when only others of the path are known, `path` when none is. `path` is percent-encoded. */
export function matchCdapRoute(
  method: string,
  path: string,
  cdapVersion: string,
): CdapMatch | 'method' | 'path' {
  const parts = decodeParts(path);
  const found = ROUTES.filter((route) => isOf(route, cdapVersion)).flatMap((route) => {
    const params = parts && matchParts(route.path, parts);
    return params ? [{ route, params }] : [];
  });
  const match = found.find(({ route }) => route.method === method);
  if (match) return { run: match.route.run, params: match.params };
  return found.length > 0 ? 'method' : 'path';
}

function isOf({ since, until }: CdapRoute, version: string): boolean {
  if (since !== undefined && compareVersions(version, since) < 0) return false;
  return until === undefined || compareVersions(version, until) < 0;
}
