/** How far the recount of open tickets is, and what it came to. */
import type { ReactNode } from 'react';
import { Progress } from 'antd';
import type { Recount } from '#domain/sla/recount.schema';
import { Sentence, useTexts } from '../../shell/texts/useTexts.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import css from './CalendarPage.module.css';

export function RecountProgress({ recount }: { recount: Recount }): ReactNode {
  const { t } = useTexts();
  const { state, looked, total, moved, told, unanswered } = recount;
  if (state === 'done' && total === 0) return null;
  if (state === 'done') {
    return (
      <p className={css.recount} role="status" data-recount="done">
        <StateMark state="ok" size={14} isSilent />
        <span><Sentence of="calendar.recounted" count={total} parts={{ count: total, moved, told, when: <RelativeTime at={recount.endedAt ?? recount.askedAt} /> }} />{unanswered > 0 ? ` ${t('calendar.unanswered', { count: unanswered })}` : ''}</span>
      </p>
    );
  }
  return (
    <div className={css.recount} role="status" data-recount={state}>
      <Progress percent={total === 0 ? 0 : Math.min(99, Math.floor((looked / total) * 100))} size="small" aria-label={t('calendar.recounting', { looked, count: total })} />
      <span>{state === 'waiting' ? t('calendar.recountStarts') : t(recount.isHeldUp ? 'calendar.heldUp' : 'calendar.recounting', { looked, count: total })}</span>
    </div>
  );
}
