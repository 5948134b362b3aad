/** Publishing one new version into a bucket of many: requests and bytes, beside clients that compare all files. */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBucket } from './bucket.mjs';
import { findTool } from './rivals.mjs';

const PREFIX = 'v1/';

export async function benchPublish({ folder, quick, root }) {
  const notes = [];
  const packages = quick ? 30 : 10_000;
  const market = await makeMarket(folder, { packages, root });
  const bucket = await startBucket();
  const own = publisher(market, { bucket, root });
  const figures = [];
  try {
    bucket.load(market.folder, PREFIX);
    // market.json last, as it was published; without the note it is compared once by listing.
    await own();
    bucket.takeCount();
    await own();
    figures.push({ way: 'pai-market publish, nothing changed', ...bucket.takeCount() });
    const before = bucket.save();
    await market.addOne();
    figures.push(
      await measure('pai-market publish, one new version', { bucket, before, run: own }),
    );
    const after = bucket
      .keys()
      .filter((key) => !/\.publish|by-hash/.test(key))
      .sort();
    figures.push(
      await measure('pai-market publish --full', { bucket, before, run: () => own('--full') }),
    );
    for (const rival of rivals(market, { bucket, notes })) {
      figures.push(await measure(rival.way, { bucket, before, run: rival.run }));
      // A rival that did something else is no rival.
      const found = bucket
        .keys()
        .filter((key) => !/\.publish|by-hash/.test(key))
        .sort();
      if (found.join() !== after.join())
        notes.push(`${rival.way}: the bucket has other files after it`);
    }
  } finally {
    await bucket.close();
  }
  return { figures, notes, packages, tables: [tableOf(figures, packages)] };
}

async function measure(way, { bucket, before, run }) {
  bucket.restore(before);
  bucket.takeCount();
  const start = performance.now();
  await run();
  return { way, ms: performance.now() - start, ...bucket.takeCount() };
}

function tableOf(figures, packages) {
  const [, one] = figures;
  return {
    title: `One new version in a published market of ${packages} packages`,
    columns: ['way', 'requests', 'sent', 'received', 'whole command', 'requests beside ours'],
    rows: figures.map(({ way, requests, up, down, ms }) => [
      way,
      requests,
      kilobytes(up),
      kilobytes(down),
      ms === undefined ? '–' : `${(ms / 1000).toFixed(1)} s`,
      `${(requests / one.requests).toFixed(1)} ×`,
    ]),
  };
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(0)} kB`;
}

/** Sources, built and signed by the commands. */
async function makeMarket(folder, { packages, root }) {
  const place = join(folder, 'publish');
  const source = join(place, 'source');
  const market = join(place, 'market');
  const key = join(place, 'key');
  mkdirSync(source, { recursive: true });
  writeFileSync(
    join(source, 'market.yaml'),
    'id: bench\nname: Bench\ncategories:\n  - name: jobs\n    label: Jobs\n',
  );
  for (let at = 0; at < packages; at += 1) writePackage(source, nameOf(at), '1.0.0');
  const cli = (...argv) => run(process.execPath, [join(root, 'dist/cli.js'), ...argv]);
  const { secret, certificate } = await writeKey(key);
  const make = async () => {
    await cli('build', source, '--out', market);
    await cli('sign', market, '--key', secret);
  };
  await make();
  return {
    folder: market,
    certificate,
    async addOne() {
      writePackage(source, nameOf(Math.floor(packages / 2)), '1.1.0');
      await make();
    },
  };
}

async function writeKey(path) {
  const openpgp = await import('openpgp');
  const { privateKey, publicKey } = await openpgp.generateKey({
    userIDs: [{ name: 'Bench', email: 'bench@market.example' }],
    date: new Date(Date.now() - 60_000),
  });
  const [secret, certificate] = [`${path}.secret.asc`, `${path}.asc`];
  writeFileSync(secret, privateKey, { mode: 0o600 });
  writeFileSync(certificate, publicKey);
  return { secret, certificate };
}

function nameOf(at) {
  return `package-${String(at).padStart(5, '0')}`;
}

function writePackage(source, name, version) {
  const folder = join(source, 'packages', name, version);
  mkdirSync(join(folder, 'archive'), { recursive: true });
  writeFileSync(
    join(folder, 'package.yaml'),
    `label: ${name}\ndescription: Trains the model of ${name}\nauthor: Somebody\ncreated: 1763769600\ncategories: [jobs]\nlicense: license.txt\nactions:\n  - type: submit_job\n    arguments:\n      - name: protocol\n        value: job.yaml\n`,
  );
  writeFileSync(join(folder, 'license.txt'), 'Do as you like.\n');
  writeFileSync(
    join(folder, 'archive/job.yaml'),
    `protocolVersion: 2\nname: ${name}\ntype: job\nprerequisites:\n  - type: dockerimage\n    name: image\n    uri: ubuntu:22.04\ntaskRoles:\n  worker:\n    instances: 1\n    dockerImage: image\n    resourcePerInstance: { gpu: 0, cpu: 1, memoryMB: 512 }\n    commands:\n      - echo ${name}\n`,
  );
}

function publisher({ folder, certificate }, { bucket, root }) {
  return (...more) =>
    run(process.execPath, [
      ...[join(root, 'dist/cli.js'), 'publish', folder, '--to', `s3://market/${PREFIX}`],
      ...['--endpoint', bucket.endpoint, '--key', certificate, '--no-cors', ...more],
    ]);
}

/** As their users would call them for this: by content, since a build makes all times new. */
function rivals({ folder }, { bucket, notes }) {
  const found = [];
  const remote = `bench:market/${PREFIX}`;
  if (findTool('rclone', notes)) {
    // Without --fast-list it asks for every folder alone: twenty thousand requests.
    const sync = ['sync', folder, remote, '--checksum', '--fast-list', '--exclude', '.publish/**'];
    const env = {
      RCLONE_CONFIG_BENCH_TYPE: 's3',
      RCLONE_CONFIG_BENCH_PROVIDER: 'Other',
      RCLONE_CONFIG_BENCH_ENDPOINT: bucket.endpoint,
      RCLONE_CONFIG_BENCH_ACCESS_KEY_ID: 'bench',
      RCLONE_CONFIG_BENCH_SECRET_ACCESS_KEY: 'bench',
      RCLONE_CONFIG_BENCH_NO_CHECK_BUCKET: 'true',
      AWS_CA_BUNDLE: undefined,
    };
    found.push({ way: 'rclone sync --checksum --fast-list', run: () => run('rclone', sync, env) });
  }
  if (findTool('s3cmd', notes)) {
    const host = new URL(bucket.endpoint).host;
    const argv = [
      ...['sync', '--delete-removed', '--no-ssl', `--host=${host}`, `--host-bucket=${host}`],
      ...['--access_key=bench', '--secret_key=bench', '--exclude=.publish/*', '--no-preserve'],
      ...[`${folder}/`, `s3://market/${PREFIX}`],
    ];
    found.push({ way: 's3cmd sync', run: () => run('s3cmd', argv) });
  }
  return found;
}

/** The storage answers from this process, so nothing may wait for the command without letting go. */
function run(command, argv, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, argv, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        ...{ AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench', AWS_REGION: 'us-east-1' },
        ...env,
      },
    });
    let said = '';
    child.stderr.on('data', (piece) => (said = `${said}${piece}`.slice(-2000)));
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else
        reject(new Error(`${command} ${argv.slice(0, 3).join(' ')} … ended with ${code}: ${said}`));
    });
  });
}
