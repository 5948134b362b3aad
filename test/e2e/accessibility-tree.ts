/** What a screen reader is given of a page, as Chromium tells it. */
import type { Page } from 'playwright-core';

export interface TreeNode {
  role: string;
  name: string;
  description: string;
  /** Of those that hold: `expanded`, `invalid` …; their values as text. */
  properties: Record<string, string>;
  /** Depth among the nodes that are told. */
  depth: number;
}

/** Structure without a word of its own. */
const SILENT = new Set(['none', 'generic', 'InlineTextBox', 'LabelText', 'paragraph']);

interface RawNode {
  nodeId: string;
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  description?: { value: string };
  properties?: { name: string; value: { value?: unknown } }[];
  childIds?: string[];
}

/** All that is told of the page, in the order of reading. */
export async function readTree(page: Page): Promise<TreeNode[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: RawNode[] };
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const told: TreeNode[] = [];
  const walk = (node: RawNode, depth: number) => {
    const role = node.role?.value ?? '';
    const isTold = !node.ignored && !SILENT.has(role);
    if (isTold) told.push(toNode(node, role, depth));
    for (const id of node.childIds ?? []) {
      const child = byId.get(id);
      if (child) walk(child, isTold ? depth + 1 : depth);
    }
  };
  const [root] = nodes;
  if (root) walk(root, 0);
  return told;
}

function toNode(node: RawNode, role: string, depth: number): TreeNode {
  const properties = (node.properties ?? []).map(({ name, value }) => [name, String(value.value)]);
  return {
    ...{ role, depth },
    name: node.name?.value ?? '',
    description: node.description?.value ?? '',
    properties: Object.fromEntries(properties) as Record<string, string>,
  };
}

/** Those of a role, in order. */
export function ofRole(tree: readonly TreeNode[], ...roles: string[]): TreeNode[] {
  return tree.filter(({ role }) => roles.includes(role));
}

/** What stands below a node. */
export function below(tree: readonly TreeNode[], node: TreeNode): TreeNode[] {
  const after = tree.slice(tree.indexOf(node) + 1);
  const end = after.findIndex(({ depth }) => depth <= node.depth);
  return end < 0 ? after : after.slice(0, end);
}

/** All words below a node. */
export function wordsOf(tree: readonly TreeNode[], node: TreeNode): string {
  return ofRole(below(tree, node), 'StaticText')
    .map(({ name }) => name)
    .join('');
}
