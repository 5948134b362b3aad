/** The tools that we are compared with; one that is missing is named, never guessed. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGES = {
  gpg: 'gnupg',
  sha256sum: 'coreutils',
  unzip: 'unzip',
  zip: 'zip',
  rclone: 'rclone',
  s3cmd: 's3cmd',
};
const VERSION = {
  gpg: '--version',
  sha256sum: '--version',
  unzip: '-v',
  zip: '-v',
  rclone: 'version',
  s3cmd: '--version',
};

/** `notes` gets a line for each that is missing. Gives its version, or undefined. */
export function findTool(name, notes) {
  const { status, stdout } = spawnSync(name, [VERSION[name]], { encoding: 'utf8' });
  if (status === 0) return stdout.split('\n')[0].trim();
  notes.push(
    `${name} is missing, so it is not compared: install it (on Debian: apt-get install ${PACKAGES[name]}).`,
  );
  return undefined;
}

/** Milliseconds that a command takes, with what it writes thrown away. Throws when it fails. */
export function timeCommand(command, args, env = {}) {
  const start = performance.now();
  const { status, stderr, error } = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 20,
  });
  const ms = performance.now() - start;
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${stderr}`);
  return ms;
}

/** A home for gpg with one certificate; gives what `timeCommand` needs. */
export function openGpgHome(folder, certificates) {
  // Each part of the benchmark has a home of its own.
  const home = mkdtempSync(join(folder, 'gpg-'));
  const file = join(home, 'certificates.asc');
  writeFileSync(file, certificates.join('\n'));
  const options = ['--homedir', home, '--batch', '--quiet', '--no-autostart'];
  timeCommand('gpg', [...options, '--import', file]);
  return {
    verify: (signature, signed) =>
      timeCommand('gpg', [...options, '--trust-model', 'always', '--verify', signature, signed]),
  };
}
