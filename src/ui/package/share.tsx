/** What is taken elsewhere: the address of this version, and the line that installs it from a terminal. */
import { packageTexts } from '../messages/package.ts';
import { Button } from '../parts/button.tsx';
import { CodeBlock } from '../parts/code-block.tsx';
import { CopyOutcome } from '../parts/copy-outcome.tsx';
import { saveText } from '../parts/save-text.ts';
import { useCopy } from '../parts/use-copy.ts';
import { formatHash } from '../router.ts';
import { useServices } from '../services.ts';
import { toCommandLine } from './command-line.ts';

import type { OpenPackage } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { Services } from '../services.ts';

export interface ShareProps {
  opened: OpenPackage;
  licenseAccepted: boolean;
}

export function Share({ opened, licenseAccepted }: ShareProps): ReactNode {
  const services = useServices();
  const copying = useCopy(() => linkTo(opened, services));
  return (
    <div className="pm-share">
      <Button
        onFocus={copying.arm}
        onPointerEnter={copying.arm}
        onClick={() => void copying.copy()}
      >
        {packageTexts.share.copyLink}
      </Button>
      <CopyOutcome copying={copying} />
      {!opened.refusal && opened.spec.actions.length > 0 && (
        <Command opened={opened} licenseAccepted={licenseAccepted} />
      )}
    </div>
  );
}

function Command({ opened, licenseAccepted }: ShareProps): ReactNode {
  const services = useServices();
  const words = packageTexts.share;
  const { text, certificates } = toCommandLine({
    opened,
    user: services.user,
    cluster: services.about?.cluster,
    cdap: services.config().cdap,
    portal: window.location.href,
    licenseAccepted,
  });
  return (
    <details className="pm-request pm-command">
      <summary>{words.command}</summary>
      <p className="pm-soft">{words.commandHint}</p>
      <CodeBlock text={text} copy={words.copyCommand} />
      {!licenseAccepted && <p className="pm-soft">{words.acceptHint}</p>}
      {text.includes('--cdap ') && <p className="pm-soft">{words.cdapTokenHint}</p>}
      {certificates.length > 0 && (
        <>
          <p className="pm-soft">{words.keysHint(certificates.length)}</p>
          <p className="pm-buttons">
            {certificates.map((each) => (
              <Button key={each.file} onClick={() => saveText(each.file, `${each.text.trim()}\n`)}>
                {words.saveKey(each.file)}
              </Button>
            ))}
          </p>
        </>
      )}
    </details>
  );
}

/** Without the token, should the portal ever put it into its address. */
function linkTo({ market, name, version }: OpenPackage, { redact }: Services): string {
  const { origin, pathname, search } = window.location;
  const hash = formatHash({ page: 'package', market: market.id, name, version });
  const link = `${origin}${pathname}${search}${hash}`;
  return redact ? redact(link) : link;
}
