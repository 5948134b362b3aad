/** Reads which other packages a spec names: those installed first, those installed by an action, and those it takes job components from. */
import { MarketError } from '../errors.ts';
import { isFileName, isSegment } from './path.ts';

import type { Action, PackageSpec } from '../model/generated.ts';

/** One wish for another package of the same market. */
export interface PackageNeed {
  why: 'dependency' | 'action' | 'component';
  name: string;
  /** As the spec has it: one version, or a range, of which only the brackets were looked at. */
  version: string;
  /** SHA-256 of the spec.json that is meant; only with one version. */
  sha256?: string;
  /** Of a component: its file in that package. */
  file?: string;
}

type Refuse = (problem: string) => MarketError;

/** More than any tree of packages can hold. */
const MOST = 256;
const SHA256 = /^[0-9a-f]{64}$/;
/** I13: what would lead to another place than this market. */
const ELSEWHERE = ['url', 'market', 'source'];

/**
 * In the order of installing: dependencies, then actions in turn. Throws `spec-invalid` for a name that is none, a missing version, a digest
 * without one version, and whatever points outside of this market (I13); `path` names the file in messages.
 */
export function packageNeeds(spec: PackageSpec, path = 'spec.json'): PackageNeed[] {
  const refuse: Refuse = (problem) =>
    new MarketError('spec-invalid', `${path} is refused: ${problem}.`, { details: { file: path } });
  const needs = [
    ...(spec.dependencies?.packages ?? []).map((each) => toNeed('dependency', each, refuse)),
    ...spec.actions.flatMap((action) => needsOf(action, refuse)),
  ];
  if (needs.length > MOST) throw refuse(`it names other packages ${needs.length} times`);
  return needs;
}

function needsOf(action: Action, refuse: Refuse): PackageNeed[] {
  if (action.type === 'install_package') {
    const fields = (action.arguments ?? []).map(({ name, value, default: initial }) => [
      name,
      value ?? initial,
    ]);
    return [toNeed('action', Object.fromEntries(fields), refuse)];
  }
  if (action.type !== 'submit_job' && action.type !== 'open_job') return [];
  const given = (action.arguments ?? []).find(({ name }) => name === 'prerequisites');
  const list: unknown = given?.value ?? given?.default ?? [];
  if (!Array.isArray(list)) throw refuse('"prerequisites" of an action is no list');
  return list.map((each: unknown) => toComponent(each, refuse));
}

function toComponent(value: unknown, refuse: Refuse): PackageNeed {
  const fields = toFields(value, refuse);
  const file = fields.get('file');
  if (typeof file !== 'string' || !isFileName(file)) {
    throw refuse('a prerequisite names no file of the package that it is taken from');
  }
  return {
    ...toNeed('component', { ...(value as object), name: fields.get('package') }, refuse),
    file,
  };
}

function toNeed(why: PackageNeed['why'], value: unknown, refuse: Refuse): PackageNeed {
  const fields = toFields(value, refuse);
  const elsewhere = ELSEWHERE.find((key) => fields.has(key));
  if (elsewhere !== undefined) {
    throw refuse(`"${elsewhere}" of a dependency is not allowed: it comes from the same market`);
  }
  const name = fields.get('name');
  if (typeof name !== 'string' || !isSegment('name', name)) {
    throw refuse(`"${clip(name)}" is not the name of a package of this market`);
  }
  const version = fields.get('version');
  if (typeof version !== 'string' || !isVersionWish(version)) {
    throw refuse(`"${clip(version)}" is neither a version nor a range of versions of ${name}`);
  }
  const sha256 = fields.get('sha256');
  if (sha256 === undefined) return { why, name, version };
  if (typeof sha256 !== 'string' || !SHA256.test(sha256)) {
    throw refuse(`the digest given for ${name} is no SHA-256 in lower-case hexadecimal`);
  }
  if (isRange(version)) throw refuse(`a digest is given for a range of versions of ${name}`);
  return { why, name, version, sha256 };
}

/** Own members only, in a map: names of a spec are never looked up in an object. */
function toFields(value: unknown, refuse: Refuse): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw refuse('a dependency is no object with name and version');
  }
  return new Map(Object.entries(value));
}

function isVersionWish(text: string): boolean {
  return isRange(text) ? text.length <= 160 : isSegment('version', text);
}

function isRange(text: string): boolean {
  return /^\s*[[(][^[\]()]*[\])]\s*$/.test(text);
}

function clip(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 64) : typeof value;
}
