/** What the project promises in files: the plugin's manifest, the schemas, the lock file, the sample market. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { PROBLEMS } from '#core/problems.ts';
import { ERROR_CODES } from '#core/errors.ts';
import { parseProtocol, parseYaml } from '#core/protocol/index.ts';
import { parsePluginConfig } from '#core/read/index.ts';
import { createPublisher } from '../fakes/publisher.ts';

import type { Publisher } from '../fakes/publisher.ts';

const root = join(import.meta.dirname, '../..');
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const readJson = (...path: string[]) => JSON.parse(read(...path)) as Record<string, unknown>;

function loadSchemas(): Ajv {
  const folders = [join(root, 'schemas'), join(root, 'schemas/protocol')];
  const schemas = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.schema.json'))
      .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as object),
  );
  return new Ajv({
    schemas,
    strict: true,
    allowUnionTypes: true,
    discriminator: true,
    ownProperties: true,
  });
}

describe('plugin.json', () => {
  const manifest = readJson('plugin.json');

  it('meets its schema and has the version of the package', () => {
    const ajv = loadSchemas();
    const id = 'https://pai-market.example/schemas/plugin-manifest.schema.json';
    expect(ajv.validate(id, manifest), ajv.errorsText()).toBe(true);
    expect(manifest['version']).toBe(readJson('package.json')['version']);
    expect(manifest['name']).toBe(readJson('package.json')['name']);
  });

  it('shows a configuration that the plugin takes', () => {
    const { config } = manifest['example'] as { config: unknown };
    expect(parsePluginConfig(config)).toEqual(config);
  });
});

describe('error codes', () => {
  it('are in kebab-case, stand once, and have words', () => {
    expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
    for (const code of ERROR_CODES) {
      expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(PROBLEMS[code].title.length).toBeGreaterThan(3);
      expect(PROBLEMS[code].advice).toMatch(/[.!]$/);
    }
  });
});

describe('package-lock.json', () => {
  const { packages } = readJson('package-lock.json') as {
    packages: Record<string, { optionalDependencies?: Record<string, string>; resolved?: string }>;
  };

  it('names the optional packages of every platform, or npm ci refuses elsewhere', () => {
    const missing = Object.values(packages)
      .flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
      .filter((name) => !Object.keys(packages).some((key) => key.endsWith(`node_modules/${name}`)));
    expect(missing).toEqual([]);
  });

  it('names no registry host', () => {
    expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
  });
});

describe('the sample market', () => {
  const packages = join(root, 'public/market-source/packages');
  const versions = readdirSync(packages).flatMap((name) =>
    readdirSync(join(packages, name)).map((version) => ({
      name,
      version,
      folder: join(packages, name, version),
    })),
  );

  it('has at least ten packages in five categories, several with two versions', () => {
    const names = new Set(versions.map(({ name }) => name));
    expect(names.size).toBeGreaterThanOrEqual(10);
    expect(versions.length - names.size).toBeGreaterThanOrEqual(3);
    const market = parseYaml(read('public/market-source/market.yaml')) as { categories: unknown[] };
    expect(market.categories.length).toBeGreaterThanOrEqual(5);
  });

  it.each(versions)(
    '$name $version has all texts, an icon and, where it submits a job, a protocol that the cluster takes',
    ({ folder, version }) => {
      for (const file of ['license.txt', 'README.md', 'CHANGELOG.md']) {
        expect(readFileSync(join(folder, file), 'utf8').length).toBeGreaterThan(20);
      }
      expect(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8')).toContain(`## ${version}`);
      expect([...readFileSync(join(folder, 'icon.png')).subarray(0, 4)]).toEqual([137, 80, 78, 71]);
      const source = readFileSync(join(folder, 'package.yaml'), 'utf8');
      // What takes components of other packages is no whole job by itself.
      if (!/(submit|open)_job/.test(source) || source.includes('prerequisites')) return;
      const parsed = parseProtocol(readFileSync(join(folder, 'archive/job.yaml')));
      expect(parsed).toMatchObject({ ok: true, warnings: [] });
      expect(parsed.ok && parsed.protocol.version).toBe(version);
    },
  );
});

describe('a built market', () => {
  let publisher: Publisher;
  beforeAll(async () => {
    publisher = createPublisher();
    const source = join(root, 'public/market-source');
    const { code, stderr } = await publisher.run(
      'build',
      source,
      '--out',
      publisher.path('market'),
    );
    expect(code, stderr).toBe(0);
  });
  afterAll(() => publisher.remove());

  it('meets the schema of each of its files', () => {
    const ajv = loadSchemas();
    const files = readdirSync(publisher.path('market'), { recursive: true, encoding: 'utf8' });
    // What lies at by-hash/ are the same files once more.
    const documents = files.filter((file) => /^(?!by-hash).*\.json$/.test(file));
    expect(documents.length).toBeGreaterThan(30);
    for (const file of documents) {
      const schema = /categories|versions|spec/.exec(file)?.[0] ?? 'packages';
      const value: unknown = JSON.parse(readFileSync(publisher.path('market', file), 'utf8'));
      const id = `https://pai-market.example/schemas/${schema}.schema.json`;
      expect(ajv.validate(id, value), `${file}: ${ajv.errorsText()}`).toBe(true);
    }
  });
});
