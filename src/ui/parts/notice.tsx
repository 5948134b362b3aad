/** A standing notice: something to know that stops nothing. Only a market that is not checked at all is red; what always holds is a quiet line. */
import { InfoIcon, WarningIcon } from '../icons.tsx';
import { spokenNotice } from '../messages/notices.ts';
import { languageOf } from './language-of.ts';
import { toParagraph } from './plain-text.ts';

import type { ReactNode } from 'react';
import type { Notice } from '#core/model/market.ts';

export type NoticeTone = 'quiet' | 'info' | 'warning' | 'danger';

export interface NoticeBarProps {
  tone: NoticeTone;
  children: ReactNode;
  /** Buttons or links at the end. */
  action?: ReactNode;
}

const ICONS: Record<NoticeTone, ReactNode> = {
  quiet: <InfoIcon size={16} />,
  info: <InfoIcon />,
  warning: <WarningIcon />,
  danger: <WarningIcon />,
};

/** The frame; use `NoticeView` for the notices of markets and packages. */
export function NoticeBar({ tone, children, action }: NoticeBarProps) {
  return (
    <div className={`pm-notice pm-notice-${tone}`} role="note">
      <span className="pm-notice-icon">{ICONS[tone]}</span>
      <div className="pm-notice-text">{children}</div>
      {action && <div className="pm-notice-action">{action}</div>}
    </div>
  );
}

export interface NoticeProps {
  notice: Notice;
  /** Name of the market that it is about, where the page does not say it. */
  market?: string | undefined;
  /** Longest text, in characters. */
  limit?: number;
}

export function NoticeView({ notice, market }: NoticeProps) {
  return (
    <NoticeBar tone={toneOf(notice.code)}>
      <span data-notice={notice.code}>
        <NoticeText notice={notice} market={market} />
      </span>
    </NoticeBar>
  );
}

/** The words alone, such as in a list; what only the English sentence says stands behind them. */
export function NoticeText({ notice, market, limit }: NoticeProps) {
  const { text, detail } = spokenNotice(notice, market);
  return (
    <>
      <span dir="auto">{toParagraph(text, limit)}</span>
      {detail !== undefined && (
        <span className="pm-notice-detail" dir="auto" lang={languageOf(detail)}>
          {toParagraph(detail, limit)}
        </span>
      )}
    </>
  );
}

function toneOf(code: Notice['code']): NoticeTone {
  if (code === 'trust-off') return 'danger';
  if (code === 'key-unusable' || code === 'index-mismatch') return 'warning';
  return code === 'index-unsigned' ? 'quiet' : 'info';
}
