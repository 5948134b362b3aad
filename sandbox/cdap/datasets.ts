/** Datasets: made of a type that is known, read, deleted; nothing loads files into them. */
import { badRequest, CdapError, isTextMap, notFound, readObject } from './call.ts';
import { namespaceOf, nameOf } from './names.ts';

import type { CdapAnswer, CdapCall } from './call.ts';
import type { DatasetState } from './state.ts';

/** Short names; the class names below `TYPE_PACKAGE` do as well. */
const TYPES = [
  ...['table', 'fileSet', 'partitionedFileSet', 'timePartitionedFileSet', 'keyValueTable'],
  ...['counterTimeseriesTable', 'timeseriesTable', 'indexedTable', 'objectStore', 'cube'],
  ...['indexedObjectStore', 'objectMappedTable', 'externalDataset'],
];
const TYPE_CLASS = /^(co\.cask|io\.cdap)\.cdap\.api\.dataset\.(table|lib)(\.cube)?\.(\w+)$/;
const COMPLAINT = 'Unable to parse the dataset instance configuration.';

export function listDatasets(call: CdapCall): CdapAnswer {
  const { namespace } = namespaceOf(call);
  return {
    status: 200,
    body: namespace.datasets.map(({ name, typeName, properties, description }) => ({
      ...{ name, type: typeName, properties },
      ...(description === undefined ? {} : { description }),
    })),
  };
}

export function getDataset(call: CdapCall): CdapAnswer {
  const { name, typeName, properties, description } = findDataset(call);
  const told = description === undefined ? {} : { description };
  const spec = {
    ...{ name, type: typeName, ...told },
    ...{ originalProperties: properties, properties, datasetSpecs: {} },
  };
  return { status: 200, body: { spec, type: { name: typeName, modules: [] } } };
}

export function putDataset(call: CdapCall): CdapAnswer {
  const { id, namespace } = namespaceOf(call);
  const name = nameOf(call, 'dataset');
  const { typeName, properties = {}, description } = readObject(call, COMPLAINT);
  if (typeof typeName !== 'string' || typeName === '') throw badRequest(COMPLAINT);
  if (!isTextMap(properties)) throw badRequest(COMPLAINT);
  if (description !== undefined && typeof description !== 'string') throw badRequest(COMPLAINT);
  if (namespace.datasets.some((each) => each.name === name)) {
    throw new CdapError(409, `Dataset 'dataset:${id}.${name}' already exists.`);
  }
  if (!isType(typeName)) throw notFound(`dataset_type:${id}.${typeName}`);
  const told = description === undefined ? {} : { description };
  namespace.datasets.push({ name, typeName, properties, ...told });
  call.changed(`${id}/dataset/${name}`, 'created');
  return { status: 200 };
}

/** All properties, as a map from text to text. */
export function putDatasetProperties(call: CdapCall): CdapAnswer {
  const { id } = namespaceOf(call);
  const dataset = findDataset(call);
  const properties = readObject(call, COMPLAINT);
  if (!isTextMap(properties)) throw badRequest(COMPLAINT);
  dataset.properties = properties;
  call.changed(`${id}/dataset/${dataset.name}`, 'updated');
  return { status: 200 };
}

export function deleteDataset(call: CdapCall): CdapAnswer {
  const { id, namespace } = namespaceOf(call);
  const dataset = findDataset(call);
  namespace.datasets.splice(namespace.datasets.indexOf(dataset), 1);
  call.changed(`${id}/dataset/${dataset.name}`, 'removed');
  return { status: 200 };
}

/** Methods on the data of a dataset were never made. */
export function executeOnDataset(): CdapAnswer {
  return { status: 501 };
}

function findDataset(call: CdapCall): DatasetState {
  const { id, namespace } = namespaceOf(call);
  const name = nameOf(call, 'dataset');
  const found = namespace.datasets.find((each) => each.name === name);
  if (!found) throw notFound(`dataset:${id}.${name}`);
  return found;
}

function isType(name: string): boolean {
  const known = TYPES.map((each) => each.toLowerCase());
  const short = TYPE_CLASS.exec(name)?.[4] ?? name;
  return known.includes(short.toLowerCase());
}
