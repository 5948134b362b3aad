/** open_job: fills a job protocol of the package and hands it to the portal's own submission page; sends nothing itself. */
import { JOB_ARGUMENTS, jobComponents, jobFiles } from '../job/arguments.ts';
import { prepareJob } from '../job/job-step.ts';
import { jobNeeds } from '../job/needs.ts';
import { jobWarnings } from '../job/warnings.ts';
import { jobSize } from '../job/words.ts';
import { clip, count } from '../words.ts';

import type { ActionType, PreparedStep, StepInput } from '../action-type.ts';
import type { JobSecret } from '../job/secrets.ts';

export const openJob: ActionType = {
  type: 'open_job',
  arguments: JOB_ARGUMENTS,
  unknownArguments: 'refuse',
  facts: ['openpai'],
  files: jobFiles,
  components: jobComponents,
  resources: jobNeeds,
  prepare,
};

function prepare(input: StepInput): PreparedStep {
  return prepareJob(input, (file) => {
    const label = clip(input.label ?? `Open job ${file} in the portal`, 256);
    return {
      label,
      asksSecrets: false,
      texts: (secrets) => (secrets.length > 0 ? [leftOut(secrets)] : []),
      plan(job, secrets) {
        // Secrets are typed into the portal's page only; nothing of them passes through the browser's storage.
        const { secrets: _left, ...protocol } = job;
        const words = `Opens job ${String(protocol['name'])} (${jobSize(protocol)}) on the portal's submission page.`;
        const told = secrets.length > 0 ? [leftOut(secrets)] : [];
        const { name, version } = input.package;
        return {
          ok: true,
          warnings: jobWarnings(protocol, []),
          step: {
            number: input.number,
            package: { name, version },
            type: input.type,
            label,
            summary: clip([words, ...told].join(' '), 1024),
            requests: [],
            undo: [],
            handoff: { protocol, omittedSecrets: secrets.map(({ key }) => key) },
          },
        };
      },
    };
  });
}

function leftOut(secrets: readonly JobSecret[]): string {
  const keys = secrets.map(({ key }) => key).join(', ');
  return `The job leaves out ${count(secrets.length, 'secret')}, to be typed on the submission page: ${keys}.`;
}
