/** Splits a command into text and tags `<% … %>` as the server's template engine (Mustache) does. */

/** Text to keep as it is, or the name in a tag that asks for a value. */
type TemplatePart = { text: string } | { name: string };

export type Template =
  | { ok: true; parts: TemplatePart[] }
  /** The server answers such a template with an internal error. */
  | { ok: false; reason: string };

interface Delimiters {
  open: string;
  close: string;
}

interface Reader {
  template: string;
  at: number;
  delimiters: Delimiters;
  /** Names of the sections that are open; the server drops what stands in them. */
  sections: string[];
  parts: TemplatePart[];
  /** Parts of the current line, dropped if there are only tags without value and white space in it. */
  line: TemplatePart[];
  hasTag: boolean;
  hasContent: boolean;
}

/**
 * Sections, comments, partials and unescaped values give nothing; `<%= [[ ]] =%>` changes the delimiters.
 */
export function parseTemplate(template: string): Template {
  const reader: Reader = {
    template,
    at: 0,
    delimiters: { open: '<%', close: '%>' },
    sections: [],
    parts: [],
    line: [],
    hasTag: false,
    hasContent: false,
  };
  while (reader.at < template.length) {
    readText(reader);
    if (reader.at >= template.length) break;
    const reason = readTag(reader);
    if (reason !== undefined) return { ok: false, reason };
  }
  endLine(reader);
  const open = reader.sections.at(-1);
  if (open !== undefined) return { ok: false, reason: `the section "${open}" is not closed` };
  return { ok: true, parts: reader.parts };
}

function readText(reader: Reader): void {
  const { template, at, delimiters } = reader;
  const found = template.indexOf(delimiters.open, at);
  const end = found < 0 ? template.length : found;
  for (const text of template.slice(at, end).split(/(?<=\n)/)) {
    if (text === '') continue;
    if (reader.sections.length === 0) reader.line.push({ text });
    if (/\S/.test(text)) reader.hasContent = true;
    if (text.endsWith('\n')) endLine(reader);
  }
  reader.at = end;
}

/** Drops the white space of a line with nothing but silent tags, as the template engine does. */
function endLine(reader: Reader): void {
  if (!reader.hasTag || reader.hasContent) reader.parts.push(...reader.line);
  reader.line = [];
  reader.hasTag = false;
  reader.hasContent = false;
}

function readTag(reader: Reader): string | undefined {
  const { template, delimiters } = reader;
  const start = reader.at;
  reader.hasTag = true;
  let at = skipSpace(template, start + delimiters.open.length);
  const sign = /[#^/>{&=!]/.exec(template[at] ?? '')?.[0] ?? '';
  at = skipSpace(template, at + sign.length);
  const closing = { '{': `}${delimiters.close}`, '=': '=' }[sign] ?? delimiters.close;
  const found = template.indexOf(closing, at);
  const end =
    found < 0 || sign !== '=' ? found : template.indexOf(delimiters.close, found + closing.length);
  if (end < 0) return `the tag at character ${start + 1} is not closed`;
  const name = template.slice(at, found).trimEnd();
  reader.at = end + (sign === '=' ? delimiters.close : closing).length;
  return takeTag(reader, sign, name);
}

function takeTag(reader: Reader, sign: string, name: string): string | undefined {
  const { sections } = reader;
  if (sign === '' || sign === '{' || sign === '&') reader.hasContent = true;
  if (sign === '' && sections.length === 0) reader.line.push({ name });
  if (sign === '#' || sign === '^') sections.push(name);
  if (sign === '/') {
    if (sections.length === 0) return `the section "${name}" is not open`;
    if (sections.pop() !== name) return `the section "${name}" is closed in the wrong order`;
  }
  if (sign === '=') {
    const [open, close, ...rest] = name.split(/\s+/);
    if (!open || !close || rest.length > 0) return `the delimiters "${name}" are not two words`;
    reader.delimiters = { open, close };
  }
  return undefined;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text[at] ?? '')) at++;
  return at;
}
