/** Turns schemas/ into TypeScript types and ahead-compiled validators, so that no validator is compiled (no eval) at run time. `--check` only compares. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { compile } from 'json-schema-to-typescript';

const root = join(import.meta.dirname, '..');
/** Which stage holds the validators of which schemas: one module for each group. */
const groups = [
  {
    folder: 'schemas',
    types: 'src/core/model/generated.ts',
    validators: 'src/core/read/generated',
    // Written by people we trust, who want to hear of all mistakes at once.
    allErrors: ['plugin-config', 'market-source', 'package-source'],
    // core/read has its own words for what is wrong.
    messages: false,
  },
  {
    folder: 'schemas/protocol',
    types: 'src/core/model/protocol.ts',
    validators: 'src/core/protocol/generated',
    // People fix all findings of a protocol at once; core/protocol bounds depth and nodes before it validates.
    allErrors: 'all',
    // `string[]` instead of `[string, ...string[]]`: planners map over these.
    plainArrays: true,
  },
];
const banner =
  '/** Generated from schemas/ by `npm run generate`; change the schema, not this file. */\n';

function readSchemas(folder) {
  return readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.schema.json'))
    .sort()
    .map((file) => ({
      file,
      id: file.replace('.schema.json', '').replace(/-([a-z])/g, (_, c) => c.toUpperCase()),
      schema: JSON.parse(readFileSync(join(root, folder, file), 'utf8')),
    }));
}

/** ajv leaves `require()` of its run-time helpers in ES modules; this puts the one we use in line. */
function inlineHelpers(code) {
  const inlined = code.replace(
    /require\("ajv\/dist\/runtime\/ucs2length"\)\.default/g,
    '((text) => { let n = 0; for (const _ of text) n++; return n; })',
  );
  const left = /require\("([^"]+)"\)/.exec(inlined);
  if (left) throw new Error(`validator needs ${left[1]}: change the schema so that it does not`);
  return inlined;
}

/** Validators carry parts of their schema into the bundle; words for people are not needed there. */
function withoutWords(schema) {
  const isWords = (key, value) =>
    ['title', 'description', '$schema'].includes(key) && typeof value === 'string';
  return JSON.parse(
    JSON.stringify(schema, (key, value) => (isWords(key, value) ? undefined : value)),
  );
}

function generateValidator(schemas, { schema, file }, { allErrors = [], messages = true }) {
  const name = file.replace('.schema.json', '');
  const ajv = new Ajv({
    schemas: schemas.map((each) => withoutWords(each.schema)),
    code: { source: true, esm: true, lines: false },
    ownProperties: true,
    allErrors: allErrors === 'all' || allErrors.includes(name),
    discriminator: true,
    strict: true,
    allowUnionTypes: true,
    messages,
  });
  return banner + inlineHelpers(standaloneCode(ajv, { validate: schema.$id }));
}

async function generateTypes(schemas, { folder, plainArrays = false }) {
  const all = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'AllSchemas',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      schemas
        .filter(({ schema }) => !schema.definitions)
        .map(({ id, file }) => [id, { $ref: file }]),
    ),
  };
  const text = await compile(all, 'AllSchemas', {
    cwd: join(root, folder) + '/',
    bannerComment: banner.trim(),
    additionalProperties: true,
    unknownAny: true,
    strictIndexSignatures: false,
    maxItems: 0,
    ignoreMinAndMaxItems: plainArrays,
    style: { singleQuote: true, printWidth: 100 },
  });
  return text.replace(/export interface AllSchemas \{[\s\S]*?\n\}\n/, '');
}

const declaration =
  banner +
  `
export interface ValidationError {
  keyword: string;
  instancePath: string;
  message?: string;
  params: Record<string, unknown>;
}
export const validate: { (data: unknown): boolean; errors?: ValidationError[] | null };
`;

async function outputsOf(group) {
  const schemas = readSchemas(group.folder);
  const outputs = { [group.types]: await generateTypes(schemas, group) };
  for (const each of schemas.filter(({ schema }) => !schema.definitions)) {
    const module = join(group.validators, each.file.replace('.schema.json', ''));
    outputs[`${module}.js`] = generateValidator(schemas, each, group);
    outputs[`${module}.d.ts`] = declaration;
  }
  return outputs;
}

const check = process.argv.includes('--check');
const stale = [];
for (const group of groups) {
  if (!existsSync(join(root, group.folder))) continue;
  for (const [file, text] of Object.entries(await outputsOf(group))) {
    const path = join(root, file);
    if (check) {
      if (!existsSync(path) || readFileSync(path, 'utf8') !== text) stale.push(file);
      continue;
    }
    mkdirSync(dirname(path), { recursive: true });
    rmSync(path, { force: true });
    writeFileSync(path, text);
  }
}
if (stale.length) {
  console.error(`differs from schemas/: ${stale.join(', ')}. Run npm run generate.`);
  process.exit(1);
}
