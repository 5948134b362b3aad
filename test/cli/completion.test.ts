/** `pai-market completion`: its scripts, run by the shells themselves. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { COMMANDS } from '#cli/program.ts';
import { createPublisher } from '../fakes/publisher.ts';
import { mayLeaveOut } from '../fakes/zip-readers.ts';

import type { Publisher } from '../fakes/publisher.ts';

let publisher: Publisher;
beforeAll(async () => {
  publisher = createPublisher();
  mkdirSync(publisher.path('market dir'));
  writeFileSync(publisher.path('market.asc'), '');
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, stdout } = await publisher.run('completion', shell);
    expect(code).toBe(0);
    writeFileSync(publisher.path(shell), stdout);
  }
});
afterAll(() => publisher.remove());

/** What stdout of the shell says, as sorted lines. */
function ask(shell: string, script: string): string[] {
  const run = spawnSync(shell, [shell === 'zsh' ? '-fc' : '-c', script], {
    cwd: publisher.folder,
    encoding: 'utf8',
    env: { ...process.env, HOME: publisher.folder },
  });
  expect({ stderr: run.stderr, status: run.status }).toEqual({ stderr: '', status: 0 });
  return run.stdout.split('\n').filter(Boolean).sort();
}

describe('the command', () => {
  it('says which shells there are', async () => {
    const { code, stderr } = await publisher.run('completion', 'csh');
    expect([code, stderr]).toEqual([2, expect.stringContaining('bash, zsh, fish')]);
  });

  it('gives the script in JSON too', async () => {
    const { stdout } = await publisher.run('completion', 'bash');
    const { json } = await publisher.run('completion', 'bash', '--json');
    expect(json()).toEqual({ verdict: 'good', code: null, shell: 'bash', script: stdout });
  });
});

describe.skipIf(mayLeaveOut('bash'))('bash', () => {
  /** The words as bash parts them; the last one is being typed. */
  const complete = (...words: string[]) => {
    const quoted = words.map((word) => `'${word}'`).join(' ');
    return ask(
      'bash',
      `source ./bash; COMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _pai_market 2>/dev/null; printf '%s\\n' "\${COMPREPLY[@]}"`,
    );
  };

  it('completes every command', () => {
    expect(complete('pai-market', '')).toEqual(
      [...Object.keys(COMMANDS), 'help', '--help', '--version'].sort(),
    );
    expect(complete('pai-market', 'verif')).toEqual(['verify', 'verify-file']);
    expect(complete('pai-market', 'help', 'unp')).toEqual(['unpack']);
  });

  it('completes the options of the command', () => {
    expect(complete('pai-market', 'unpack', 'a.zip', '--')).toEqual(['--help', '--json', '--out']);
    expect(complete('pai-market', '--json', 'unpack', '--o')).toEqual(['--out']);
  });

  it('completes the values of options, behind a space or "="', () => {
    const levels = ['off', 'signatures', 'strict'];
    expect(complete('pai-market', 'verify', '--trust', '')).toEqual(levels);
    expect(complete('pai-market', 'verify', '--trust', '=')).toEqual(levels);
    expect(complete('pai-market', 'verify', '--trust', '=', 'si')).toEqual(['signatures']);
    expect(complete('pai-market', 'verify', '--key', 'mark')).toEqual(['market dir', 'market.asc']);
    expect(complete('pai-market', 'config', '--repository', 'mark')).toEqual(['market dir']);
  });

  it('offers nothing for a command that is none', () => {
    expect(complete('pai-market', 'constructor', '')).toEqual([]);
  });
});

describe.skipIf(mayLeaveOut('zsh'))('zsh', () => {
  /** Asks the real completion of an interactive zsh in a terminal of its own: what it lists after TAB. */
  const complete = (line: string) => {
    const driver = `
zmodload zsh/zpty
zpty shell 'zsh -f -i'
zpty -w shell "PS1=; unsetopt zle_bracketed_paste prompt_cr prompt_sp; autoload -U compinit; compinit -D -u; source ./zsh"
zpty -w shell "zstyle ':completion:*' list-separator '='; LISTMAX=10000; bindkey '^I' list-choices; print READY"
while zpty -r shell text; do [[ $text == READY* ]] && break; done
zpty -n -w shell ${JSON.stringify(line)}$'\\t'
sleep 0.7
zpty -n -w shell $'\\C-u'"print DONE"$'\\n'
while zpty -r shell text; do print -r -- $text; [[ $text == *DONE* ]] && break; done
zpty -d shell`;
    return ask('zsh', driver).join('\n');
  };

  it('reads the script', () => {
    expect(ask('zsh', 'zsh -n ./zsh')).toEqual([]);
  });

  it('completes commands, options and values', () => {
    expect(complete('pai-market ver')).toMatch(/verify-file/);
    expect(complete('pai-market unpack --')).toMatch(/--out/);
    expect(complete('pai-market verify --trust ')).toMatch(/signatures/);
  });
});

describe.skipIf(mayLeaveOut('fish'))('fish', () => {
  const complete = (line: string) =>
    ask('fish', `source ./fish; complete -C '${line}'`).map((row) => row.split('\t', 1)[0]);

  it('reads the script', () => {
    expect(ask('fish', 'fish --no-execute ./fish')).toEqual([]);
  });

  it('completes commands, options and values', () => {
    expect(complete('pai-market verif')).toEqual(['verify', 'verify-file']);
    expect(complete('pai-market unpack --')).toEqual(expect.arrayContaining(['--json', '--out']));
    expect(complete('pai-market verify --trust ')).toEqual(['off', 'signatures', 'strict']);
    expect(complete('pai-market verify --key market.')).toEqual(['market.asc']);
  });
});
