/** `pai-market new`: a package from a template, or from a job that somebody has, in one command. */
import { resolve } from 'node:path';

import { MarketError } from '#core/errors.ts';
import { fromJob } from '#flows/new/from-job.ts';
import { LICENSE_IDS } from '#flows/new/licenses.ts';
import { newPackage } from '#flows/new/new-package.ts';
import { makeTemplate, TEMPLATES } from '#flows/new/templates.ts';
import { findAnyRepository, findRepository } from '#flows/repository/find-repository.ts';
import { defineCommand } from '../command.ts';
import { count } from '../render/findings.ts';
import { printJson } from '../render/json.ts';
import { REPOSITORY_OPTIONS } from '../repository-options.ts';

import type { JobPackage } from '#flows/new/from-job.ts';
import type { LicenseWish } from '#flows/new/new-package.ts';
import type { Template } from '#flows/new/templates.ts';
import type { CommandArgs, CommandIo } from '../command.ts';

const OPTIONS = {
  template: {
    type: 'value',
    placeholder: 'NAME',
    default: 'job',
    completes: TEMPLATES,
    summary: `what it begins with: ${TEMPLATES.join(', ')}`,
  },
  'from-job': {
    type: 'value',
    placeholder: 'FILE',
    completes: 'file',
    summary: 'job protocol that the package shall submit, instead of a template',
  },
  jar: {
    type: 'value',
    placeholder: 'FILE',
    completes: 'file',
    summary: 'for the template plugin: the jar that is added to CDAP',
  },
  version: { type: 'value', placeholder: 'VERSION', default: '1.0.0', summary: 'its version' },
  label: { type: 'value', placeholder: 'TEXT', summary: 'what people read as its name' },
  description: { type: 'value', placeholder: 'TEXT', summary: 'one sentence for its card' },
  author: {
    type: 'value',
    placeholder: 'NAME',
    setting: 'new.author',
    summary: 'who made it; left out, the contributor of the job, else the user of this machine',
  },
  category: {
    type: 'list',
    placeholder: 'NAME',
    summary: 'its categories; left out, the first of market.yaml',
  },
  license: {
    type: 'value',
    placeholder: 'ID',
    setting: 'new.license',
    completes: LICENSE_IDS,
    summary: `its licence: ${LICENSE_IDS.join(', ')}, or with --license-file any; MIT if absent`,
  },
  'license-file': {
    type: 'value',
    placeholder: 'FILE',
    completes: 'file',
    summary: 'text of another licence',
  },
  to: {
    type: 'value',
    placeholder: 'DIR',
    completes: 'folder',
    summary: 'folder to make; left out, packages/NAME/VERSION in the repository',
  },
  ...REPOSITORY_OPTIONS,
} as const;

type Values = CommandArgs<typeof OPTIONS>['values'];

export const command = defineCommand({
  name: 'new',
  summary: 'make a package from a template, or from a job protocol',
  usage:
    'new NAME [--template NAME | --from-job FILE] [--jar FILE] [--version VERSION] [--label TEXT] [--description TEXT] [--author NAME] [--category NAME…] [--license ID] [--license-file FILE] [--to DIR] [--repository DIR] [--json]',
  help: `Makes the folder of a package with package.yaml, README.md, CHANGELOG.md, license.txt, an icon and archive/, and a
market.yaml where the repository has none. What it makes is good as it is: lint finds nothing, build takes it.

--from-job takes the words, parameters and parts of the job over. Secrets in it are taken out, and it is told
where; who installs the package is asked for them.

The licence is MIT if none is named: it lets everybody do nearly anything. Choose another one where that is
not meant.`,
  examples: [
    ['Begin a package', 'pai-market new my-training'],
    [
      'Make a package of a job that runs',
      'pai-market new my-training --from-job job.yaml --license Apache-2.0',
    ],
    [
      'Make one of a plugin of CDAP',
      'pai-market new my-plugin --template plugin --jar my-plugin-1.0.0.jar',
    ],
  ],
  seeAlso: ['import', 'lint', 'build'],
  positionals: { min: 1, max: 1 },
  options: OPTIONS,
  async run({ positionals, values, json }, io) {
    const [name = ''] = positionals;
    const job = await readJob(values, io);
    const author =
      values.author ?? job?.author ?? io.env('USER') ?? io.env('USERNAME') ?? 'unknown';
    const template = job ?? (await readTemplate(name, { author, values }, io));
    const { root, folder } = await placesOf(name, values, io);
    const license = await readLicense(values, io);
    const wish = {
      ...{ name, version: values.version, author, template, license },
      ...{ label: values.label, description: values.description, categories: values.category },
    };
    const made = await newPackage(wish, { root, folder }, { ...io, now: io.clock.now() });
    const secrets = job?.secrets ?? [];
    if (json) {
      printJson(io, {
        verdict: 'good',
        code: null,
        name,
        version: values.version,
        ...made,
        secrets,
      });
      return 0;
    }
    for (const file of made.files) io.stdout(`${folder}/${file}\n`);
    if (made.market) io.stdout(`${root}/market.yaml\n`);
    if (secrets.length > 0) {
      const places = count(secrets.length, 'place');
      io.stderr(`Secrets were taken out of the job at ${places}: ${secrets.join(', ')}\n`);
    }
    if (values.license === undefined && values['license-file'] === undefined) {
      io.stderr(`The licence is MIT; --license takes another one.\n`);
    }
    return 0;
  },
});

/** Throws `usage` for options that do not go together. */
async function readJob(values: Values, io: CommandIo): Promise<JobPackage | undefined> {
  const file = values['from-job'];
  if (file === undefined) return undefined;
  if (values.template !== 'job') {
    throw new MarketError('usage', '--template and --from-job do not go together.');
  }
  return fromJob(await io.files.read(file, io.limits.protocolBytes), file, io.limits);
}

async function readTemplate(
  name: string,
  { author, values }: { author: string; values: Values },
  io: CommandIo,
): Promise<Template> {
  const template = TEMPLATES.find((each) => each === values.template);
  if (!template) {
    throw new MarketError(
      'usage',
      `There is no template "${values.template}"; there are ${TEMPLATES.join(', ')}.`,
    );
  }
  if ((template === 'plugin') !== (values.jar !== undefined)) {
    throw new MarketError('usage', '--template plugin and --jar FILE go together.');
  }
  const jar =
    values.jar === undefined ? undefined : await io.files.read(values.jar, io.limits.zipEntryBytes);
  return makeTemplate(template, { name, version: values.version, author, jar });
}

/** Where market.yaml lies, and where the package shall. */
async function placesOf(name: string, values: Values, io: CommandIo) {
  const found =
    values.to === undefined
      ? await findRepository(io.repositories, values.repository)
      : await findAnyRepository(io.repositories, values.repository);
  const root = found ?? resolve(values.to ?? '.', '..');
  return { root, folder: values.to ?? `${root}/packages/${name}/${values.version}` };
}

async function readLicense(values: Values, io: CommandIo): Promise<LicenseWish> {
  const file = values['license-file'];
  if (file !== undefined) {
    return { text: await io.files.read(file, io.limits.licenseBytes), id: values.license };
  }
  const id = LICENSE_IDS.find((each) => each === (values.license ?? 'MIT'));
  if (id) return { id };
  throw new MarketError(
    'usage',
    `The text of the licence "${values.license}" is not at hand: give it with --license-file, or take one of ${LICENSE_IDS.join(', ')}.`,
  );
}
