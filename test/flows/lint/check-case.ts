/** One mistake in a sound source: where it is found, in which words, and what its repair makes of the file. */
import { afterEach, describe, expect, it } from 'vitest';

import { CHECKS } from '#flows/lint/index.ts';
import { createSource, soundFiles } from './small-source.ts';

import type { Severity } from '#core/lint/index.ts';
import type { Files, SmallSource } from './small-source.ts';

export interface CheckCase {
  check: string;
  /** Completes "finds …". */
  mistake: string;
  /** Files of the sound source that are other ones. */
  files: Files;
  /** `file:line:column`; columns are those that an editor shows. */
  at: string;
  says: RegExp;
  severity?: Severity;
  /** A line of the file after the repair. */
  fixed?: string;
}

/** Runs each case: found at its place, with its words, its severity, and repaired where it can be. */
export function checkCases(cases: readonly CheckCase[]): void {
  let source: SmallSource | undefined;
  afterEach(() => source?.remove());

  describe.each(cases)('$check finds $mistake', (each) => {
    const { check, files, at, says, fixed } = each;
    const known = CHECKS.find(({ name }) => name === check);

    it('at its place', async () => {
      source = createSource(soundFiles(files));
      const { findings } = await source.lint();
      const own = findings.filter((finding) => finding.check === check);
      const places = own.map(({ file, line, column }) => `${file}:${line}:${column}`);
      expect(places, JSON.stringify(findings, undefined, 1)).toContain(at);
      const finding = own[places.indexOf(at)];
      expect(finding?.message).toMatch(says);
      expect(finding?.severity).toBe(each.severity ?? known?.severity);
      expect(finding?.message).toMatch(/[.!?]$/);
      expect(finding?.fix !== undefined).toBe(fixed !== undefined);
    });

    if (fixed !== undefined) {
      it('and repairs it', async () => {
        source = createSource(soundFiles(files));
        expect(await source.fix()).toBeGreaterThan(0);
        const [file = ''] = at.split(':');
        expect(source.read(file).split('\n')).toContain(fixed);
        const { findings } = await source.lint();
        expect(findings.filter((finding) => finding.check === check)).toEqual([]);
      });
    }
  });
}

/** What was said to be there must be there: a case that changes nothing proves nothing. */
export function changed(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`there is no ${from}`);
  return text.replace(from, () => to);
}
