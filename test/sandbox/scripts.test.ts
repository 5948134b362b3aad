/** The words around the sandbox: options of `npm start`, and the search for a browser. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const scripts = join(import.meta.dirname, '..', '..', 'scripts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pai-scripts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (args: string[], env: Record<string, string>) =>
  spawnSync(process.execPath, args, { env, encoding: 'utf8' });

describe('npm start', () => {
  const start = (args: string[], env: Record<string, string> = {}) =>
    run([join(scripts, 'start.mjs'), ...args], env);

  it('prints its help and ends well', () => {
    const { status, stdout } = start(['--help']);
    expect(status).toBe(0);
    expect(stdout).toContain('--market URL');
  });

  it.each([
    [['--nothing'], '--nothing'],
    [['--port', 'x'], '--port'],
    [['--port', '70000'], '--port'],
    [['--market', 'folder'], '--market'],
    [['--market', 'http://a.test/', '--trust', 'blind'], '--trust'],
    [['--key', 'a.asc'], '--market'],
    [['--rows', 'many'], '--rows'],
    [['--rows', '5000', '--market', 'http://a.test/'], '--rows'],
  ])('refuses %j as a usage error', (args, word) => {
    const { status, stderr, stdout } = start(args);
    expect(status).toBe(2);
    expect(stderr.split('\n')[0]).toContain(word);
    expect(stdout).toBe('');
  });

  it('refuses half a real cluster', () => {
    const uri = { PAI_REST_SERVER_URI: 'https://pai.example.org/rest-server' };
    expect(start([], { PAI_USER: 'me', PAI_TOKEN: 'x' }).status).toBe(2);
    expect(start([], { ...uri, PAI_USER: 'me' }).status).toBe(2);
    const secret = start([], { ...uri, PAI_TOKEN: 'very-secret' });
    expect(secret.status).toBe(2);
    expect(secret.stderr).not.toContain('very-secret');
  });
});

describe('the search for a browser', () => {
  const code = `import { findBrowser } from ${JSON.stringify(join(scripts, 'browser.mjs'))};
    try { console.log(findBrowser()); } catch (error) { console.log('refused: ' + error.message); }`;
  const find = (env: Record<string, string>) =>
    run(['--input-type=module', '--eval', code], env).stdout.trim();
  const program = (name: string) => {
    const file = join(folder, name);
    writeFileSync(file, '');
    chmodSync(file, 0o755);
    return file;
  };

  it('takes CHROME_PATH before all others', () => {
    const named = program('my-browser');
    program('chromium');
    expect(find({ CHROME_PATH: named, PATH: folder })).toBe(named);
  });

  it('refuses a CHROME_PATH that is no program instead of looking elsewhere', () => {
    program('chromium');
    const missing = join(folder, 'missing');
    expect(find({ CHROME_PATH: missing, PATH: folder })).toMatch(/^refused: CHROME_PATH is /);
  });

  it('prefers Chromium to Chrome in PATH', () => {
    program('google-chrome');
    expect(find({ PATH: folder })).toBe(join(folder, 'google-chrome'));
    const chromium = program('chromium');
    expect(find({ PATH: folder })).toBe(chromium);
  });

  it('says in one line what to install where there is none', () => {
    const said = find({ PATH: folder });
    expect(said).toMatch(/^refused: .*Chromium.*CHROME_PATH/);
    expect(said.split('\n')).toHaveLength(1);
  });
});
