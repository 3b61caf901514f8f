/** Somebody else saved what is being edited here: said at once, with nothing of either lost. */
import type { ReactNode } from 'react';
import { Button } from 'antd';
import { Sentence, useTexts } from '../shell/texts/useTexts.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import css from './ConflictNotice.module.css';

export function ConflictNotice({ by, at, onKeep, onDrop }: { by: string; at: string | null; onKeep: () => void; onDrop: () => void }): ReactNode {
  const { t } = useTexts();
  return (
    <div className={css.notice} role="alert" data-conflict>
      <StateMark state="warning" size={16} isSilent />
      <p><Sentence of="calendar.conflict" parts={{ by: <bdi>{by}</bdi>, when: at === null ? '' : <RelativeTime at={at} /> }} /></p>
      <div className={css.actions}><Button size="small" onClick={onKeep}>{t('calendar.conflictKeep')}</Button><Button size="small" onClick={onDrop}>{t('calendar.conflictDrop')}</Button></div>
    </div>
  );
}
