/** Words of both languages: none is missing or left in English, and both have the same places for what goes into them. */
import { afterEach, describe, expect, it } from 'vitest';

import { ERROR_CODES } from '#core/errors.ts';
import { PROBLEMS } from '#core/problems.ts';
import { details } from '#ui/messages/en/details.ts';
import { frame } from '#ui/messages/en/frame.ts';
import { install } from '#ui/messages/en/install.ts';
import { installed } from '#ui/messages/en/installed.ts';
import { market } from '#ui/messages/en/market.ts';
import { pack } from '#ui/messages/en/package.ts';
import { parts } from '#ui/messages/en/parts.ts';
import { texts } from '#ui/messages/frame.ts';
import {
  countOf,
  currentLanguage,
  formatNumber,
  listOf,
  localeOf,
  setWords,
} from '#ui/messages/language.ts';
import { spokenNotice } from '#ui/messages/notices.ts';
import { problemWords, titleOf } from '#ui/messages/problems.ts';
import { speak } from '#ui/messages/speak.ts';
import { chinese } from '#ui/messages/zh/index.ts';
import {
  formatAge,
  formatBytes,
  formatExactBytes,
  formatLocal,
  formatTimeOfDay,
} from '#ui/parts/format.ts';

afterEach(() => setWords(undefined));

const english = { frame, details, parts, market, package: pack, install, installed };

/** Every text with its place; functions are called, once for each number of things. */
function listTexts(words: unknown, place = ''): Map<string, string> {
  if (typeof words === 'string') return new Map([[place, words]]);
  if (typeof words === 'function') {
    const call = words as (...given: unknown[]) => unknown;
    return new Map(
      [1, 2].flatMap((count) => [...listTexts(callWith(call, count), `${place}(${count})`)]),
    );
  }
  if (typeof words !== 'object' || words === null) return new Map();
  return new Map(
    Object.entries(words).flatMap(([key, value]) => [
      ...listTexts(value, place ? `${place}.${key}` : key),
    ]),
  );
}

/** Has every field that a text asks for. */
const anyFields: unknown = new Proxy(
  {},
  { get: (_target, key) => (typeof key === 'symbol' ? undefined : 'x') },
);

