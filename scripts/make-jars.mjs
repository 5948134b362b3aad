/** Compiles public/java into the jar of each version of sample-jdbc-driver; run it, with a JDK at hand, after changing the source. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { root } from './setup.mjs';

const NAME = 'sample-jdbc-driver';
const CLASS = 'org/paimarket/sample/SampleDriver';
/** The same bytes whenever and wherever it runs. */
const DATE = new Date(Date.UTC(2026, 0, 1));

const classes = mkdtempSync(join(tmpdir(), 'pai-jars-'));
try {
  const source = join(root, 'public/java', `${CLASS}.java`);
  execFileSync('javac', ['--release', '8', '-g:none', '-Xlint:-options', '-d', classes, source]);
  const bytes = readFileSync(join(classes, `${CLASS}.class`));
  const versions = join(root, 'public/market-source/packages', NAME);
  for (const version of readdirSync(versions)) {
    const folder = join(versions, version, 'archive');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${NAME}-${version}.jar`), await makeJar(bytes, version));
  }
} finally {
  rmSync(classes, { recursive: true, force: true });
}

function makeJar(bytes, version) {
  const manifest = [
    'Manifest-Version: 1.0',
    `Bundle-SymbolicName: ${NAME}`,
    `Bundle-Version: ${version}`,
    `Implementation-Version: ${version}`,
  ];
  const jar = new JSZip();
  const options = { date: DATE, createFolders: false };
  jar.file('META-INF/MANIFEST.MF', `${manifest.join('\r\n')}\r\n\r\n`, options);
  jar.file('META-INF/services/java.sql.Driver', `${CLASS.replaceAll('/', '.')}\n`, options);
  jar.file(`${CLASS}.class`, bytes, options);
  return jar.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}
