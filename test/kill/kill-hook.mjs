/**
 * Loaded into a command by `node --import`: kills the process (SIGKILL) at the n-th change that it makes to the
 * world, before, in the middle of or behind it; without n it counts the changes and writes the number to a file.
 */
import http from 'node:http';
import fs from 'node:fs';
import { open } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const { PAI_MARKET_KILL_AT, PAI_MARKET_KILL_WHEN, PAI_MARKET_KILL_COUNT } = process.env;
const at = PAI_MARKET_KILL_AT === undefined ? undefined : Number(PAI_MARKET_KILL_AT);
const when = PAI_MARKET_KILL_WHEN ?? 'before';
let changes = 0;

/** The real ones, so that our own writing is neither counted nor killed. */
const { writeFileSync } = fs;

const CHANGES = [
  'rename',
  'link',
  'symlink',
  'unlink',
  'rm',
  'rmdir',
  'mkdir',
  'writeFile',
  'copyFile',
  'cp',
  'truncate',
  'chmod',
  'utimes',
];

function die() {
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way: nothing more may happen here.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** Counts one change; true when it is the one in the middle of which the process ends. */
function count() {
  changes += 1;
  const isIt = changes === at;
  if (isIt && when === 'before') die();
  return isIt;
}

function wrapAsync(original, half) {
  return async function killable(...args) {
    const isIt = count();
    if (isIt && when === 'middle' && half) {
      await half.call(this, ...args);
      die();
    }
    const result = await original.apply(this, args);
    if (isIt) die();
    return result;
  };
}

function wrapSync(original) {
  return function killable(...args) {
    const isIt = count();
    const result = original.apply(this, args);
    if (isIt) die();
    return result;
  };
}

/** Half of the bytes get to the disk. */
function halfOf(data) {
  if (typeof data === 'string') return data.slice(0, data.length >> 1);
  if (ArrayBuffer.isView(data)) return data.subarray(0, data.byteLength >> 1);
  return data;
}

if (isMainThread) {
  for (const name of CHANGES) {
    fs.promises[name] = wrapAsync(fs.promises[name]);
    fs[`${name}Sync`] = wrapSync(fs[`${name}Sync`]);
  }
  const handle = await open(import.meta.filename);
  const prototype = Object.getPrototypeOf(handle);
  await handle.close();
  const { writeFile, write } = prototype;
  prototype.writeFile = wrapAsync(writeFile, function half(data, ...rest) {
    return writeFile.call(this, halfOf(data), ...rest);
  });
  prototype.write = wrapAsync(write);
  const { request } = http;
  http.request = function killable(...args) {
    const isIt = count();
    const sent = request.apply(this, args);
    if (isIt) sent.once(when === 'middle' ? 'finish' : 'response', die);
    return sent;
  };
  syncBuiltinESMExports();
  if (PAI_MARKET_KILL_COUNT) {
    process.on('exit', () => writeFileSync(PAI_MARKET_KILL_COUNT, String(changes)));
  }
}
