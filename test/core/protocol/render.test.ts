/** Commands as the server renders them. */
import { describe, expect, it } from 'vitest';

import { parseProtocol, renderCommands } from '#core/protocol/index.ts';
import { JOB, withCommands } from './sample.ts';

function render(text: string): Record<string, string> {
  const parsed = parseProtocol(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return renderCommands(parsed.protocol);
}

const worker = (...commands: string[]) => render(withCommands(...commands))['worker'];

describe('commands', () => {
  it('are trimmed and joined by line feeds', () => {
    expect(worker('  one ', 'two\n', '', '\tthree\n\n  four')).toBe('one\ntwo\n\nthree\n\n  four');
  });

  it('stand between those of the default deployment, and of no other', () => {
    const deployments = `deployments:
  - {name: other, taskRoles: {worker: {preCommands: [other]}}}
  - {name: here, taskRoles: {worker: {preCommands: [' before '], postCommands: [after, "<% $data.name %>"]}}}
`;
    expect(render(JOB + deployments)).toEqual({ worker: 'echo hello' });
    expect(render(`${JOB + deployments}defaults: {deployment: here}\n`)).toEqual({
      worker: 'before\necho hello\nafter\ndigits',
    });
  });
});

describe('tags', () => {
  it.each([
    ['<% $parameters.rate %>', '0.5'],
    ['<%$parameters.rate%>', '0.5'],
    ['<%\n  $parameters.rate\n%>', '0.5'],
    ['a<% $parameters.rate %>b<% $parameters.rate %>', 'a0.5b0.5'],
    ['<% $parameters.nested.list[1].deep %>', 'yes'],
    ['<% $parameters.nested.list.0 %>', '1'],
    ['<% $parameters.nested.list %>', '1,[object Object]'],
    ['<% $parameters.nested.list.length %>', '2'],
    ['<% $parameters.nested %>', '[object Object]'],
    ['<% $parameters.nested.flag %> <% $parameters.nested.zero %>', 'false 0'],
    ['<% $data.uri[1] %>', 'https://data.example/b'],
    ['<% $data.uri %>', 'https://data.example/a,https://data.example/b'],
    [
      '<% $data.name %> <% $script.uri %> <% $output.uri %>',
      'digits https://code.example/x.git /mnt/results',
    ],
    ['<% $script.branch.name %>', 'main'],
    ['<% $data.name.length %>', '6'],
  ])('%j give %j', (command, text) => {
    expect(worker(command)).toBe(text);
  });

  it.each([
    ['<%$parameters.absent%>', '<% $parameters.absent %>'],
    ['<% $parameters.nested.none %>', '<% $parameters.nested.none %>'],
    ['<% $data.uri[2] %>', '<% $data.uri.2 %>'],
    ['<% $parameters.rate.x %>', '<% $parameters.rate.x %>'],
    ['<% $parameters.constructor %>', '<% $parameters.constructor %>'],
    ['<% $parameters.nested.toString %>', '<% $parameters.nested.toString %>'],
    ['<% $other.x %>', '<% $other.x %>'],
    ['<%   plain   words %>', '<% plain   words %>'],
  ])('without a value stay: %j as %j', (command, text) => {
    expect(worker(command)).toBe(text);
  });

  it('of a task role without that prerequisite stay', () => {
    const text = withCommands('<% $script.uri %>').replace('    script: code\n', '');
    expect(render(text)).toEqual({ worker: '<% $script.uri %>' });
  });

  it.each([
    ['a <%! a comment %>b', 'a b'],
    ['a\n  <%! alone %>  \nb', 'a\nb'],
    ['a\n<%# $parameters.rate %>\ninside <% $data.name %>\n<%/ $parameters.rate %>\nb', 'a\nb'],
    ['a<%> partial %>b<%& $data.name %>c<%{ $data.name }%>d', 'abcd'],
    ['<%= [[ ]] =%>[[ $data.name ]] <% $data.name %>', 'digits <% $data.name %>'],
  ])('of other kinds do what the template engine does: %j gives %j', (command, text) => {
    expect(worker(command)).toBe(text);
  });
});

describe('secrets', () => {
  it.each([
    '<% $secrets.token %>',
    '<% $secrets %>',
    "<% $secrets['token'] %>",
    '<% $parameters.$secrets.token %>',
  ])('are never filled in: %s', (command) => {
    expect(worker(command)).toBe(command);
  });

  it('do not come in through any other kind of tag', () => {
    for (const sign of ['&', '{', '>', '!', '#']) {
      const text = `<%${sign} $secrets.token ${sign === '{' ? '}' : ''}%>`;
      const command = sign === '#' ? `${text}x<%/ $secrets.token %>` : text;
      expect(worker(command)).toBe('');
    }
  });
});
