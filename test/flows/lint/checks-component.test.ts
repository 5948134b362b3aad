/** Component files, secrets and addresses. */
import { changed, checkCases } from './check-case.ts';
import { HELLO, JOB, PACKAGE } from './small-source.ts';

const file = `${HELLO}archive/job.yaml`;
const job = (from: string, to: string) => ({ [file]: changed(JOB, from, to) });
/** Put together here, so that nobody takes them for real ones. */
const token = `ghp_${'a1B2'.repeat(9)}`;
const aws = `AKIA${'ABCD1234'.repeat(2)}`;

checkCases([
  {
    check: 'protocol-invalid',
    mistake: 'what the server refuses',
    files: job('dockerImage: image', 'dockerImage: imgae'),
    at: `${file}:13:18`,
    says: /no prerequisite of type dockerimage with the name "imgae"/,
  },
  {
    check: 'protocol-invalid',
    mistake: 'a component that stands alone',
    files: { 'images/base.yaml': 'type: dockerimage\nname: base\n' },
    at: 'images/base.yaml:1:1',
    says: /uri/,
  },
  {
    check: 'syntax',
    mistake: 'a job that is no YAML',
    files: job('    commands:', '\tcommands:'),
    at: `${file}:18:1`,
    says: /cannot be read/,
  },
  {
    check: 'field-unknown',
    mistake: 'a slip of the hand in a task role',
    files: job('    instances: 1', '    instances: 1\n    taskRetrycount: 2'),
    at: `${file}:13:5`,
    says: /Did you mean "taskRetryCount"\?$/,
    fixed: '    taskRetryCount: 2',
  },
  {
    check: 'yaml-ambiguous',
    mistake: 'a word that is true for some readers',
    files: job('secrets:', 'parameters:\n  shuffle: yes # always\nsecrets:'),
    at: `${file}:9:12`,
    says: /^The plain value yes is /,
    fixed: '  shuffle: "yes" # always',
  },
  {
    check: 'name-refused',
    mistake: 'a job with a space in its name',
    files: job('name: hello', 'name: hello world'),
    at: `${file}:2:7`,
    says: /OpenPAI refuses "hello world"/,
    fixed: 'name: hello_world',
  },
  {
    check: 'image-tag',
    mistake: 'an image without tag or digest',
    files: job('ubuntu:22.04', 'registry.example.org:5000/team/ubuntu'),
    at: `${file}:7:10`,
    says: /neither tag nor digest/,
  },
  {
    check: 'image-tag',
    mistake: 'a tag that moves',
    files: job('ubuntu:22.04', 'ubuntu:latest'),
    at: `${file}:7:10`,
    says: /The tag "latest" .* moves/,
  },
  {
    check: 'image-tag',
    mistake: 'a digest that is none',
    files: job('ubuntu:22.04', 'ubuntu@sha256:abcd'),
    at: `${file}:7:10`,
    says: /a digest that is none/,
    severity: 'error',
  },
  {
    check: 'secret-text',
    mistake: 'a secret with a value',
    files: job('token: ""', 'token: hunter2hunter2'),
    at: `${file}:9:10`,
    says: /^The secret "token" has a value in the file/,
  },
  {
    check: 'secret-text',
    mistake: 'the password of a registry',
    files: job(
      'uri: ubuntu:22.04',
      'uri: ubuntu:22.04\n    auth: {username: me, password: hunter2!}',
    ),
    at: `${file}:8:36`,
    says: /"password" has a value that looks like a secret/,
  },
  {
    check: 'secret-text',
    mistake: 'a token in a command',
    files: job('- echo hello', `- git clone https://x:${token}@github.com/a/b`),
    at: `${file}:19:29`,
    says: /^Here stands a token of GitHub/,
  },
  {
    check: 'secret-text',
    mistake: 'a key in a script',
    files: { [`${HELLO}archive/train.sh`]: `#!/bin/sh\nexport AWS_ACCESS_KEY_ID=${aws}\n` },
    at: `${HELLO}archive/train.sh:2:26`,
    says: /an access key of AWS/,
  },
  {
    check: 'secret-text',
    mistake: 'a password in a program',
    files: { [`${HELLO}archive/train.py`]: 'import os\npassword = "correct7horse"\n' },
    at: `${HELLO}archive/train.py:2:13`,
    says: /what looks like a password or a key/,
  },
  {
    check: 'secret-text',
    mistake: 'a secret key',
    files: { [`${HELLO}archive/deploy.txt`]: `x\n-----BEGIN ${'OPENSSH'} PRIVATE KEY-----\n` },
    at: `${HELLO}archive/deploy.txt:2:1`,
    says: /a secret key/,
  },
  {
    check: 'secret-text',
    mistake: 'a secret in an argument',
    files: {
      [`${HELLO}package.yaml`]: `${PACKAGE}      - name: parameters\n        value: {api_key: s3cr3tvalue}\n`,
    },
    at: `${HELLO}package.yaml:16:26`,
    says: /"api_key" has a value/,
  },
  {
    check: 'url-insecure',
    mistake: 'an address on plain http',
    files: {
      [`${HELLO}package.yaml`]: changed(PACKAGE, 'Says hello #', 'See http://example.org/a. #'),
    },
    at: `${HELLO}package.yaml:3:14`,
    says: /^http:\/\/example\.org\/a is plain http/,
  },
  {
    check: 'suppression',
    mistake: 'a comment without a reason',
    files: job('ubuntu:22.04', 'ubuntu # pai-market-ignore image-tag'),
    at: `${file}:7:17`,
    says: /gives no reason/,
  },
  {
    check: 'suppression',
    mistake: 'a comment of an unknown check',
    files: job('ubuntu:22.04', 'ubuntu:1 # pai-market-ignore image-tags: we know'),
    at: `${file}:7:19`,
    says: /which there is none of\. Did you mean "image-tag"\?$/,
  },
  {
    check: 'suppression',
    mistake: 'a comment that is not needed any more',
    files: job('ubuntu:22.04', 'ubuntu:1 # pai-market-ignore image-tag: we know'),
    at: `${file}:7:19`,
    says: /suppresses nothing any more/,
  },
]);
