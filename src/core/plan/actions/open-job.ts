/** open_job: fills a job protocol of the package and hands it to the portal's own submission page; sends nothing itself. */
import { fillJob, JOB_ARGUMENTS, readJobTemplate } from '../job/fill-job.ts';
import { jobSecrets } from '../job/secrets.ts';
import { clip, count, jobSize } from '../job/words.ts';

import type { ActionType, PreparedStep, StepInput } from '../action-type.ts';

export const openJob: ActionType = {
  type: 'open_job',
  arguments: JOB_ARGUMENTS,
  protocolArgument: 'protocol',
  prepare,
};

function prepare(input: StepInput): PreparedStep {
  const template = readJobTemplate(input);
  const omittedSecrets = jobSecrets(template.protocol).map((each) => each.key);
  const label = clip(input.label ?? `Open job ${template.file} in the portal`, 256);
  const told =
    omittedSecrets.length === 0
      ? ''
      : `The job leaves out ${count(omittedSecrets.length, 'secret')}, to be typed on the submission page: ${omittedSecrets.join(', ')}.`;
  return {
    form: {
      number: input.number,
      type: input.type,
      label,
      fields: template.fields.map((each) => each.field),
      texts: told ? [told] : [],
      markdown: false,
    },
    plan(values) {
      const filled = fillJob(input, template, values);
      if (!filled.ok) return filled;
      // Secrets are typed into the portal's page only; nothing of them passes through the browser's storage.
      const { secrets: _left, ...protocol } = filled.job;
      const words = `Opens job ${String(protocol['name'])} (${jobSize(protocol)}) on the portal's submission page.`;
      return {
        ok: true,
        step: {
          number: input.number,
          type: input.type,
          label,
          summary: clip([words, told].filter(Boolean).join(' '), 1024),
          requests: [],
          handoff: { protocol, omittedSecrets },
        },
      };
    },
  };
}
