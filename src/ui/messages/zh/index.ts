/** All Chinese words; one chunk of its own. */
import { details } from './details.ts';
import { frame } from './frame.ts';
import { install } from './install.ts';
import { installed } from './installed.ts';
import { market } from './market.ts';
import { notices } from './notices.ts';
import { pack } from './package.ts';
import { parts } from './parts.ts';
import { problems } from './problems.ts';
import { sentences } from './sentences.ts';

export const chinese = {
  frame,
  details,
  notices,
  parts,
  market,
  package: pack,
  install,
  installed,
  problems,
  sentences,
};

export type Chinese = typeof chinese;
