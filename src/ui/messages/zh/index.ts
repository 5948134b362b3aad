/** All Chinese words; one chunk of its own. */
import { frame } from './frame.ts';
import { install } from './install.ts';
import { installed } from './installed.ts';
import { market } from './market.ts';
import { pack } from './package.ts';
import { problems } from './problems.ts';

export const chinese = { frame, market, package: pack, install, installed, problems };

export type Chinese = typeof chinese;
