/** The licences of several packages in turn; a text that several of them have is asked once. */
import { useState } from 'react';

import { LicenseDialog } from './dialog.tsx';

import type { OpenPackage } from '#core/model/market.ts';
import type { ReactNode } from 'react';

export interface LicensesDialogProps {
  /** Those that are still to be accepted; changes while it is open are not looked at. */
  packages: OpenPackage[];
  /** Every one of them was accepted. */
  onAccept: (packages: OpenPackage[]) => void;
  /** "Decline" at any of them, or Escape; none counts as accepted. */
  onDismiss: () => void;
}

export function LicensesDialog(props: LicensesDialogProps): ReactNode {
  const { onAccept, onDismiss } = props;
  const [packages] = useState(props.packages);
  const [at, setAt] = useState(0);
  const licenses = groupByText(packages);
  const [opened, ...others] = licenses[at] ?? [];
  if (!opened) return null;
  const accept = () => {
    if (at < licenses.length - 1) setAt(at + 1);
    else onAccept(packages);
  };
  return (
    <LicenseDialog
      label={labelOf(opened)}
      version={opened.version}
      licenseId={opened.spec.licenseId}
      text={opened.license?.text ?? ''}
      others={others.map((each) => `${labelOf(each)} ${each.version}`)}
      place={{ at: at + 1, of: licenses.length }}
      onAccept={accept}
      onDismiss={onDismiss}
    />
  );
}

/** By exact text and stated licence, in their order. */
function groupByText(packages: readonly OpenPackage[]): OpenPackage[][] {
  const groups = new Map<string, OpenPackage[]>();
  for (const each of packages) {
    const key = `${each.license?.sha256 ?? ''} ${each.spec.licenseId ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()];
}

function labelOf({ spec, name }: OpenPackage): string {
  return spec.label ?? name;
}
