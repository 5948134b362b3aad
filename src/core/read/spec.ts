/** Reads a spec.json whose bytes were verified, and holds it against the package it was asked for. */
import { MarketError } from '../errors.ts';
import { firstProblem } from './explain.ts';
import { validate } from './generated/spec.js';
import { readJson, SPEC_CODES } from './json.ts';
import { packageNeeds } from './package-needs.ts';
import { isFileName } from './path.ts';
import { unknownSpecFields } from './unknown-fields.ts';

import type { ErrorCode } from '../errors.ts';
import type { Limits } from '../limits.ts';
import type { PackageSpec } from '../model/generated.ts';
import type { Notice } from '../model/market.ts';
import type { Verified } from '../model/trust.ts';

export interface PackageIdentity {
  name: string;
  version: string;
}

/**
 * The spec with the one spelling `specVersion`.
 * Throws `spec-encoding`, `spec-json`, `spec-version`, `spec-invalid` and, when it belongs to another package or
 * version, `spec-identity`.
 */
export function parseSpec(
  file: Verified,
  expected: PackageIdentity,
  limits: Limits,
): { spec: PackageSpec; notices: Notice[] } {
  const value = toOneSpelling(readJson(file.bytes, file.path, limits, SPEC_CODES), file.path);
  assertVersion(value['specVersion'], file.path);
  if (!validate(value)) throw refused('spec-invalid', file.path, firstProblem(validate.errors));
  const spec = value as unknown as PackageSpec;
  assertFileNames(spec, file.path);
  packageNeeds(spec, file.path);
  return { spec, notices: [...checkIdentity(spec, expected, file), ...listUnknown(spec)] };
}

function toOneSpelling(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw refused('spec-invalid', path, 'the document must be an object');
  }
  const { 'spec-version': other, ...rest } = value as Record<string, unknown>;
  if (other === undefined) return rest;
  if ('specVersion' in rest && rest['specVersion'] !== other) {
    throw refused('spec-invalid', path, 'spec-version and specVersion differ');
  }
  return { ...rest, specVersion: other };
}

/** Judged before the schema: what a later version of the format means is not for this one to say. */
function assertVersion(version: unknown, path: string): void {
  if (typeof version !== 'string') {
    throw refused('spec-invalid', path, 'specVersion is missing or not text');
  }
  if (/^1(\.\d{1,4}){0,2}$/.test(version)) return;
  throw new MarketError(
    'spec-version',
    `${path} is written for version ${version.slice(0, 16)} of the format; it needs a newer plugin.`,
    { details: { file: path, found: version.slice(0, 16), allowed: '1.x' } },
  );
}

function assertFileNames(spec: PackageSpec, path: string): void {
  const names = Object.keys(spec.files ?? {});
  if (spec.license !== undefined) names.push(spec.license);
  names.push(...(spec.screenshots ?? []).map(({ file }) => file));
  const bad = names.find((name) => !isFileName(name));
  if (bad !== undefined) {
    throw refused('spec-invalid', path, `"${bad.slice(0, 64)}" is not a valid file name`);
  }
}

/** Trust 4: name and version inside the spec equal those asked for. */
function checkIdentity(spec: PackageSpec, expected: PackageIdentity, file: Verified): Notice[] {
  const wrong =
    (spec.name !== undefined && spec.name !== expected.name) ||
    (spec.version !== undefined && spec.version !== expected.version);
  if (wrong) {
    const found = `${spec.name ?? expected.name} ${spec.version ?? expected.version}`;
    throw new MarketError(
      'spec-identity',
      `${file.path} should describe ${expected.name} ${expected.version}, but its signed content describes ${found}.`,
      { details: { file: file.path, expected: `${expected.name} ${expected.version}`, found } },
    );
  }
  if (spec.name !== undefined && spec.version !== undefined) return [];
  const { level, pinned } = file.evidence;
  // The signed index gives the digest of the spec for this name and version, which binds it as well.
  if (level === 'strict' && pinned) return [];
  const missing = [
    ...(spec.name === undefined ? ['name'] : []),
    ...(spec.version === undefined ? ['version'] : []),
  ].join(' and ');
  if (level === 'strict') {
    throw refused('spec-invalid', file.path, `${missing} must be given at trust level strict`);
  }
  return [
    {
      code: 'spec-unbound',
      text: `${file.path} does not state its own ${missing}, so nothing proves that it belongs to ${expected.name} ${expected.version}.`,
    },
  ];
}

function listUnknown(spec: PackageSpec): Notice[] {
  const fields = unknownSpecFields(spec);
  if (fields.length === 0) return [];
  return [
    {
      code: 'unknown-fields',
      text: `spec.json has fields that are ignored: ${fields.join(', ')}.`,
    },
  ];
}

function refused(code: ErrorCode, path: string, problem: string): MarketError {
  return new MarketError(code, `${path} is refused: ${problem}.`, { details: { file: path } });
}
