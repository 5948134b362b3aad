/** Finds what scrolls: in the portal the content area, on a bare page the document. */
export function scrollParent(element: HTMLElement): Element {
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    const { overflowY } = getComputedStyle(parent);
    if (overflowY === 'auto' || overflowY === 'scroll') return parent;
  }
  return element.ownerDocument.scrollingElement ?? element.ownerDocument.documentElement;
}
