/** The packages of an install as one tree, each with why, by whom and under which licence. */
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';

import { TreeView } from '#ui/install/tree-view.tsx';
import { axeViolations } from '../../fakes/page.tsx';
import { fakeMarket } from '../../fakes/services.ts';
import { openPackage } from './some-package.ts';

import type { OpenPackage, TreeNode } from '#core/model/market.ts';

afterEach(cleanup);

const node = (
  opened: OpenPackage,
  why: TreeNode['why'],
  more: Partial<Pick<TreeNode, 'asked' | 'children'>> = {},
): TreeNode => ({
  name: opened.name,
  version: opened.version,
  label: opened.spec.label ?? opened.name,
  why,
  asked: opened.version,
  children: [],
  ...more,
});

const image = openPackage('image', { key: 'B' });
const data = openPackage('data');
const driver = openPackage('driver', { license: undefined });
const app = openPackage('app');

function draw(children?: TreeNode[]) {
  const shown: string[] = [];
  const shared = node(image, 'component', { asked: '[1.0,2.0)' });
  const root = node(app, 'root', {
    children: children ?? [
      node(data, 'dependency', { children: [shared] }),
      node(driver, 'action'),
      shared,
    ],
  });
  const step = (number: number, { name, version }: OpenPackage) => ({
    number,
    package: { name, version, label: name },
  });
  render(
    <TreeView
      tree={{ root, packages: [image, data, driver, app] }}
      market={fakeMarket({ name: 'Example market' })}
      steps={[step(1, data), step(2, data), step(3, data), step(4, driver), step(5, app)]}
      accepted={(opened) => opened === data}
      onLicense={(opened) => shown.push(opened.name)}
    />,
  );
  return { shown, user: userEvent.setup() };
}

/** The line of a package, without those below it. */
const line = (label: string, at = 0) => {
  const found = screen.getAllByText(label)[at]?.closest<HTMLElement>('.pm-tree-line');
  if (!found) throw new Error(`no line of ${label}`);
  return found;
};

describe('the tree', () => {
  it('is not there for a package that needs no other', () => {
    draw([]);
    expect(screen.queryByRole('heading')).toBeNull();
  });

  it('says why each package is there, and in which steps', () => {
    draw();
    expect(line('App').textContent).toContain('The package that you install: step 5.');
    expect(line('Data').textContent).toContain('Installed first: steps 1 to 3.');
    expect(line('Driver').textContent).toContain('Installed on the way: step 4.');
    expect(line('Image').textContent).toContain('Only a file of it is used');
    expect(line('Image').textContent).toContain('Asked for: [1.0,2.0).');
  });

  it('marks what stands in it once more', () => {
    draw();
    expect(line('Image', 0).textContent).not.toContain('see above');
    expect(line('Image', 1).textContent).toContain('see above');
    expect(line('Image', 1).textContent).toContain('it is taken once');
  });

  it('spells the key out where it is another one', () => {
    draw();
    const key = (letter: string) => letter.repeat(40);
    expect(line('App').textContent).toContain(`Signed by Example market, fingerprint ${key('A')}`);
    expect(line('Data').textContent).toContain('Signed by Example market with the same key');
    expect(line('Image').textContent).toContain(key('B'));
  });

  it('says what was not verified', () => {
    const loose = openPackage('loose', { level: 'off' });
    render(
      <TreeView
        tree={{
          root: node(app, 'root', { children: [node(loose, 'dependency')] }),
          packages: [loose, app],
        }}
        market={fakeMarket()}
        accepted={() => true}
        onLicense={() => undefined}
      />,
    );
    expect(line('Loose').textContent).toContain('Not verified');
  });

  it('leads to each licence and tells whether it was accepted', async () => {
    const { shown, user } = draw();
    expect(line('Data').textContent).toContain('accepted');
    expect(line('App').textContent).toContain('not accepted yet');
    expect(within(line('Driver')).queryByRole('button')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Licence of Data 1.0.0' }));
    expect(shown).toEqual(['data']);
  });

  it('folds by the keyboard', async () => {
    const { user } = draw();
    const toggle = screen.getByRole('button', { name: 'What Data needs' });
    toggle.focus();
    await user.keyboard('{Enter}');
    expect(toggle.getAttribute('aria-expanded')).toBe('false');
    expect(screen.getAllByText('Image').length).toBe(1);
  });

  it('breaks no rule of axe', async () => {
    draw();
    expect(await axeViolations()).toEqual([]);
  });
});
