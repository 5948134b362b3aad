/** A key that a market announced: of use to administrators only, so it is folded up; with the lines to paste. */
import { Button } from '../parts/button.tsx';
import { CopyOutcome } from '../parts/copy-outcome.tsx';
import { Fingerprint } from '../parts/fingerprint.tsx';
import { NoticeBar, NoticeText } from '../parts/notice.tsx';
import { marketName } from '../parts/market-name.ts';
import { useCopy } from '../parts/use-copy.ts';
import { texts } from '../messages/frame.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { Notice } from '#core/model/market.ts';

export function AnnouncedKeys({ config, notices }: { config: MarketConfig; notices: Notice[] }) {
  const keys = [...new Set(notices.flatMap(({ text }) => text.match(FINGERPRINT) ?? []))];
  const lines = configLines(config, keys);
  const copying = useCopy(() => `${lines}\n`);
  return (
    <NoticeBar tone="quiet">
      <details className="pm-remarks" data-notice="key-announced">
        <summary>{texts.index.keyAnnounced(marketName(config))}</summary>
        {notices.map((notice, at) => (
          <p key={at}>
            <NoticeText notice={notice} market={marketName(config)} />
          </p>
        ))}
        {keys.map((key) => (
          <p key={key}>
            <Fingerprint value={key} />
          </p>
        ))}
        <p>{texts.index.keyLines}</p>
        <pre tabIndex={0} aria-label={texts.index.keyLinesLabel}>
          {lines}
        </pre>
        <div className="pm-actions">
          <Button onFocus={copying.arm} onClick={() => void copying.copy()}>
            {texts.index.copyLines}
          </Button>
        </div>
        <CopyOutcome copying={copying} />
      </details>
    </NoticeBar>
  );
}

const FINGERPRINT = /\b(?:[0-9A-F]{64}|[0-9A-F]{40})\b/g;

/** JSON, which is YAML, too: the portal's configuration may be either. The certificate itself must come another way. */
function configLines({ keys, fingerprints = [] }: MarketConfig, announced: string[]): string {
  const all = [...fingerprints, ...announced.filter((key) => !fingerprints.includes(key))];
  const certificates = [
    ...(keys ?? []).filter((key) => /^https?:/i.test(key)),
    ...(keys?.some((key) => !/^https?:/i.test(key)) ? [texts.index.keepCertificates] : []),
    ...announced.map(texts.index.newCertificate),
  ];
  return `"keys": ${JSON.stringify(certificates, null, 2)},\n"fingerprints": ${JSON.stringify(all, null, 2)}`;
}
