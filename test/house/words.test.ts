/** All that pages say stands in src/ui/messages, once for each language. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ui = join(import.meta.dirname, '../../src/ui');

/** Attributes and properties that are read or read out. */
const SPOKEN =
  /^(?:aria-(?:label|description|roledescription|valuetext|placeholder)|title|alt|placeholder|label|legend|heading|context|word|action|dismiss|hint|about|caption)$/;
/** Keys of the keyboard, names of elements and events, formats, and proper names are no words. */
const NAMES =
  /^(?:Escape|Enter|Tab|Home|End|PageUp|PageDown|Arrow(?:Up|Down|Left|Right)|Backspace|Delete|Shift|Control|Meta|Alt|OpenPAI|CDAP|UTC|Highlight)$/;
const WORD = /^\p{Lu}\p{Ll}+(?:[.…:?!]|$)/u;
const SENTENCE = /\p{L}{2,}[,;:]? \p{Ll}{1,}[ .,;:…?!']|^\p{Lu}\p{Ll}+ \p{Ll}+|\p{Script=Han}/u;

/** `input, select, textarea`. */
const SELECTOR = /^[a-z]+(?:, [a-z]+)+$/;

interface Found {
  place: string;
  text: string;
}

/** Texts of a component that somebody would read; commas, colons and brackets are others in Chinese. */
function findWords(path: string, text: string): Found[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TSX);
  const found: Found[] = [];
  const add = (node: ts.Node, words: string) => {
    const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    found.push({ place: `${path}:${line}`, text: words.trim() });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || isDeveloperError(node)) return;
    if (ts.isJsxText(node)) {
      if (/[\p{L},;:.()]/u.test(node.text) && !isLiteral(node)) add(node, node.text);
    } else if (ts.isStringLiteralLike(node) || isTemplatePiece(node)) {
      if (isWords(node, node.text)) add(node, node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isTemplatePiece(
  node: ts.Node,
): node is ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail {
  return ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
}

function isWords(node: ts.Node, text: string): boolean {
  const name = nameOf(node);
  if (name === 'className' || text.includes('pm-')) return false;
  if (name !== undefined && SPOKEN.test(name)) return /\p{L}/u.test(text);
  if (isShown(node)) return /[\p{L},;:()]/u.test(text);
  if (SENTENCE.test(text) && !SELECTOR.test(text)) return true;
  return WORD.test(text) && !NAMES.test(text) && !isCompared(node);
}

/** Of the attribute or the property whose value it is, also by a choice in between. */
function nameOf(node: ts.Node): string | undefined {
  const { parent } = node;
  if (ts.isJsxAttribute(parent) || ts.isPropertyAssignment(parent)) {
    return parent.name === node ? undefined : parent.name.getText();
  }
  const passes =
    ts.isJsxExpression(parent) ||
    ts.isTemplateExpression(parent) ||
    ts.isTemplateSpan(parent) ||
    (ts.isConditionalExpression(parent) && parent.condition !== node);
  return passes ? nameOf(parent) : undefined;
}

/** In braces between elements. */
function isShown(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isJsxExpression(parent)) return !ts.isJsxAttribute(parent.parent);
  const passes =
    ts.isTemplateExpression(parent) ||
    ts.isTemplateSpan(parent) ||
    ts.isParenthesizedExpression(parent) ||
    (ts.isConditionalExpression(parent) && parent.condition !== node) ||
    (ts.isBinaryExpression(parent) &&
      parent.right === node &&
      /^(?:&&|\|\||\?\?)$/.test(parent.operatorToken.getText()));
  return passes && isShown(parent);
}

function isCompared({ parent }: ts.Node): boolean {
  return (
    ts.isCaseClause(parent) ||
    (ts.isBinaryExpression(parent) && /^[!=]==$/.test(parent.operatorToken.getText()))
  );
}

/** `new Error` is a bug of ours and told to nobody but us. */
function isDeveloperError(node: ts.Node): boolean {
  return ts.isNewExpression(node) && /^(?:Range|Type)?Error$/.test(node.expression.getText());
}

/** What stands on a key of the keyboard, and what is code, is the same in every language. */
function isLiteral({ parent }: ts.Node): boolean {
  return ts.isJsxElement(parent) && /^(?:kbd|code)$/.test(parent.openingElement.tagName.getText());
}

function listComponents(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !path.startsWith('messages'));
}

describe('the search for words', () => {
  it.each([
    ['a text', 'const A = () => <p>Hello there</p>;'],
    ['one word', 'const A = () => <b>{on ? "Hide" : "Show"}</b>;'],
    ['a small word', 'const A = () => <b>{on && "done"}</b>;'],
    ['a label', 'const A = () => <input aria-label="search" />;'],
    ['a chosen label', 'const A = () => <input placeholder={on ? "search" : undefined} />;'],
    ['a sentence anywhere', 'const words = { refused: "this is not taken." };'],
    ['a template', 'const say = (n) => `Installed ${n} of them all`;'],
    ['the comma of a language', 'const A = () => <p>{time}, {count}</p>;'],
    ['Chinese', 'const A = () => <p title={"安装"} />;'],
  ])('finds %s', (_what, text) => {
    expect(findWords('a.tsx', text)).not.toEqual([]);
  });

  it.each([
    ['names of classes', 'const A = () => <p className="pm-page pm-installed is this" />;'],
    ['code', 'const A = () => <code>{name}: {value}</code>;'],
    ['keys', 'if (event.key === "Escape" || KEYS.has("ArrowDown")) close();'],
    ['numbers and signs', 'const A = () => <p>{count} · {more} / {all}</p>;'],
    ['bugs of ours', 'throw new Error("no provider above this view");'],
    ['comments', '/** Says what happened. */ const a = 1;'],
  ])('passes %s', (_what, text) => {
    expect(findWords('a.tsx', text)).toEqual([]);
  });
});

it('finds no words in components', () => {
  const found = listComponents(ui).flatMap((path) =>
    findWords(path, readFileSync(join(ui, path), 'utf8')),
  );
  expect(found).toEqual([]);
});
