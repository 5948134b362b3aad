/** One file of settings: read with the line of each value, so that whoever wrote it finds what is wrong. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';

import { MarketError } from '#core/errors.ts';
import schema from '../../schemas/settings/settings.schema.json' with { type: 'json' };
import { suggest } from './suggest.ts';

import type { Node, Pair, YAMLMap } from 'yaml';

export interface SettingsFile {
  /** As it is told to people. */
  place: string;
  /** A repository's file is written by strangers and may not set all. */
  scope: 'repository' | 'user';
  /** Paths in it are relative to this folder. */
  folder: string;
  /** By keys such as `sign.key`. */
  values: ReadonlyMap<string, SettingValue>;
  /** What nobody reads or can be read; the rest counts all the same. */
  findings: readonly SettingFinding[];
}

export interface SettingValue {
  value: unknown;
  line: number;
}

export interface SettingFinding {
  line: number;
  message: string;
}

type Sections = Readonly<Record<string, { properties?: Readonly<Record<string, unknown>> }>>;

const SECTIONS: Sections = schema.properties as Sections;

/** All keys that a file may set, such as `sign.key`; what belongs to one command alone, such as `ignore`, is not among them. */
export const SETTING_KEYS: readonly string[] = Object.entries(SECTIONS).flatMap(
  ([section, { properties }]) => Object.keys(properties ?? {}).map((name) => `${section}.${name}`),
);

/** Throws `usage` for what is no YAML; what nobody reads is among the findings. */
export function parseSettings(
  text: string,
  file: Pick<SettingsFile, 'place' | 'scope' | 'folder'>,
): SettingsFile {
  const values = new Map<string, SettingValue>();
  const findings: SettingFinding[] = [];
  const lines = new LineCounter();
  const report = (at: number | undefined, message: string) =>
    void findings.push({ line: lines.linePos(at ?? 0).line || 1, message });
  const root = parse(text, { lines, place: file.place });
  if (root !== null && !isMap(root)) {
    report(root.range?.[0], 'Settings are sections with names, such as "sign:".');
  } else if (root) {
    for (const pair of root.items) readSection(pair, { lines, report, values });
  }
  return { ...file, values, findings };
}

type Report = (at: number | undefined, message: string) => void;

interface Reading {
  lines: LineCounter;
  report: Report;
  values: Map<string, SettingValue>;
}

function parse(text: string, { lines, place }: { lines: LineCounter; place: string }): Node | null {
  try {
    // Names that stand twice are found below: the parser compares each name with each.
    const options = { lineCounter: lines, prettyErrors: false, uniqueKeys: false };
    const document = parseDocument(text, options);
    const [first] = document.errors;
    if (!first) return document.contents;
    const { line } = lines.linePos(first.pos[0]);
    throw new MarketError('usage', `${place}:${line}: This is no YAML: ${first.message}.`);
  } catch (cause) {
    if (cause instanceof MarketError) throw cause;
    // Nested so deep that the parser gave up.
    throw new MarketError('usage', `${place} is no YAML that can be read.`, { cause });
  }
}

function readSection(pair: Pair, reading: Reading): void {
  const { name, at } = nameOf(pair);
  const section = Object.hasOwn(SECTIONS, name) ? SECTIONS[name] : undefined;
  if (!section) {
    const near = suggest(name, Object.keys(SECTIONS));
    reading.report(at, `There is no section "${name}".${near}`);
  } else if (section.properties && isMap(pair.value)) {
    for (const each of (pair.value as YAMLMap).items) readSetting(each, name, reading);
  } else if (section.properties && !isEmpty(pair.value)) {
    reading.report(at, `Below "${name}:" settings are needed, such as "name: value".`);
  }
}

function readSetting(pair: Pair, section: string, { lines, report, values }: Reading): void {
  const { name, at } = nameOf(pair);
  const key = `${section}.${name}`;
  if (!SETTING_KEYS.includes(key)) {
    report(at, `There is no setting "${key}".${suggest(key, [...SETTING_KEYS])}`);
    return;
  }
  const { value } = pair;
  if (values.has(key)) report(at, `"${key}" stands there twice; the last one counts.`);
  if (isEmpty(value)) return;
  const plain = isScalar(value)
    ? value.value
    : isSeq(value) && value.items.every(isScalar)
      ? value.items.map((item) => item.value)
      : undefined;
  if (plain === undefined) {
    const what = isAlias(value) ? 'an alias' : 'a section';
    report(at, `"${key}" must be a value or a list of values, not ${what}.`);
    return;
  }
  values.set(key, { value: plain, line: lines.linePos(at ?? 0).line });
}

function nameOf({ key }: Pair): { name: string; at: number | undefined } {
  const node = key as Node | null;
  const name = isScalar(node) ? String(node.value) : '';
  return { name, at: node?.range?.[0] };
}

function isEmpty(value: unknown): boolean {
  return value === null || (isScalar(value) && value.value === null);
}
