/** What counts as a secret in a component file that is imported, and what stays. */
import { describe, expect, it } from 'vitest';

import { parseYaml } from '#core/protocol/index.ts';
import { takeSecrets } from '#flows/import/take-secrets.ts';

const commands = (...lines: string[]) =>
  `taskRoles:\n  w:\n    commands:\n${lines.map((line) => `      - ${JSON.stringify(line)}\n`).join('')}`;
const linesOf = (text: string) =>
  (parseYaml(text) as { taskRoles: { w: { commands: string[] } } }).taskRoles.w.commands;

describe('what is taken out', () => {
  it('is every value below secrets, nested ones and numbers too', () => {
    const { text, taken } = takeSecrets('secrets:\n  a: one\n  b: { c: 2, d: [three] }\n  e: ""\n');
    expect(parseYaml(text)).toEqual({ secrets: { a: '', b: { c: '', d: [''] }, e: '' } });
    expect(taken).toEqual(['secrets.a', 'secrets.b.c', 'secrets.b.d.0']);
  });

  it.each([
    ['export API_TOKEN=abc && run', 'export API_TOKEN=REMOVED && run'],
    ['run --password "two words" --epochs 3', 'run --password REMOVED --epochs 3'],
    ["AWS_SECRET_ACCESS_KEY='x/y+z' aws s3 ls", 'AWS_SECRET_ACCESS_KEY=REMOVED aws s3 ls'],
    ['git clone https://me:pa55@host/x.git', 'git clone https://me:REMOVED@host/x.git'],
  ])('is what a command gives away: %s', (before, after) => {
    const { text, taken } = takeSecrets(commands('first', before));
    expect(linesOf(text)).toEqual(['first', after]);
    expect(taken).toEqual(['taskRoles.w.commands.1']);
  });

  it('is a private key in the middle of a text', () => {
    const block =
      '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\n-----END OPENSSH PRIVATE KEY-----';
    const { text } = takeSecrets(commands(`echo '${block}' > key`));
    expect(linesOf(text)).toEqual(["echo 'REMOVED' > key"]);
  });

  it('is the same value where nothing gives it away', () => {
    const source = `secrets:\n  login: s3cr3t-words\n${commands('login as ada s3cr3t-words')}`;
    const { text, taken } = takeSecrets(source);
    expect(text).not.toContain('s3cr3t');
    expect(taken).toEqual(['secrets.login', 'taskRoles.w.commands.0']);
  });

  it('is the password of a registry, for which a secret is asked in its place', () => {
    const image = '{ type: dockerimage, name: i, uri: x, auth: { username: u, password: pw } }';
    const { text } = takeSecrets(
      `prerequisites:\n  - ${image}\nsecrets: { registryPassword: a }\n`,
    );
    expect(parseYaml(text)).toMatchObject({
      prerequisites: [{ auth: { username: 'u', password: '<% $secrets.registryPassword2 %>' } }],
      secrets: { registryPassword: '', registryPassword2: '' },
    });
  });
});

describe('what stays', () => {
  it.each([
    'secrets:\n  token: "<% $secrets.other %>"\n',
    commands('run --token $TOKEN', 'export PASSWORD=${PASSWORD}', 'x=1 y=2', '--max_token=5'),
    '# password: in a comment is for people\nname:   odd   # spacing\nkey: value\n',
    '{"type": "data", "name": "set", "uri": ["https://data.example.org/x"]}\n',
  ])('is a file without secrets, byte for byte', (source) => {
    expect(takeSecrets(source)).toEqual({ text: source, taken: [] });
  });

  it('is the form of a JSON file', () => {
    const { text } = takeSecrets('{"name": "a", "secrets": {"token": "abcdef"}}');
    expect(JSON.parse(text)).toEqual({ name: 'a', secrets: { token: '' } });
  });
});
