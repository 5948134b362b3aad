/** Takes a picture of every page in every state: light, dark, narrow, zoomed, in Chinese, in forced colours; and one page that shows them all. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { STATES } from './states.ts';
import { WORDS } from './words.ts';
import { startStateWorld } from './world.ts';

import type { Page } from 'playwright-core';
import type { PageState } from './states.ts';
import type { StateWorld } from './world.ts';

export interface ScreensInput {
  /** Gets a picture each, and index.html. */
  folder: string;
  /** Names of states must have this in them; all if absent. */
  only?: string | undefined;
  print(line: string): void;
}

interface Look {
  width: number;
  height: number;
  language?: 'zh';
  colorScheme?: 'dark';
  forcedColors?: 'active';
  /** Pixels of the screen for one of the page. */
  scale?: number;
}

/** A zoomed page has so many pixels fewer; each look of the first line is shown after the other in one page. */
const LOOKS: Record<string, Look> = {
  light: { width: 1280, height: 900 },
  dark: { width: 1280, height: 900, colorScheme: 'dark' },
  forced: { width: 1280, height: 900, forcedColors: 'active' },
  'zoom-125': { width: 1024, height: 720 },
  wide: { width: 2200, height: 1000 },
  'narrow-360': { width: 360, height: 740 },
  'narrow-320': { width: 320, height: 640 },
  'narrow-320-dark': { width: 320, height: 640, colorScheme: 'dark' },
  chinese: { width: 1280, height: 900, language: 'zh' },
  'chinese-320': { width: 320, height: 640, language: 'zh', colorScheme: 'dark' },
};
const TALLEST = 2600;
const REST_MS = 250;

/** Gives what could not be reached, a line each. */
export async function takeScreens({ folder, only, print }: ScreensInput): Promise<string[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const states = STATES.filter(({ name }) => only === undefined || name.includes(only));
  const world = await startStateWorld();
  const failures: string[] = [];
  try {
    for (const state of states) {
      for (const language of ['en', 'zh'] as const) {
        const looks = Object.entries(LOOKS).filter(
          ([, look]) => (look.language ?? 'en') === language,
        );
        const failed = await takeState({ world, state, language, looks, folder }).catch(firstLine);
        if (failed) failures.push(`${state.name} (${language}): ${failed}`);
        print(`${state.name} (${language})${failed ? ': NOT REACHED' : ''}`);
      }
    }
  } finally {
    await world.close();
  }
  writeFileSync(join(folder, 'index.html'), sheet(states));
  return failures;
}

interface Task {
  world: StateWorld;
  state: PageState;
  language: 'en' | 'zh';
  looks: [string, Look][];
  folder: string;
}

/** The first line of what went wrong, if something did; the picture is taken all the same. */
async function takeState({
  world,
  state,
  language,
  looks,
  folder,
}: Task): Promise<string | undefined> {
  const { hash, user, at, width, reach } = state;
  const opened = await world.show(
    { language, config: state.config, behaviour: state.behaviour },
    {
      ...(hash !== undefined && { hash }),
      ...(user === null && { user }),
      context: { viewport: { width: at ?? 1280, height: 900 }, deviceScaleFactor: 1 },
    },
  );
  const { page } = opened;
  page.setDefaultTimeout(15_000);
  let failed: string | undefined;
  try {
    await reach(page, WORDS[language]);
  } catch (error) {
    failed = firstLine(error);
  }
  for (const [name, look] of looks) {
    if (look.width < (width?.from ?? 0) || look.width > (width?.to ?? Infinity)) continue;
    await takeLook(page, look, join(folder, `${state.name}.${name}.png`));
  }
  await opened.close();
  return failed;
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0] ?? '';
}

async function takeLook(page: Page, look: Look, path: string): Promise<void> {
  const { width, height, colorScheme = 'light', forcedColors = 'none' } = look;
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme, forcedColors });
  await page.waitForTimeout(REST_MS);
  // The portal scrolls within its frame, so the window is made as tall as what is in it.
  const needed = await page.evaluate(() => {
    const area = document.querySelector('#content-wrapper');
    return area ? area.scrollHeight - area.clientHeight : 0;
  });
  const hasDialog = (await page.getByRole('dialog').count()) > 0;
  if (needed > 0 && !hasDialog) {
    await page.setViewportSize({ width, height: Math.min(TALLEST, height + needed) });
    await page.waitForTimeout(REST_MS);
  }
  await page.screenshot({ path });
}

function sheet(states: readonly PageState[]): string {
  const looks = Object.keys(LOOKS);
  const cell = (state: PageState, look: string) => {
    const file = `${state.name}.${look}.png`;
    return `<td><a href="${file}"><img src="${file}" loading="lazy" alt="${state.name}, ${look}" onerror="this.remove()"></a></td>`;
  };
  const rows = states.map(
    (state) => `<tr><th>${state.name}</th>${looks.map((look) => cell(state, look)).join('')}</tr>`,
  );
  return `<!doctype html>
<meta charset="utf-8">
<title>Screens</title>
<style>body { font: 13px sans-serif } img { width: 260px } th { text-align: left; position: sticky; left: 0; background: #fff } td { vertical-align: top } thead th { top: 0; z-index: 1 }</style>
<table><thead><tr><th></th>${looks.map((look) => `<th>${look}</th>`).join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table>
`;
}
