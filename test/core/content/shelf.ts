/** Files of a repository for tests of the content stage: read, put into an index, written to bytes and read back. */
import { makeDocument, makeSegments, makeShelf, openContent } from '#core/content/index.ts';
import { sha256 } from '#core/digest.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { parseYaml, readLeaves } from '#core/protocol/index.ts';

import type { Shelf } from '#core/content/index.ts';
import type { Member, MemberType } from '#core/model/repository.ts';

export function shelfOf(files: Record<string, string>): Shelf {
  const members = Object.entries(files).map(([path, text]) => memberOf(path, text));
  const documents = members.map(({ path, digest, type }) =>
    makeDocument(readLeaves(files[path] ?? '', DEFAULT_LIMITS), { digest, type, find: () => [] }),
  );
  return makeShelf(openContent(makeSegments(documents)), members);
}

function memberOf(path: string, text: string): Member {
  const value = parseYaml(text) as { type?: MemberType; name?: string; version?: string };
  const isPackage = path.endsWith('package.yaml');
  return {
    path,
    type: isPackage ? 'package' : (value.type ?? 'job'),
    name: value.name ?? '',
    version: isPackage ? String(value.version ?? '') : '',
    size: text.length,
    digest: sha256(new TextEncoder().encode(text)),
    ...(isPackage && { package: path.slice(0, -'/package.yaml'.length) }),
  };
}

/** A job; `changes` are put in the place of lines that begin so. */
export function job(name: string, changes: Record<string, string> = {}): string {
  const lines = [
    'protocolVersion: 2',
    `name: ${name}`,
    'type: job',
    'contributor: Ada',
    'prerequisites:',
    '  - type: dockerimage',
    '    name: image',
    '    uri: openpai/pytorch:1.12',
    '  - type: data',
    '    name: set',
    '    uri: [https://files.example.org/imagenet]',
    'parameters:',
    '  learning_rate: 0.05',
    'taskRoles:',
    '  worker:',
    '    instances: 2',
    '    dockerImage: image',
    '    resourcePerInstance:',
    '      gpu: 4',
    '      cpu: 8',
    '      memoryMB: 16384',
    '    commands:',
    '      - python train.py',
    'defaults:',
    '  virtualCluster: research',
  ];
  return `${lines
    .map((line) => {
      const key = Object.keys(changes).find((each) => line.trimStart().startsWith(each));
      return key === undefined ? line : changes[key];
    })
    .join('\n')}\n`;
}
