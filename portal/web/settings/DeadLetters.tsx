/** Alarm bodies that were authentic but could not be understood, with the reason; the newest first. */
import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import type { DeadLetter } from '#domain/alarm/alarm.schema';
import { useRead } from '../shell/api/read.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Loading } from '../ui/Loading.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import css from './SettingsPage.module.css';

export function DeadLetters(): ReactNode {
  const { t } = useTexts();
  const list = useRead('deadLetters.list', { query: { limit: 50 } }, { refetchMs: 30_000 });
  if (list.error && !list.data) return <ErrorNotice fault={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading rows={4} height={80} />;
  return (
    <>
      <p className={css.about}>{t('dead.about')}</p>
      {list.data.items.length === 0 ? <EmptyState icon="letter" title={t('dead.none')} text={t('dead.noneText')} /> : list.data.items.map((letter) => <Letter key={letter.id} letter={letter} />)}
    </>
  );
}

function Letter({ letter }: { letter: DeadLetter }): ReactNode {
  const { t } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section className={css.card}>
      <div className={css.head}><StateMark state="warning" size={14} isSilent /><h2><bdi>{letter.reason}</bdi></h2><span className={css.rest} /><span className="secondary small"><bdi>{letter.source}</bdi>, <RelativeTime at={letter.at} /></span></div>
      <p className="secondary small"><code>{letter.code}</code> {t('fault.requestId', { id: letter.requestId })}</p>
      <div><Button size="small" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>{t(isOpen ? 'dead.hide' : 'dead.show')}</Button></div>
      {isOpen ? <pre className={css.body}><bdi>{letter.body}</bdi></pre> : null}
    </section>
  );
}
