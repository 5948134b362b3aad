/** What a publisher should know of an action that can be read: what is ignored, jars that are none, files from elsewhere that readers refuse. */
import { neededExternal, neededFiles, unknownArguments } from '#core/plan/index.ts';
import { warning } from './findings.ts';

import type { Action } from '#core/model/generated.ts';
import type { Finding } from '#core/model/publish.ts';
import type { NeededExternal } from '#core/plan/index.ts';

interface Place {
  /** Of the action, from 1. */
  number: number;
  /** Where the findings are told. */
  file: string;
  /** Files of the package by name. */
  files: ReadonlyMap<string, Uint8Array>;
}

/** Throws `action-unknown` and `action-argument`. */
export function adviseOnAction(action: Action, place: Place): Finding[] {
  const external = neededExternal(action, place.number);
  return [
    ...ignored(action, place),
    ...badJars(action, place),
    ...(external ? externalAdvice(action, external, place) : []),
  ];
}

/** How messages begin that are about one argument. */
export function argumentOf({ type }: Action, argument: string, number: number): string {
  return `Step ${number} (${type}): its argument "${argument}"`;
}

function ignored(action: Action, { number, file }: Place): Finding[] {
  const { ignored: names, known } = unknownArguments(action, number);
  return names.map((name) => {
    const start = argumentOf(action, name, number);
    const message = `${file}: ${start} is not known and does nothing; this type takes ${known.join(', ')}.`;
    return warning('unknown-fields', file, message);
  });
}

/** CDAP takes nothing but zip archives for jars. */
function badJars(action: Action, { number, file, files }: Place): Finding[] {
  return neededFiles(action, number).flatMap(({ argument, file: name }) => {
    const bytes = argument === 'jar' ? files.get(name) : undefined;
    if (!bytes || isZip(bytes)) return [];
    const start = argumentOf(action, argument, number);
    const message = `${file}: ${start} names "${name}", which is no jar: it does not begin as a zip archive does.`;
    return [{ severity: 'error', code: 'action-file', file, message }];
  });
}

function isZip(bytes: Uint8Array): boolean {
  return [0x50, 0x4b, 0x03, 0x04].every((byte, at) => bytes[at] === byte);
}

function externalAdvice(
  action: Action,
  { kind, url, signatureUrl, key, ...pin }: NeededExternal,
  { number, file }: Place,
): Finding[] {
  const name = kind === 'jar' ? 'externalJar' : 'externalArchive';
  const addresses = [[name, url] as const, ['externalArchiveSignature', signatureUrl] as const];
  const start = argumentOf(action, name, number);
  const findings = addresses.flatMap(([argument, address]) =>
    address === undefined
      ? []
      : addressFindings(argumentOf(action, argument, number), address, file),
  );
  const half = (pin.sha256 === undefined) !== (pin.size === undefined);
  const signed = signatureUrl !== undefined && key !== undefined;
  if (half) {
    const lacks = pin.sha256 === undefined ? 'sha256' : 'size';
    const message = `${file}: ${start} needs "sha256" and "size" together; "${lacks}" is missing.`;
    findings.push({ severity: 'error', code: 'external-digest-missing', file, message });
  } else if (pin.sha256 === undefined) {
    const who = signed ? 'level strict refuse' : 'levels strict and signatures refuse';
    const message = `${file}: ${start} has neither "sha256" nor "size": readers at ${who} the package.`;
    findings.push(warning('external-digest-missing', file, message));
  }
  return findings;
}

function addressFindings(start: string, address: string, file: string): Finding[] {
  const scheme = /^(https?):\/\//i.exec(address)?.[1]?.toLowerCase();
  if (scheme === 'https' && isAddress(address)) return [];
  if (scheme === 'http' && isAddress(address)) {
    const message = `${file}: ${start} is an http address, which the page in the portal never reads; only the command line may.`;
    return [warning('external-scheme', file, message)];
  }
  const message = `${file}: ${start} must be an address that begins with https://.`;
  return [{ severity: 'error', code: 'external-scheme', file, message }];
}

function isAddress(text: string): boolean {
  try {
    return new URL(text).host !== '';
  } catch {
    // Said by the caller, with the argument.
    return false;
  }
}
