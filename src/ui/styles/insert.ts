/** Puts a style sheet into the page once; every rule in it is below `.pai-market` or `.pai-market-layer`. */
import alerts from './alerts.css?inline';
import base from './base.css?inline';
import cards from './cards.css?inline';
import empty from './empty.css?inline';
import facets from './facets.css?inline';
import market from './market.css?inline';
import notices from './notices.css?inline';
import parts from './parts.css?inline';
import reset from './reset.css?inline';
import searchField from './search-field.css?inline';

const ATTRIBUTE = 'data-pai-market-style';

/** The sheets of the first page. */
export function insertFrameStyles(document: Document): void {
  const sheets = [reset, base, parts, alerts, notices, searchField, market, cards, facets, empty];
  insertStyle(document, 'frame', sheets.join('\n'));
}

/** `name` tells sheets apart; a sheet that is there already stays as it is. */
export function insertStyle(document: Document, name: string, css: string): void {
  for (const style of document.head.querySelectorAll(`style[${ATTRIBUTE}]`)) {
    if (style.getAttribute(ATTRIBUTE) === name) return;
  }
  const style = document.createElement('style');
  style.setAttribute(ATTRIBUTE, name);
  style.textContent = css;
  document.head.append(style);
}
