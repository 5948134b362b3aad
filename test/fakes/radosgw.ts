/** S3-compatible storage that asks who one is and heeds conditions: Ceph's radosgw with one monitor and one store in memory, on loopback. */
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ChildProcess } from 'node:child_process';
import type { AddressInfo } from 'node:net';

export const RADOSGW_TOOLS = [
  'radosgw',
  'radosgw-admin',
  'ceph',
  'ceph-mon',
  'ceph-osd',
  'monmaptool',
  'ceph-authtool',
];

export interface Radosgw {
  endpoint: string;
  /** Of the user that owns what it makes. */
  credentials: Record<string, string>;
  /** Makes a user; gives its credentials for the environment. */
  addUser(name: string): Record<string, string>;
  close(): Promise<void>;
}

const READY_MS = 90_000;
const STEP_MS = 100;

/** Takes about fifteen seconds. */
export async function startRadosgw(): Promise<Radosgw> {
  const folder = mkdtempSync(join(tmpdir(), 'pai-market-rgw-'));
  const [mon, old, port] = await freePorts(3);
  const children: ChildProcess[] = [];
  const start = (tool: string, ...argv: string[]) => {
    children.push(
      spawn(tool, ['-c', join(folder, 'ceph.conf'), ...argv, '-f'], { stdio: 'ignore' }),
    );
  };
  const run = (tool: string, ...argv: string[]) =>
    execFileSync(tool, ['-c', join(folder, 'ceph.conf'), ...argv], {
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: READY_MS,
    });
  const close = async () => {
    await Promise.all(children.reverse().map(stop));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const place = `[v2:127.0.0.1:${mon},v1:127.0.0.1:${old}]`;
    const fsid = randomUUID();
    for (const name of ['run', 'mon', 'osd']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'ceph.conf'), configuration({ folder, place, fsid }));
    const [keyring, map] = [join(folder, 'keyring'), join(folder, 'monmap')];
    execFileSync(
      'ceph-authtool',
      ['--create-keyring', keyring, '--gen-key', '-n', 'mon.', '--cap', 'mon', 'allow *'],
      { stdio: 'ignore' },
    );
    execFileSync('monmaptool', ['--create', '--addv', 'a', place, '--fsid', fsid, map], {
      stdio: 'ignore',
    });
    run('ceph-mon', '--mkfs', '-i', 'a', '--monmap', map, '--keyring', keyring);
    start('ceph-mon', '-i', 'a');
    // The store must be made under the number's own identity, or it stays "booting".
    const store = randomUUID();
    run('ceph', 'osd', 'new', store);
    run('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', store);
    start('ceph-osd', '-i', '0');
    const addUser = (name: string) => {
      const [id, secret] = [`KEY${name.toUpperCase()}`, randomUUID()];
      run(
        'radosgw-admin',
        'user',
        'create',
        `--uid=${name}`,
        `--display-name=${name}`,
        `--access-key=${id}`,
        `--secret=${secret}`,
      );
      return { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret };
    };
    const credentials = addUser('market');
    start('radosgw', '-n', 'client.admin', `--rgw_frontends=beast endpoint=127.0.0.1:${port}`);
    const endpoint = `http://127.0.0.1:${port}`;
    await ready(endpoint);
    return { endpoint, credentials, addUser, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function configuration({ folder, place, fsid }: { folder: string; place: string; fsid: string }) {
  return `[global]
fsid = ${fsid}
mon_host = ${place}
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
ms_mon_client_mode = crc
paxos_propose_interval = 0.02
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 1
osd_pool_default_pgp_num = 1
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_data_avail_crit = 0
osd_objectstore = memstore
memstore_device_bytes = 1073741824
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
run_dir = ${folder}/run
admin_socket = ${folder}/run/$name.asok
log_file = ${folder}/$name.log
mon_data = ${folder}/mon
osd_data = ${folder}/osd
`;
}

async function ready(endpoint: string): Promise<void> {
  for (let waited = 0; waited < READY_MS; waited += STEP_MS) {
    const answer = await fetch(endpoint).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  throw new Error('radosgw did not begin to answer');
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(
    servers.map((server) => new Promise((resolve) => server.once('listening', resolve))),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}
