/** A package with all that it needs, as lines. */
import type { PackageTree, TreeNode } from '#core/model/market.ts';

const WHY: Record<TreeNode['why'], string> = {
  root: '',
  dependency: 'installed first',
  action: 'installed as a step',
  component: 'a part of the job is taken from it',
};

/** Empty for a package that needs no other. */
export function treeText({ root, packages }: PackageTree): string {
  if (root.children.length === 0) return '';
  const licensed = packages.filter(({ license }) => license !== undefined);
  const names = licensed.map(({ name, version }) => `${name} ${version}`);
  const licences = names.length === 0 ? [] : [`licences: ${names.join(', ')}`];
  const lines = ['packages:', ...nodeLines(root, 1), ...licences];
  return lines.map((line) => `${line}\n`).join('');
}

function nodeLines(node: TreeNode, depth: number): string[] {
  const { name, version, asked, why, children } = node;
  const wish = asked === version ? '' : `, asked for as ${asked}`;
  const words = why === 'root' ? '' : `: ${WHY[why]}${wish}`;
  return [
    `${'  '.repeat(depth)}${name} ${version}${words}`,
    ...children.flatMap((child) => nodeLines(child, depth + 1)),
  ];
}
