/** The letters of one source that are shown, the press that replays all of that source, and what became of what was replayed here. */
import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import type { DeadLetterView } from '#api/alarm.api';
import type { LetterFate as Fate } from '#domain/alarm/alarm.schema';
import { useTexts } from '../shell/texts/useTexts.tsx';
import type { CurrentRow } from '../ui/useCurrentRow.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Letter } from './Letter.tsx';
import { LetterFate } from './LetterFate.tsx';
import { useReplayAll } from './useReplayAll.ts';
import css from './SettingsPage.module.css';

/** Fates told one by one; more are only counted. */
const told = 10;

export function SourceLetters({ source, letters, rowProps }: { source: string; rowProps: CurrentRow<HTMLElement>['rowProps']; letters: readonly DeadLetterView[] }): ReactNode {
  const { t } = useTexts();
  const [last, setLast] = useState<Fate | null>(null);
  const all = useReplayAll(source);
  const [{ sourceName, isSourceRemoved } = { sourceName: source, isSourceRemoved: false }] = letters;
  const stayed = all.fates?.filter(({ is }) => is !== 'accepted') ?? [];
  if (letters.length === 0 && !all.fates && !last) return null;
  return (
    <section className={css.group} data-source={source} aria-label={t('dead.of', { source: sourceName })}>
      <div className={css.head}>
        <h2><bdi>{sourceName}</bdi></h2><span className={css.rest} />
        {letters.some(({ can }) => can.includes('source.manage')) ? <Button size="small" loading={all.isBusy} onClick={() => { setLast(null); void all.run(); }}>{t('dead.replayAll')}</Button> : null}
      </div>
      <div aria-live="polite" className={css.fates}>
        {last ? <LetterFate fate={last} /> : null}
        {all.fates && !last ? <p className="secondary small">{t(all.isBusy ? 'dead.replaying' : 'dead.replayed', { count: all.fates.length, gone: all.fates.length - stayed.length, left: stayed.length })}</p> : null}
        {all.isBusy || last ? null : stayed.slice(0, told).map((fate) => <LetterFate key={fate.id} fate={fate} />)}
        {all.fault ? <ErrorNotice fault={all.fault} isCompact /> : null}
      </div>
      {isSourceRemoved ? <p className="secondary small">{t('dead.sourceRemoved')}</p> : null}
      {letters.map((letter) => <Letter key={letter.id} letter={letter} row={rowProps(letter.id)} onReplayed={setLast} />)}
    </section>
  );
}
