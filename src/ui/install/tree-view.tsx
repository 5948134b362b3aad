/** All packages of an install as one tree: which version was asked for and chosen, why, by whom, and under which licence. */
import { useState } from 'react';

import { installTexts } from '../messages/install.ts';
import { Button } from '../parts/button.tsx';
import { Fingerprint } from '../parts/fingerprint.tsx';
import { marketName } from '../parts/market-name.ts';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { Sentence } from '../parts/sentence.tsx';
import { texts } from '../messages/frame.ts';
import css from '../styles/install-tree.css?inline';
import { useStyles } from '../styles/use-styles.ts';

import type { OpenPackage, TreeNode } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { TreeViewProps } from './form-props.ts';

/** Nothing where the package needs no other. */
export function TreeView(props: TreeViewProps): ReactNode {
  useStyles('install-tree', css);
  const { root, packages } = props.tree;
  if (root.children.length === 0) return null;
  const others = packages.filter((each) => keyOf(each) !== keyOf(root)).map(labelOf);
  const words = installTexts.before.tree;
  return (
    <section className="pm-tree" aria-labelledby="pm-tree-title">
      <h2 id="pm-tree-title" className="pm-subtitle">
        {words.title}
      </h2>
      <details className="pm-request">
        <summary>
          <Sentence
            words={words.needs(others.length)}
            parts={{ others: <span dir="auto">{words.others(others)}</span> }}
          />
        </summary>
        <ul>
          <Branch {...props} node={root} path="" first={firstPlaces(root)} />
        </ul>
      </details>
    </section>
  );
}

function labelOf({ spec, name, version }: OpenPackage): string {
  return `${toLine(spec.label ?? name, TEXT_LIMITS.label)} ${toLine(version, TEXT_LIMITS.label)}`;
}

interface BranchProps extends TreeViewProps {
  node: TreeNode;
  /** Place in the tree, such as `.0.2`. */
  path: string;
  /** The first place of each version. */
  first: ReadonlyMap<string, string>;
}

function Branch(props: BranchProps): ReactNode {
  const { node, path, first, tree } = props;
  const [open, setOpen] = useState(true);
  const opened = tree.packages.find((each) => keyOf(each) === keyOf(node));
  const again = first.get(keyOf(node)) !== path;
  const children = again ? [] : node.children;
  const label = toLine(node.label, TEXT_LIMITS.label);
  return (
    <li className="pm-tree-node" data-why={node.why}>
      <div className="pm-tree-line">
        {children.length > 0 ? (
          <button
            type="button"
            className="pm-tree-toggle"
            aria-expanded={open}
            aria-label={installTexts.before.tree.needsOf(label)}
            onClick={() => setOpen(!open)}
          />
        ) : (
          <span className="pm-tree-leaf" aria-hidden="true" />
        )}
        <div className="pm-tree-text">
          <p>
            <strong dir="auto">{label}</strong>{' '}
            <span className="pm-tree-version">
              <bdi>{toLine(node.version, TEXT_LIMITS.label)}</bdi>
            </span>
            {again && (
              <span className="pm-chip pm-tree-again">{installTexts.before.tree.again}</span>
            )}
          </p>
          <p className="pm-soft" dir="auto">
            {wordsOf(props)}
          </p>
          {!again && opened && <Proof {...props} opened={opened} />}
        </div>
      </div>
      {children.length > 0 && open && (
        <ul>
          {children.map((child, at) => (
            <Branch {...props} key={at} node={child} path={`${path}.${at}`} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** Who signed it, and its licence. */
function Proof(props: BranchProps & { opened: OpenPackage }): ReactNode {
  const { opened, accepted, onLicense } = props;
  const label = labelOf(opened);
  const words = installTexts.before.tree;
  return (
    <div className="pm-tree-proof">
      <Signature {...props} />
      {opened.license && (
        <>
          <Button kind="link" onClick={() => onLicense(opened)}>
            {words.license}
            <span className="pm-hidden">{words.licenseOf(label)}</span>
          </Button>
          <span className="pm-soft">{accepted(opened) ? words.accepted : words.notAccepted}</span>
        </>
      )}
    </div>
  );
}

/** The key is spelled out where it is not the one of the package that was asked for. */
function Signature({ opened, market, tree, node }: BranchProps & { opened: OpenPackage }) {
  const { signers, level, pinned } = opened.evidence;
  const name = marketName(market);
  const words = installTexts.before.tree;
  if (level === 'off' || (signers.length === 0 && !pinned)) {
    return <span className="pm-tree-unproved">{words.notVerified}</span>;
  }
  if (signers.length === 0) return <span>{words.pinned(name)}</span>;
  const root = tree.packages.find((each) => keyOf(each) === keyOf(tree.root));
  if (node.why !== 'root' && root && keysOf(root) === keysOf(opened)) {
    return <span>{words.sameKey(name)}</span>;
  }
  return signers.map(({ fingerprint, userId }) => (
    <span key={fingerprint}>
      {texts.trust.signedBy(name)} <Fingerprint value={fingerprint} />
      {userId && (
        <span className="pm-trust-user" dir="auto">
          {texts.trust.userId(toLine(userId, TEXT_LIMITS.userId))}
        </span>
      )}
    </span>
  ));
}

function keysOf({ evidence }: OpenPackage): string {
  return evidence.signers.map(({ fingerprint }) => fingerprint).join(' ');
}

/** Why it is there, at which steps, and what was asked for. */
function wordsOf({ node, steps, path, first }: BranchProps): string {
  const words = installTexts.before.tree;
  if (node.why === 'root') return words.root(stepWords(node, steps));
  const asked =
    node.asked === node.version ? '' : words.asked(toLine(node.asked, TEXT_LIMITS.label));
  if (first.get(keyOf(node)) !== path) return words.neededAgain + asked;
  switch (node.why) {
    case 'dependency':
      return words.dependency(stepWords(node, steps)) + asked;
    case 'action':
      return words.action(stepWords(node, steps)) + asked;
    case 'component':
      return words.component + asked;
  }
}

/** Such as ": step 3", ": steps 1 and 2". */
function stepWords(node: TreeNode, steps: TreeViewProps['steps']): string {
  const own = (steps ?? []).filter((step) => keyOf(step.package) === keyOf(node));
  const [one] = own;
  const last = own.at(-1);
  if (!one || !last) return '';
  const words = installTexts.before.tree;
  if (own.length === 1) return words.step(one.number);
  const inRow = last.number - one.number === own.length - 1 && own.length > 2;
  return inRow
    ? words.stepsTo(one.number, last.number)
    : words.steps(own.map(({ number }) => number));
}

/** In the order in which the tree is read. */
function firstPlaces(root: TreeNode): Map<string, string> {
  const first = new Map<string, string>();
  const visit = (node: TreeNode, path: string) => {
    if (first.has(keyOf(node))) return;
    first.set(keyOf(node), path);
    node.children.forEach((child, at) => visit(child, `${path}.${at}`));
  };
  visit(root, '');
  return first;
}

function keyOf({ name, version }: { name: string; version: string }): string {
  return `${name}@${version}`;
}
