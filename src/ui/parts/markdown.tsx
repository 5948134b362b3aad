/**
 * Markdown of a package as React elements, made from parsed tokens (security rules, decision 11):
 * raw HTML stays text, only http and https links are links, no image is loaded.
 */
import MarkdownIt from 'markdown-it';
import { createElement, Fragment, memo, useMemo } from 'react';

import { toParagraph } from './plain-text.ts';

import type { ReactNode } from 'react';
import type { Token } from 'markdown-it';

/** Past this the text is shown as it is: a parser must not hold the page. */
const MAX_PARSED = 200_000;
/** Blocks nested deeper are left out. */
const MAX_NESTING = 40;

interface MarkdownProps {
  text: string;
  /** Level of the heading above; a `#` in the text becomes the next one. 2 if absent. */
  below?: number;
}

/** The text as elements; never HTML, never a request. */
export const Markdown = memo(function Markdown({ text, below = 2 }: MarkdownProps): ReactNode {
  const shown = useMemo(() => toParagraph(text, MAX_TEXT), [text]);
  const tokens = useMemo(
    () => (shown.length > MAX_PARSED ? undefined : parser.parse(shown, {})),
    [shown],
  );
  if (!tokens) return <pre className="pm-markdown-plain">{shown}</pre>;
  return <div className="pm-markdown">{renderTokens(tokens, below)}</div>;
});

/** README and CHANGELOG have at most this many bytes; see limits. */
const MAX_TEXT = 4 * 1024 * 1024;

const parser = createParser();

function createParser(): InstanceType<typeof MarkdownIt> {
  const markdown = new MarkdownIt({ html: false, linkify: true, maxNesting: MAX_NESTING });
  // Only what begins with http:// or https:// becomes a link by itself.
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  // Every address is parsed as one; `SafeLink` decides, so that a refused link shows its words, not its source.
  markdown.validateLink = () => true;
  return markdown;
}

/** Tokens come flat, as opening and closing pairs; what is between them is the children. */
function renderTokens(tokens: readonly Token[], below: number): ReactNode[] {
  const rendered: ReactNode[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) break;
    if (token.nesting === 1) {
      const end = closingOf(tokens, at);
      const children = renderTokens(tokens.slice(at + 1, end), below);
      rendered.push(<Fragment key={at}>{renderPair(token, children, below)}</Fragment>);
      at = end;
    } else {
      rendered.push(<Fragment key={at}>{renderLeaf(token, below)}</Fragment>);
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

function renderPair(token: Token, children: ReactNode[], below: number): ReactNode {
  switch (token.type) {
    case 'paragraph_open':
      // Hidden: the item of a list without blank lines.
      return token.hidden ? children : <p>{children}</p>;
    case 'heading_open':
      return createElement(`h${Math.min(6, below + headingLevel(token))}`, null, children);
    case 'ordered_list_open':
      return <ol start={Number(token.attrGet('start') ?? 1)}>{children}</ol>;
    case 'link_open':
      return <SafeLink url={String(token.attrGet('href') ?? '')}>{children}</SafeLink>;
    case 'table_open':
      return (
        <div className="pm-markdown-table" tabIndex={0} role="group" aria-label="Table">
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

function headingLevel(token: Token): number {
  return Number(token.tag.slice(1)) || 1;
}

function renderLeaf(token: Token, below: number): ReactNode {
  switch (token.type) {
    case 'inline':
      return renderTokens(withoutDepths(token.children ?? []), below);
    case 'code_inline':
      return <code>{token.content}</code>;
    case 'fence':
    case 'code_block':
      // Focusable, so that the keyboard can scroll what is wider than the page.
      return (
        <pre tabIndex={0}>
          <code>{token.content}</code>
        </pre>
      );
    case 'softbreak':
      return '\n';
    case 'hardbreak':
      return <br />;
    case 'hr':
      return <hr />;
    case 'image':
      return <span className="pm-markdown-image">{imageWords(token.content)}</span>;
    default:
      return token.content;
  }
}

function imageWords(alt: string): string {
  return alt ? `[Image: ${alt}]` : '[Image]';
}

/** A link out of the plugin that says its host; text alone when the address is none of the web. */
function SafeLink({ url, children }: { url: string; children: ReactNode }): ReactNode {
  const target = toWebAddress(url);
  if (!target) return <span>{children}</span>;
  return (
    <a href={target.href} title={target.host} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

/** The address if it is an absolute http or https one without user information (U03). */
function toWebAddress(url: string): URL | undefined {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined;
  const address = new URL(url);
  return address.username || address.password ? undefined : address;
}
