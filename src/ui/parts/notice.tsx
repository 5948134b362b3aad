/** A standing notice: something to know that stops nothing. Only a market that is not checked at all is red; what always holds is a quiet line. */
import { InfoIcon, WarningIcon } from '../icons.tsx';
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

export function NoticeView({ notice }: { notice: Notice }) {
  return (
    <NoticeBar tone={toneOf(notice.code)}>
      <span data-notice={notice.code} dir="auto">
        {toParagraph(notice.text)}
      </span>
    </NoticeBar>
  );
}

function toneOf(code: Notice['code']): NoticeTone {
  if (code === 'trust-off') return 'danger';
  if (code === 'key-unusable' || code === 'index-mismatch') return 'warning';
  return code === 'index-unsigned' ? 'quiet' : 'info';
}
