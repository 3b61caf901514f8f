/** What a run waits for that another one has: each lock, who holds it since when, and how many come first. */
import type { ReactNode } from 'react';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { shortTime } from '../../ui/time.ts';
import { useNow } from '../../ui/useNow.ts';
import type { Overlay } from './useOverlay.ts';

/** The first few; a run may wait at many steps. */
const shown = 3;

export function LockWaits({ locks, className }: { locks: Overlay['locks']; className?: string | undefined }): ReactNode {
  const { t, locale } = useTexts();
  const now = useNow();
  const waits = locks.filter(({ phase }) => phase === 'asked').slice(0, shown);
  return waits.map(({ lock, node, holder, before }) => (
    <span key={`${node} ${lock}`} className={className} data-lock-wait={lock}>
      {holder === null ? t('lock.waits', { lock }) : t('lock.waitsFor', { lock, key: holder.key, time: shortTime(holder.since, locale, now) })} · {before === 0 ? t('lock.next') : t('lock.before', { count: before })}
    </span>
  ));
}
