/**
 * Markdown of a package as React elements, made from parsed tokens (security rules, decision 11):
 * raw HTML stays text, only http and https links are links, only checked pictures of the package itself are shown.
 */
import MarkdownIt from 'markdown-it';
import { createElement, Fragment, memo, useMemo } from 'react';

import { fileOfAddress } from '#core/picture-address.ts';
import { texts } from '../messages/frame.ts';
import { packageTexts } from '../messages/package.ts';
import css from '../styles/markdown.css?inline';
import { useStyles } from '../styles/use-styles.ts';
import { CodeBlock } from './code-block.tsx';
import { Picture } from './picture.tsx';
import { toParagraph, toPiece } from './plain-text.ts';

import type { ReactNode } from 'react';
import type { Token } from 'markdown-it';
import type { Pictures } from './pictures.ts';

/** Characters that are parsed; what follows is shown as it is: a parser must not hold the page. */
const MAX_PARSED = 50_000;
/** A text of more pieces than that is shown as it is: so many elements hold the page as well. */
const MAX_TOKENS = 20_000;
/** Blocks nested deeper are left out. */
const MAX_NESTING = 40;
/** Quotes and lists within each other that are moved in; more would leave no room for words on a phone. */
const MAX_INDENTS = 6;
/** Characters of an address; browsers and servers take hardly more, and a text may name one address very often. */
const MAX_ADDRESS = 2_000;

interface MarkdownProps {
  text: string;
  /** Level of the heading above; the largest heading of the text becomes the next one, and none is left out. 2 if absent. */
  below?: number;
  /** Those that the text may show; none if absent. */
  pictures?: Pictures | undefined;
}

/** The text as elements; never HTML, never a request but for the package's own pictures. */
export const Markdown = memo(function Markdown(props: MarkdownProps): ReactNode {
  useStyles('markdown', css);
  const { text, below = 2, pictures } = props;
  const { tokens, rest } = useMemo(() => parse(toParagraph(text, MAX_TEXT)), [text]);
  const place = { below, indents: 0, pictures };
  return (
    <>
      {tokens && <div className="pm-markdown">{renderTokens(tokens, place)}</div>}
      {rest && <pre className="pm-markdown-plain">{rest}</pre>}
    </>
  );
});

/** README and CHANGELOG have at most this many bytes; see limits. */
const MAX_TEXT = 4 * 1024 * 1024;

interface Parsed {
  tokens?: Token[];
  /** What is shown as it is. */
  rest?: string;
}

function parse(text: string): Parsed {
  const end = text.length <= MAX_PARSED ? text.length : endOfBlock(text);
  const tokens = parser.parse(text.slice(0, end), {});
  nestHeadings(tokens);
  const count = tokens.reduce((sum, { children }) => sum + 1 + (children?.length ?? 0), 0);
  return count > MAX_TOKENS ? { rest: text } : { tokens, rest: text.slice(end) };
}

/** Texts begin with `##` or leave levels out; by headings people find their way, so each is one below that which it stands under. */
function nestHeadings(tokens: readonly Token[]): void {
  const above: number[] = [];
  for (const token of tokens) {
    if (token.type !== 'heading_open') continue;
    const level = Number(token.tag.slice(1));
    while ((above.at(-1) ?? 0) >= level) above.pop();
    above.push(level);
    token.meta = { depth: above.length };
  }
}

/** Where the last paragraph, or at least the last line, ends that can be parsed as a whole. */
function endOfBlock(text: string): number {
  const paragraph = text.lastIndexOf('\n\n', MAX_PARSED);
  return Math.max(0, paragraph >= 0 ? paragraph : text.lastIndexOf('\n', MAX_PARSED));
}

const parser = createParser();

function createParser(): InstanceType<typeof MarkdownIt> {
  const markdown = new MarkdownIt({ html: false, linkify: true, maxNesting: MAX_NESTING });
  // Only what begins with http:// or https:// becomes a link by itself.
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  // Every address is parsed as one; `SafeLink` decides, so that a refused link shows its words, not its source.
  markdown.validateLink = () => true;
  return markdown;
}

interface Place {
  /** Level of the heading above the text. */
  below: number;
  /** Quotes and lists around. */
  indents: number;
  pictures: Pictures | undefined;
}

/** Tokens come flat, as opening and closing pairs; what is between them is the children. */
function renderTokens(tokens: readonly Token[], place: Place): ReactNode[] {
  const rendered: ReactNode[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) break;
    if (token.nesting === 1) {
      const end = closingOf(tokens, at);
      const inner = tokens.slice(at + 1, end);
      rendered.push(<Fragment key={at}>{renderPair(token, inner, place)}</Fragment>);
      at = end;
    } else {
      rendered.push(<Fragment key={at}>{renderLeaf(token, place)}</Fragment>);
    }
  }
  return rendered;
}

function closingOf(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at += 1) {
    depth += tokens[at]?.nesting ?? 0;
    if (depth === 0) return at;
  }
  return tokens.length;
}

/** The parser bounds blocks, but `***…` nests emphasis as deep as the text is long: deeper pairs are taken out, their words stay. */
function withoutDepths(tokens: readonly Token[]): Token[] {
  let depth = 0;
  return tokens.filter(({ nesting }) => {
    if (nesting === 1) depth += 1;
    const isShallow = nesting === 0 || depth <= MAX_NESTING;
    if (nesting === -1) depth -= 1;
    return isShallow;
  });
}

