/** Alarm bodies that were authentic but could not be understood, with the reason; the newest first. */
import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import type { DeadLetter } from '#domain/alarm/alarm.schema';
import { usePages } from '../shell/api/read.ts';
import { Sentence, useTexts } from '../shell/texts/useTexts.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Loading } from '../ui/Loading.tsx';
import { MoreRows } from '../ui/MoreRows.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { ForgottenLetters } from './ForgottenLetters.tsx';
import { LetterBody } from './LetterBody.tsx';
import css from './SettingsPage.module.css';

export function DeadLetters(): ReactNode {
  const { t } = useTexts();
  const list = usePages('deadLetters.list', { query: { limit: 50 } }, { refetchMs: 30_000 });
  if (list.error && !list.items) return <ErrorNotice fault={list.error} onRetry={list.retry} />;
  if (!list.items) return <Loading rows={4} height={80} />;
  return (
    <>
      <p className={css.about}>{t('dead.about')}</p>
      <ForgottenLetters />
      {list.items.length === 0 ? <EmptyState icon="letter" title={t('dead.none')} text={t('dead.noneText')} /> : list.items.map((letter) => <Letter key={letter.id} letter={letter} />)}
      <MoreRows list={list} shown={list.items.length} />
    </>
  );
}

function Letter({ letter }: { letter: DeadLetter }): ReactNode {
  const { t } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section className={css.card}>
      <div className={css.head}><StateMark state="warning" size={14} isSilent /><h2><bdi>{letter.reason}</bdi></h2><span className={css.rest} /><span className="secondary small"><bdi>{letter.source}</bdi>, <RelativeTime at={letter.at} /></span></div>
      <p className="secondary small"><code>{letter.code}</code> {t('fault.requestId', { id: letter.requestId })}{letter.count > 1 ? <> · <Sentence of="dead.count" parts={{ count: letter.count, when: <RelativeTime at={letter.firstAt} /> }} /></> : null}</p>
      <div><Button size="small" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>{t(isOpen ? 'dead.hide' : 'dead.show')}</Button></div>
      {isOpen ? <LetterBody letter={letter} /> : null}
    </section>
  );
}
