/** Progress of the verification: four stages in their order, bytes that never go back. */
import { describe, expect, it } from 'vitest';

import { follow } from '#ui/install/verifying.ts';

import type { Progress } from '#ui/services.ts';
import type { Verifying } from '#ui/install/verifying.ts';

const play = (...reports: Progress[]) =>
  reports.reduce<Verifying | undefined>((before, report) => follow(before, report), undefined);

describe('follow', () => {
  it('goes from the signature to the download, the check and the cluster', () => {
    const reports = ['archive.zip.asc', 'archive.zip', 'checking', 'cluster'].map((what) => ({
      what,
    }));
    const stages = reports.map((_, at) => play(...reports.slice(0, at + 1))?.stage);
    expect(stages).toEqual(['signature', 'download', 'check', 'cluster']);
  });

  it('keeps the bytes when a download is tried again from its beginning', () => {
    const now = play(
      { what: 'archive.zip', read: 900, total: 1000 },
      { what: 'archive.zip', read: 0, total: 1000 },
      { what: 'archive.zip', read: 100, total: 1000 },
    );
    expect(now).toMatchObject({ read: 900, total: 1000 });
    expect(follow(now, { what: 'archive.zip', read: 950, total: 1000 }).read).toBe(950);
  });

  it('counts each file by itself', () => {
    const now = play({ what: 'big.bin', read: 900 }, { what: 'small.txt', read: 10, total: 20 });
    expect(now).toMatchObject({ what: 'small.txt', read: 10, total: 20 });
  });

  it('stays at a later stage when an earlier one is done again', () => {
    const now = play({ what: 'archive.zip', read: 5, total: 5 }, { what: 'checking' });
    expect(follow(now, { what: 'archive.zip.asc' })).toEqual(now);
    expect(follow(now, { what: 'archive.zip', read: 1, total: 5 })).toEqual(now);
  });

  it('follows each package by itself, and the clusters after all', () => {
    const now = play(
      { what: 'archive.zip', package: 'a@1', read: 9, total: 9 },
      { what: 'checking', package: 'a@1' },
      { what: 'archive.zip', package: 'b@2', read: 1, total: 5 },
    );
    expect(now).toMatchObject({ stage: 'download', read: 1, total: 5 });
    expect(now?.packages['a@1']).toMatchObject({ stage: 'check' });
    const later = now && follow(now, { what: 'cluster' });
    expect(later).toMatchObject({ stage: 'cluster' });
    expect(Object.keys(later?.packages ?? {})).toEqual(['a@1', 'b@2']);
  });

  it('takes any file name for a file', () => {
    expect(play({ what: '__proto__', read: 3 }, { what: '__proto__', read: 1 })?.read).toBe(3);
  });
});