const INDENTED = new Set(['blockquote_open', 'bullet_list_open', 'ordered_list_open']);

/** Elements without attributes by the kind of pair; kinds that are not here show their children only. */
const PLAIN = new Map([
  ['strong_open', 'strong'],
  ['em_open', 'em'],
  ['s_open', 's'],
  ['blockquote_open', 'blockquote'],
  ['bullet_list_open', 'ul'],
  ['list_item_open', 'li'],
  ['thead_open', 'thead'],
  ['tbody_open', 'tbody'],
  ['tr_open', 'tr'],
  ['td_open', 'td'],
]);

function renderPair(token: Token, inner: readonly Token[], place: Place): ReactNode {
  const { below, indents } = place;
  const isIndented = INDENTED.has(token.type);
  const children = renderTokens(inner, isIndented ? { ...place, indents: indents + 1 } : place);
  const isFlat = isIndented && indents >= MAX_INDENTS;
  if (isFlat || (token.type === 'list_item_open' && indents > MAX_INDENTS)) {
    return <div>{children}</div>;
  }
  switch (token.type) {
    case 'paragraph_open':
      // Hidden: the item of a list without blank lines.
      return token.hidden ? children : <p>{children}</p>;
    case 'heading_open':
      return createElement(`h${Math.min(6, below + depthOf(token))}`, null, children);
    case 'ordered_list_open':
      return <ol start={firstNumber(token)}>{children}</ol>;
    case 'link_open':
      return (
        <SafeLink url={String(token.attrGet('href') ?? '')} words={wordsOf(inner)}>
          {children}
        </SafeLink>
      );
    case 'table_open':
      return (
        <div
          className="pm-markdown-table"
          tabIndex={0}
          role="group"
          aria-label={packageTexts.markdown.table}
        >
          <table>{children}</table>
        </div>
      );
    case 'th_open':
      return <th scope="col">{children}</th>;
    default: {
      const tag = PLAIN.get(token.type);
      return tag ? createElement(tag, null, children) : children;
    }
  }
}

/** Of a heading, as `nestHeadings` found it. */
function depthOf({ meta }: Token): number {
  return Number(meta?.['depth'] ?? 1);
}

/** Numbers stand beside the list, where there is room for few digits. */
function firstNumber(token: Token): number {
  const start = Number(token.attrGet('start') ?? 1);
  return start <= 999 ? start : 1;
}

function renderLeaf(token: Token, place: Place): ReactNode {
  switch (token.type) {
    case 'inline':
      return renderTokens(withoutDepths(token.children ?? []), place);
    case 'code_inline':
      return <code>{token.content}</code>;
    case 'fence':
    case 'code_block':
      return <CodeBlock text={token.content} />;
    case 'softbreak':
      return '\n';
    case 'hardbreak':
      return <br />;
    case 'hr':
      return <hr />;
    case 'image':
      return <Image token={token} pictures={place.pictures} />;
    default:
      // Entities were decoded: what was taken out of the text can be back.
      return toPiece(token.content);
  }
}

interface ImageProps {
  token: Token;
  pictures: Pictures | undefined;
}

/** U05: an address that is none of the package's own pictures is never asked for; its words stand in its place. */
function Image({ token, pictures }: ImageProps): ReactNode {
  const alt = toPiece(token.content);
  const { image, imageOf } = packageTexts.markdown;
  const words = <span className="pm-markdown-image">{alt ? imageOf(alt) : image}</span>;
  const file = fileOfAddress(String(token.attrGet('src') ?? ''));
  if (!pictures || file === undefined || !pictures.has(file)) return words;
  return <Picture pictures={pictures} file={file} alt={alt} otherwise={words} />;
}

function wordsOf(tokens: readonly Token[]): string {
  return tokens.map(({ content }) => content).join('');
}

interface SafeLinkProps {
  url: string;
  /** What is to be read in its place. */
  words: string;
  children: ReactNode;
}

/** A link out of the plugin that says its host; text alone when the address is none of the web. */
function SafeLink({ url, words, children }: SafeLinkProps): ReactNode {
  const target = toWebAddress(url);
  if (!target) return <span>{children}</span>;
  return (
    <>
      <a href={target.href} title={target.host} target="_blank" rel="noopener noreferrer">
        {children}
      </a>
      {namesOther(words, target) && texts.withMore('', target.host)}
    </>
  );
}

/** U05: words that read like an address must not hide that the link leads elsewhere. */
function namesOther(words: string, { host }: URL): boolean {
  if (!/[\p{L}\p{N}]\.\p{L}{2}/u.test(words)) return false;
  const named = /^\s*(?:https?:\/\/)?([^\s/?#]+)/i.exec(words)?.[1];
  return named?.toLowerCase() !== host;
}

/** The address if it is an absolute http or https one without user information (U03). */
function toWebAddress(url: string): URL | undefined {
  if (url.length > MAX_ADDRESS || !/^https?:\/\//i.test(url) || !URL.canParse(url))
    return undefined;
  const address = new URL(url);
  return address.username || address.password ? undefined : address;
}
