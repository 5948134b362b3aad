/** Docker images that are another one tomorrow. */
import { listOf, own, textOf } from '../fields.ts';

import type { Check, Path, SourceDocument, Tell } from '../model.ts';

const DIGEST = /@sha256:[0-9a-f]{64}$/;

export const imageTag: Check = {
  name: 'image-tag',
  title: 'A docker image has no fixed version',
  severity: 'warning',
  component({ document, fields }, tell) {
    if (own(fields, 'type') === 'dockerimage')
      judge(document, ['uri'], textOf(fields, 'uri'), tell);
    for (const [at, each] of listOf(fields, 'prerequisites').entries()) {
      if (own(each, 'type') !== 'dockerimage') continue;
      judge(document, ['prerequisites', at, 'uri'], textOf(each, 'uri'), tell);
    }
  },
};

function judge(document: SourceDocument, path: Path, uri: string | undefined, tell: Tell): void {
  // What is put in at submission has its version there.
  if (uri === undefined || uri.includes('<%') || DIGEST.test(uri)) return;
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  const tag = name.includes(':') ? name.slice(name.lastIndexOf(':') + 1) : undefined;
  if (uri.includes('@')) {
    const message = `The image "${uri.slice(0, 200)}" has a digest that is none: it must be sha256: and 64 hexadecimal digits.`;
    tell(document, { message, path, severity: 'error' });
  } else if (tag === undefined || tag === '') {
    const message = `The image "${uri.slice(0, 200)}" has neither tag nor digest, so every run may get another one. Name its version, or better its digest.`;
    tell(document, { message, path });
  } else if (['latest', 'stable', 'nightly', 'master', 'main', 'dev'].includes(tag)) {
    const message = `The tag "${tag}" of the image "${uri.slice(0, 200)}" moves, so every run may get another one. Name its version, or better its digest.`;
    tell(document, { message, path });
  }
}
