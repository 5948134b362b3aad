/** The words by which states of the pages are reached, in each language. */
import { frame } from '#ui/messages/en/frame.ts';
import { install } from '#ui/messages/en/install.ts';
import { installed } from '#ui/messages/en/installed.ts';
import { market } from '#ui/messages/en/market.ts';
import { pack } from '#ui/messages/en/package.ts';
import { parts } from '#ui/messages/en/parts.ts';
import { chinese } from '#ui/messages/zh/index.ts';

export type StateWords = Pick<
  typeof chinese,
  'frame' | 'install' | 'installed' | 'market' | 'package' | 'parts'
>;

export const WORDS: Record<'en' | 'zh', StateWords> = {
  en: { frame, install, installed, market, package: pack, parts },
  zh: chinese,
};
