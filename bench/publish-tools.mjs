/** Making and signing a market of 1,000 packages with the command line, from scratch and after one change, beside a shell loop over zip and gpg. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { createRandom } from '../test/fakes/random.ts';
import { byTurns } from './measure.mjs';
import { findTool, timeCommand } from './rivals.mjs';
import { ratioText, timeText } from './table.mjs';

const KIB = 1024;
const JOB = `protocolVersion: 2
name: train
type: job
prerequisites:
  - type: dockerimage
    name: image
    uri: example/pytorch:1.13
taskRoles:
  worker:
    instances: 1
    dockerImage: image
    resourcePerInstance:
      gpu: 1
      cpu: 4
      memoryMB: 8192
    commands:
      - python train.py
`;
/** For each package what a publisher without this tool does: pack it, and sign the files that ours signs too, its description and its archive. */
const LOOP = `set -e
for folder in "$1"/packages/*/*; do
  name=$(basename "$(dirname "$folder")")
  mkdir -p "$2/$name"
  (cd "$folder/archive" && zip -q -X -9 -r "$2/$name/archive.zip" .)
  cp "$folder/package.yaml" "$folder/README.md" "$folder/license.txt" "$2/$name"
  for file in package.yaml archive.zip; do gpg --batch --quiet --armor --detach-sign "$2/$name/$file"; done
done
`;

export async function benchPublishTools({ folder, quick, runs, root }) {
  const notes = [];
  const gpg = findTool('gpg', notes);
  const zip = findTool('zip', notes);
  const count = quick ? 20 : 1000;
  const place = mkdtempSync(join(folder, 'tools-'));
  const source = join(place, 'repository');
  makePackages(source, count);
  const key = gpg && makeKey(place);
  if (!gpg || !zip) return { count, notes, tables: [] };
  const run = createRun({ place, source, root, key });
  let figures;
  try {
    run.scratch();
    figures = await byTurns(
      {
        loop: () => run.loop(),
        scratch: () => run.scratch(),
        changed: () => run.changed(),
        same: () => run.same(),
      },
      // A loop takes half a minute, and nothing of it is small enough to be disturbed much.
      Math.min(runs, 3),
    );
  } finally {
    run.end();
    rmSync(place, { recursive: true, force: true });
  }
  return { tools: { gpg, zip }, count, figures, notes, tables: [tableOf(count, figures)] };
}

function tableOf(count, { loop, scratch, changed, same }) {
  return {
    title: `Packing and signing ${count} packages (build and sign, as two commands; read back as a user reads)`,
    columns: ['', 'min / median', 'of the loop, min / median'],
    rows: [
      [
        'shell loop: zip for each package, gpg for its description and its archive',
        timeText(loop),
        '',
      ],
      ['ours, from scratch', timeText(scratch), ratioText(scratch, loop)],
      ['ours, one package changed', timeText(changed), ratioText(changed, loop)],
      ['ours, nothing changed', timeText(same), ratioText(same, loop)],
    ],
  };
}

function createRun({ place, source, root, key }) {
  const cli = join(root, 'dist/cli.js');
  const market = join(source, 'market');
  const ours = (...argv) => timeCommand(process.execPath, [cli, ...argv]);
  const both = (...more) =>
    ours('build', source, ...more) + ours('sign', market, '--key', key.secret);
  ours('init', source);
  let change = 0;
  return {
    loop() {
      const out = join(place, 'loop');
      rmSync(out, { recursive: true, force: true });
      return timeCommand('bash', ['-c', LOOP, 'loop', source, out], { GNUPGHOME: key.home });
    },
    scratch() {
      rmSync(market, { recursive: true, force: true });
      rmSync(join(source, '.pai-market/state'), { recursive: true, force: true });
      return both();
    },
    changed() {
      change += 1;
      const names = readdirSync(join(source, 'packages'));
      const name = names[(change * 37) % names.length];
      appendFileSync(join(source, 'packages', name, '1.0.0/archive/train.py'), `# ${change}\n`);
      return both();
    },
    same: () => both(),
    end: () => spawnSync('gpgconf', ['--homedir', key.home, '--kill', 'all']),
  };
}

/** The same key for both, of the kind that `keygen` makes. */
function makeKey(place) {
  const home = join(place, 'gpg');
  mkdirSync(home, { mode: 0o700 });
  const gpg = (...argv) =>
    execFileSync('gpg', ['--homedir', home, '--batch', '--quiet', '--passphrase', '', ...argv], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  gpg('--quick-generate-key', 'Bench <bench@example.org>', 'ed25519', 'sign', 'never');
  const secret = join(place, 'secret.asc');
  writeFileSync(secret, gpg('--armor', '--export-secret-keys'), { mode: 0o600 });
  return { home, secret };
}

/** A licence, a text, a job, a program and some data: about 24 KiB in each package. */
function makePackages(source, count) {
  const random = createRandom(6);
  const words = Array.from({ length: 600 }, () => random.below(36 ** 6).toString(36));
  const textOf = (bytes) => {
    let text = '';
    while (text.length < bytes) text += `${words[random.below(words.length)]} `;
    return text;
  };
  const write = (path, text) => writeFileSync(join(source, path), text);
  mkdirSync(source, { recursive: true });
  write('market.yaml', 'id: bench\nname: Bench\ncategories: [{ name: basics, label: Basics }]\n');
  for (let number = 0; number < count; number += 1) {
    const folder = `packages/p${String(number).padStart(4, '0')}/1.0.0`;
    mkdirSync(join(source, folder, 'archive/data'), { recursive: true });
    write(`${folder}/package.yaml`, packageYaml(number, textOf(80)));
    write(`${folder}/license.txt`, 'Do as you like.\n');
    write(`${folder}/README.md`, `# Package ${number}\n\n${textOf(1.5 * KIB)}\n`);
    write(`${folder}/archive/job.yaml`, JOB);
    write(`${folder}/archive/train.py`, textOf(6 * KIB));
    write(`${folder}/archive/data/set.txt`, textOf(16 * KIB));
  }
}

function packageYaml(number, description) {
  return `label: Package ${number}
description: ${description}
author: Bench
created: 1763769600
categories: [basics]
license: license.txt
actions:
  - type: submit_job
    arguments:
      - name: protocol
        value: job.yaml
`;
}
