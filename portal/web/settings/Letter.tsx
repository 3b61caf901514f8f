/** One body that could not be understood: why, since when, what it says, and the press that has it read again. */
import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import type { DeadLetterView } from '#api/alarm.api';
import type { LetterFate } from '#domain/alarm/alarm.schema';
import { useWrite } from '../shell/api/read.ts';
import { Sentence, useTexts } from '../shell/texts/useTexts.tsx';
import type { CurrentRow } from '../ui/useCurrentRow.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { LetterBody } from './LetterBody.tsx';
import css from './SettingsPage.module.css';

/** `onReplayed` is told what became of it: a letter that goes away cannot say so itself. */
export function Letter({ letter, row, onReplayed }: { letter: DeadLetterView; row: ReturnType<CurrentRow<HTMLElement>['rowProps']>; onReplayed: (fate: LetterFate) => void }): ReactNode {
  const { t, sayPhrase } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const replay = useWrite('deadLetters.replay', { invalidates: ['deadLetters.list'], onDone: onReplayed });
  return (
    <article {...row} className={css.card} data-letter={letter.id}>
      <div className={css.head}><h3><StateMark state="warning" size={14} isSilent />{letter.says ? <span>{sayPhrase(letter.says)}</span> : <bdi>{letter.reason}</bdi>}</h3><span className={css.rest} /><span className="secondary small"><RelativeTime at={letter.at} /></span></div>
      <p className="secondary small">
        <code>{letter.code}</code> {t('fault.requestId', { id: letter.requestId })}
        {letter.count > 1 ? <> · <Sentence of="dead.count" parts={{ count: letter.count, when: <RelativeTime at={letter.firstAt} /> }} /></> : null}
        {letter.triedAt ? <> · <Sentence of="dead.tries" count={letter.tries} parts={{ count: letter.tries, when: <RelativeTime at={letter.triedAt} /> }} /></> : null}
      </p>
      {letter.isKeptWhole ? null : <p className="secondary small">{t('dead.notWhole')}</p>}
      {replay.error ? <ErrorNotice fault={replay.error} isCompact /> : null}
      <div className={css.actions}>
        <Button size="small" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>{t(isOpen ? 'dead.hide' : 'dead.show')}</Button>
        {letter.can.includes('source.manage') && letter.isKeptWhole ? <Button size="small" loading={replay.isPending} onClick={() => replay.mutate({ params: { id: letter.id } })}>{t('dead.replay')}</Button> : null}
      </div>
      {isOpen ? <LetterBody letter={letter} /> : null}
    </article>
  );
}
