/** `pai-market show`: what one component file or package of a repository is and says, without its secrets. */
import { MarketError } from '#core/errors.ts';
import { findNamed, showMember } from '#flows/search/show-member.ts';
import { defineCommand } from '../command.ts';
import { openNamed } from '../content-run.ts';
import { errorDocument, printJson } from '../render/json.ts';
import { shownText } from '../render/show.ts';
import { oneLine } from '../render/text.ts';
import { REPOSITORY_OPTIONS } from '../repository-options.ts';
import { suggest } from '../suggest.ts';

import type { Member } from '#core/model/repository.ts';
import type { OpenRepository } from '#flows/repository/open-repository.ts';
import type { ShownMember } from '#flows/search/show-member.ts';
import type { CommandIo } from '../command.ts';

export const command = defineCommand({
  name: 'show',
  summary: 'show what a component file or a package of the repository is and says',
  usage: 'show PATH|NAME[@VERSION]… [--repository DIR] [--json]',
  help: `Prints what the repository knows of the file, whether it is good and else why not, of a package its files and components, and its
content as the cluster reads it: merges and aliases filled in, comments left out. In the place of secrets stands <secret>: the
values below secrets: and auth:, and values whose key says that they are one (password, token, access_key …).

PATH is the file, or the folder of a package. A NAME shows all that are called so, NAME@VERSION one version of a package.`,
  examples: [
    ['A file', 'pai-market show vision/resnet/job.yaml'],
    ['One version of a package', 'pai-market show resnet-training@1.1.0'],
  ],
  seeAlso: ['search', 'status', 'validate'],
  positionals: { min: 1, max: 100 },
  options: REPOSITORY_OPTIONS,
  async run({ positionals, values, json }, io) {
    const repository = await openNamed(io, values.repository);
    const members = new Set<Member>();
    for (const word of positionals) {
      for (const member of await findMembers(word, repository, io)) members.add(member);
    }
    const shown: ShownMember[] = [];
    for (const member of members) shown.push(await showMember(repository, member, io.limits));
    if (json) {
      const documents = shown.map(({ member, text: _text, ...rest }) => ({
        ...member,
        valid: member.invalid === undefined,
        ...rest,
      }));
      printJson(io, { verdict: 'good', code: null, members: documents });
    } else {
      io.stdout(shown.map((each) => shownText(each, io)).join('\n'));
    }
    return 0;
  },
  errorJson: (error) => ({ ...errorDocument(error), members: [] }),
});

async function findMembers(
  word: string,
  repository: OpenRepository,
  { repositories }: CommandIo,
): Promise<Member[]> {
  const path = await repositories.below(repository.root, word);
  const found = findNamed(repository.members, { word, path });
  if (found.length > 0) return found;
  throw missing(word, path, repository);
}

/** Says what the word is, where it is something else. */
function missing(
  word: string,
  path: string | undefined,
  { members, entries }: OpenRepository,
): MarketError {
  const shown = oneLine(word);
  const prefix = path === undefined ? undefined : `${path}/`;
  if (path === '' || members.some((each) => prefix !== undefined && each.path.startsWith(prefix))) {
    const where = path === '' ? '' : ` path:${oneLine(path ?? '')}/`;
    return usage(`${shown} is a folder; pai-market search${where} lists what is in it.`);
  }
  if (entries.some((each) => each.path === path)) {
    return usage(`${shown} is no component file and no package; pai-market lint says more of it.`);
  }
  const near = suggest(
    word,
    members.flatMap(({ path: own, name }) => [own, name]).slice(0, 10_000),
  );
  return usage(`The repository has no file and no package ${shown}.${near}`);
}

function usage(sentence: string): MarketError {
  return new MarketError('usage', sentence, {
    details: { usage: 'pai-market show PATH|NAME[@VERSION]…' },
  });
}
