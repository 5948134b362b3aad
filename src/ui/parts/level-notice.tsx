/** The red notice of a market that is not checked, on pages that have no package to show. */
import { useServices } from '../services.ts';
import { withLevelNotice } from './market-level.ts';
import { NoticeView } from './notice.tsx';
import { findMarket } from './subject.ts';

/** `market` is the `id` of a market. */
export function LevelNotice({ market }: { market: string }) {
  const config = findMarket(useServices(), market);
  return withLevelNotice(config).map((notice) => <NoticeView key={notice.code} notice={notice} />);
}
