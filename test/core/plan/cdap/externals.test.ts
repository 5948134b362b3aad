import { describe, expect, it } from 'vitest';

import { neededExternal, neededFiles } from '#core/plan/index.ts';
import { action, cdapWizard, codeOf, digest, stepOf, userFile } from './cdap-wizard.ts';

const ARCHIVE = 'https://downloads.example.org/mysql-connector-java-5.1.39.zip';
const SIGNED = {
  name: 'mysql-connector-java',
  version: '5.1.39',
  scope: 'user',
  externalArchive: ARCHIVE,
  externalArchiveSignature: `${ARCHIVE}.asc`,
  externalArchiveJar: 'mysql/mysql-connector-java-5.1.39-bin.jar',
  externalKey: '-----BEGIN PGP PUBLIC KEY BLOCK-----',
  config: 'mysql.json',
};
const FILES = {
  'mysql.json': '{"plugins":[{"name":"mysql","type":"jdbc","className":"com.mysql.jdbc.Driver"}]}',
};
const create = (values: Record<string, unknown>) => action('create_artifact', values);

describe('create_artifact from elsewhere', () => {
  it('names the signed archive, the jar in it and the key of the spec', () => {
    expect(neededExternal(create(SIGNED), 1)).toEqual({
      kind: 'archive',
      url: ARCHIVE,
      jar: 'mysql/mysql-connector-java-5.1.39-bin.jar',
      signatureUrl: `${ARCHIVE}.asc`,
      key: '-----BEGIN PGP PUBLIC KEY BLOCK-----',
    });
    expect(neededFiles(create(SIGNED), 1)).toEqual([
      { argument: 'config', role: 'config', file: 'mysql.json' },
    ]);
  });

  it('names a jar with its digest and size', () => {
    const jar = create({
      name: 'x',
      externalJar: 'https://a.example/x-1.0.jar',
      sha256: digest('x'),
      size: 1,
    });
    expect(neededExternal(jar, 1)).toEqual({
      kind: 'jar',
      url: 'https://a.example/x-1.0.jar',
      sha256: digest('x'),
      size: 1,
    });
  });

  it.each([
    [{ externalJar: 'https://a.example/x.jar', jar: 'x.jar' }],
    [{ externalJar: 'https://a.example/x.jar', externalArchive: ARCHIVE }],
    [{ externalArchive: ARCHIVE }],
    [{ externalArchive: ARCHIVE, externalArchiveJar: '' }],
    [{ externalJar: 'https://a.example/x.jar', sha256: 'ABCD' }],
    [{ externalJar: 'https://a.example/x.jar', sha256: digest('x').toUpperCase() }],
    [{ externalJar: 'https://a.example/x.jar', size: 0 }],
    [{ externalJar: 'https://a.example/x.jar', size: '12' }],
    [{ externalJar: 7 }],
  ])('is refused with %j', (values) => {
    expect(codeOf(() => neededExternal(create({ name: 'x', ...values }), 1))).toBe(
      'action-argument',
    );
  });

  it('uploads the checked bytes, and says where they come from', () => {
    const file = SIGNED.externalArchiveJar;
    const externals = [{ url: ARCHIVE, file, size: 1_000_000, sha256: digest('driver') }];
    const wizard = cdapWizard([create(SIGNED)], { files: FILES, externals });
    const step = stepOf(wizard);
    expect(step.requests[1]?.body).toEqual({
      kind: 'bytes',
      source: { from: 'external', package: 'hub-package@1.0.0', file, url: ARCHIVE },
      sha256: digest('driver'),
      size: 1_000_000,
    });
    expect(step.summary).toBe(
      'Uploads artifact mysql-connector-java 5.1.39 (1 MB from https://downloads.example.org) to CDAP namespace default.',
    );
    expect(wizard.forms[0]?.texts.join()).toContain(ARCHIVE);
  });
});

describe('create_artifact', () => {
  it('asks the user for the jar where the package names none', () => {
    const wizard = cdapWizard([create({ name: 'x', version: '1.0.0' })]);
    const step = stepOf(wizard, { jar: userFile('x.jar') });
    expect(step.requests[1]?.body).toMatchObject({ source: { from: 'user', file: 'x.jar' } });
  });

  it('does not ask for one that the package names and lacks', () => {
    const run = () => cdapWizard([create({ name: 'x', version: '1.0.0', jar: 'x.jar' })]);
    expect(codeOf(run)).toBe('action-file');
  });
});
