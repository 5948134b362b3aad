/** Secrets in what is published: protocols, arguments, scripts. */
import { excludedByContent } from '#core/compose/index.ts';
import { isSecretName } from '#core/secret-names.ts';
import { asObject, eachText, own } from '../fields.ts';
import { findSecrets, isPlaceholder } from '../secrets.ts';

import type { Check, LintWorld, Path, SourceDocument, Tell } from '../model.ts';

/** Texts in which passwords are looked for. */
const TEXT =
  /\.(?:ya?ml|json|sh|bash|py|ipynb|r|jl|lua|pl|rb|js|ts|env|ini|cfg|conf|toml|properties|md|txt|xml)$|(?:^|\/)(?:Dockerfile|Makefile|[^./]+)$/i;
/** Past so many bytes a file is data. */
const LARGEST = 1024 * 1024;
const ADVICE =
  'Everybody who can read the market can read it. Remove it, make it a secret of the job that users fill in, and replace it where it is in use';

export const secretText: Check = {
  name: 'secret-text',
  title: 'A secret would be published',
  severity: 'error',
  async all(world, tell) {
    const places = new Map<string, Set<number>>();
    const once: Tell = (where, remark) => {
      const file = typeof where === 'string' ? where : where.file;
      const start = typeof where === 'string' ? 0 : lineOf(where, remark);
      const known = places.get(file) ?? new Set();
      if (known.has(start)) return;
      places.set(file, known.add(start));
      tell(where, remark);
    };
    for (const { document } of world.components) protocolSecrets(document, once);
    for (const { document, actions } of world.packages) {
      for (const { arguments: given } of actions) {
        for (const { name, value, path } of given)
          inData(document, [...path], { name, value, tell: once });
      }
    }
    await inTexts(world, once);
  },
};

function lineOf(document: SourceDocument, { path, range }: Parameters<Tell>[1]): number {
  return document.position((range ?? document.range(path ?? [])).start).line;
}

/** Values below `secrets`, an account of a registry, and parameters that are called like secrets. */
function protocolSecrets(document: SourceDocument, tell: Tell): void {
  const { value } = document;
  for (const key of Object.keys(asObject(own(value, 'secrets')) ?? {})) {
    eachText(own(own(value, 'secrets'), key), (text, below) => {
      if (isPlaceholder(text)) return;
      const message = `The secret "${key.slice(0, 64)}" has a value in the file. ${ADVICE}: leave the value empty here.`;
      tell(document, { message, path: ['secrets', key, ...below] });
    });
  }
  inData(document, ['prerequisites'], { name: '', value: own(value, 'prerequisites'), tell });
  inData(document, ['parameters'], { name: '', value: own(value, 'parameters'), tell });
  inData(document, ['extras'], { name: '', value: own(value, 'extras'), tell });
  inData(document, ['auth'], { name: '', value: own(value, 'auth'), tell });
}

function inData(
  document: SourceDocument,
  path: Path,
  { name, value, tell }: { name: string; value: unknown; tell: Tell },
): void {
  eachText(value, (text, below) => {
    const key = [...below].reverse().find((step) => typeof step === 'string') ?? name;
    if (!isSecretName(key) || text.length < 6 || isPlaceholder(text)) return;
    const message = `"${key.slice(0, 64)}" has a value that looks like a secret. ${ADVICE}.`;
    tell(document, { message, path: [...path, ...below] });
  });
}

async function inTexts({ entries, files, signal }: LintWorld, tell: Tell): Promise<void> {
  for (const { path, kind, size } of entries) {
    if (kind !== 'file' || size > LARGEST || size === 0) continue;
    if (!TEXT.test(path)) continue;
    signal?.throwIfAborted();
    const document = await files.text(path);
    if (!document) continue;
    for (const { start, end, kind: what } of findSecrets(document.text, !isData(path))) {
      tell(document, { message: `Here stands ${what}. ${ADVICE}.`, range: { start, end } });
    }
    const key = excludedByContent(path, new TextEncoder().encode(document.text.slice(0, 65_536)));
    if (key) tell(document, { message: `${path} holds a secret key. ${ADVICE}.`, path: [] });
  }
}

/** There keys are looked at as keys. */
function isData(path: string): boolean {
  return /\.(?:json|md|txt|xml)$/i.test(path);
}
