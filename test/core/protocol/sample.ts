/** A small job protocol to change in tests. */
export const JOB = `protocolVersion: 2
name: train
type: job
prerequisites:
  - {type: dockerimage, name: image, uri: 'example/image:1'}
  - {type: data, name: digits, uri: [https://data.example/a, https://data.example/b]}
  - {type: script, name: code, uri: https://code.example/x.git, branch: {name: main}}
  - {type: output, name: results, uri: /mnt/results}
parameters:
  rate: 0.5
  nested: {list: [1, {deep: yes}], none: null, flag: false, zero: 0}
secrets:
  token: hunter2
taskRoles:
  worker:
    instances: 2
    dockerImage: image
    data: digits
    script: code
    output: results
    resourcePerInstance: {cpu: 1, gpu: 0, memoryMB: 512}
    commands:
      - echo hello
`;

/** The protocol with `commands` of the worker replaced. */
export function withCommands(...commands: string[]): string {
  return JOB.replace('commands:\n      - echo hello', `commands: ${JSON.stringify(commands)}`);
}