/** With values of the first kind that it takes. */
function callWith(call: (...given: unknown[]) => unknown, count: number): unknown {
  const kinds = [count, 'x', ['.x', '.y'], anyFields];
  const tried = kinds.flatMap((first) => kinds.map((rest) => [first, rest, rest, rest]));
  for (const given of tried) {
    try {
      const said = call(...given);
      if (typeof said === 'string' && !/undefined|\[object|NaN/.test(said)) return said;
    } catch {
      // Not of this kind; another is tried.
    }
  }
  throw new Error(`no values for ${String(call)}`);
}

/** Whether it says anything in a language: not a name alone, a place to be filled or a sign. */
function hasWords(text: string): boolean {
  return /\p{Ll}{2,}/u.test(
    text.replace(
      /\{\w+\}|\b[\w.-]+\.(?:json|zip|md|txt)\b|\b(?:strict|signatures|off|spec|kB|MB|GB|OpenPAI)\b/g,
      '',
    ),
  );
}

const inEnglish = listTexts(english);
const inChinese = () => {
  setWords(chinese);
  return listTexts({ ...chinese, problems: undefined, notices: undefined, sentences: undefined });
};

describe('Chinese words', () => {
  it('are there for every English one', () => {
    expect([...inChinese().keys()].sort()).toEqual([...inEnglish.keys()].sort());
  });

  it('are Chinese', () => {
    const left = [...inChinese()].filter(
      ([place, text]) =>
        hasWords(text) && !/\p{Script=Han}/u.test(text) && !/\.query$|\.keys\.\d$/.test(place),
    );
    expect(left).toEqual([]);
  });

  it('have the places that the English ones have', () => {
    const places = (text: string) =>
      [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    const said = inChinese();
    for (const [place, text] of inEnglish) {
      expect({ place, parts: places(said.get(place) ?? '') }).toEqual({
        place,
        parts: places(text),
      });
    }
  });

  it('have the punctuation of Chinese', () => {
    const wrong = [...inChinese()].filter(([, text]) =>
      /\p{Script=Han}\s?[,;:?!](?!\w)|\p{Script=Han}\.$/u.test(text),
    );
    expect(wrong).toEqual([]);
  });

  it.each(ERROR_CODES)('tell %s', (code) => {
    setWords(chinese);
    const { title, advice } = problemWords(code);
    expect(title).toMatch(/^\p{Script=Han}|^CDAP/u);
    expect(title).not.toMatch(/[。.]$/);
    expect(advice).toMatch(/。$/);
  });
});

describe('a language', () => {
  it('is spoken once its words are there, and English again after it', async () => {
    const title = frame.title;
    await speak('zh');
    expect(currentLanguage()).toBe('zh');
    expect(texts.title).toBe(chinese.frame.title);
    expect(titleOf('zip-crc')).toBe(chinese.problems['zip-crc'].title);
    await speak('en');
    expect(texts.title).toBe(title);
    expect(problemWords('zip-crc')).toBe(PROBLEMS['zip-crc']);
  });

  it('that is not meant any more is not spoken', async () => {
    await speak('zh', () => false);
    expect(currentLanguage()).toBe('en');
  });

  it('knows no title of a code of another version', () => {
    expect(titleOf('toString')).toBeUndefined();
  });
});

describe('counts, lists and dates', () => {
  it('are English', () => {
    expect(countOf(1, 'package', 'packages')).toBe('1 package');
    expect(countOf(0, 'package', 'packages')).toBe('0 packages');
    expect(countOf(1200, 'package', 'packages')).toBe('1,200 packages');
    expect(listOf(['a', 'b', 'c'])).toBe('a, b and c');
    expect(listOf(['a', 'b'], 'or')).toBe('a or b');
    expect(formatExactBytes(1536)).toBe('1,536 bytes (1.5 kB)');
  });

  it('are Chinese', () => {
    setWords(chinese);
    expect(countOf(1, '个软件包')).toBe('1 个软件包');
    expect(formatNumber(1234.5)).toBe('1,234.5');
    expect(listOf(['甲', '乙', '丙'])).toBe('甲、乙和丙');
    expect(listOf(['.jar', '.zip'], 'or')).toBe('.jar 或 .zip');
    expect(listOf(['1 个 CPU', '甲'])).toBe('1 个 CPU 和甲');
    expect(formatBytes(812)).toBe('812 字节');
    expect(formatBytes(1536)).toBe('1.5 kB');
    expect(formatExactBytes(1536)).toBe('1,536 字节（1.5 kB）');
    const now = Date.UTC(2025, 10, 22);
    expect(formatAge(now - 3 * 86_400_000, now)).toBe('3天前');
    expect(formatAge(now + 7_200_000, now)).toBe('2小时后');
    expect(formatAge(now, now)).toBe('刚刚');
    expect(formatLocal(now, { day: true })).toMatch(/^2025年11月2[12]日$/);
    expect(formatTimeOfDay(now)).toMatch(/^\d\d:00:00$/);
  });

  it('follow the variant of the reader', () => {
    expect(localeOf(['de', 'en-GB', 'en'])).toBe('en-GB');
    expect(localeOf(['de'])).toBe('en');
    setWords(chinese);
    expect(localeOf(['en-GB', 'zh-TW'])).toBe('zh-TW');
    expect(localeOf(['en-GB'])).toBe('zh-CN');
  });
});

describe('a notice', () => {
  const notice = { code: 'index-entry', text: 'Left out of the list: a, b.' } as const;

  it('is what was said in English', () => {
    expect(spokenNotice(notice)).toEqual({ text: notice.text });
  });

  it('has Chinese words, and the English ones where they say which', () => {
    setWords(chinese);
    expect(spokenNotice(notice)).toEqual({
      text: chinese.notices['index-entry'].text(),
      detail: notice.text,
    });
    expect(spokenNotice({ code: 'trust-off', text: 'Checking is off.' }, '示例')).toEqual({
      text: expect.stringContaining('市场“示例”未启用签名检查'),
    });
  });

  it('that the page says itself stays as it is', () => {
    setWords(chinese);
    const text = texts.level.trustOff('示例');
    expect(spokenNotice({ code: 'trust-off', text })).toEqual({ text });
  });
});
