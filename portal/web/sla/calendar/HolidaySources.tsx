/** Where a calendar takes holidays from: feeds it follows, packs of public holidays, files. Packs and files go into the edit; a feed is followed at once. */
import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import type { Closure } from '#domain/sla/closure';
import type { CalendarView, Draft, Version } from './draft.ts';
import { FeedList } from './FeedList.tsx';
import { FileImport } from './FileImport.tsx';
import { PackPicker } from './PackPicker.tsx';
import { sourcesOf, withClosedDays, withoutSource } from './special.ts';
import { sourceText } from './source-text.ts';
import css from './HolidaySources.module.css';

export interface HolidaySourcesProps { view: CalendarView | null; draft: Draft; today: string; onChange: (version: Version) => void }

export function HolidaySources({ view, draft, today, onChange }: HolidaySourcesProps): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const [open, setOpen] = useState<'pack' | 'file' | null>(null);
  const take = (closures: readonly Closure[], source: string): void => { onChange(withClosedDays(draft.version, closures, source)); setOpen(null); };
  const taken = sourcesOf(draft.version);
  return (
    <section className={css.sources} aria-label={t('calendar.sources')}>
      <div className={css.head}>
        <h2>{t('calendar.sources')}</h2><span className={css.rest} />
        <Button size="small" aria-expanded={open === 'pack'} onClick={() => setOpen(open === 'pack' ? null : 'pack')}>{t('calendar.addPack')}</Button>
        <Button size="small" aria-expanded={open === 'file'} onClick={() => setOpen(open === 'file' ? null : 'file')}>{t('calendar.addFile')}</Button>
      </div>
      {open === 'pack' ? <PackPicker today={today} onTake={take} onClose={() => setOpen(null)} /> : null}
      {open === 'file' ? <FileImport zone={draft.zone} onTake={take} onClose={() => setOpen(null)} /> : null}
      {taken.length > 0 ? (
        <ul className={css.taken}>
          {taken.map(({ source, days }) => (
            <li key={source} data-source={source}><bdi>{sourceText(source, texts)}</bdi><span className="secondary small">{t('calendar.days', { count: days })}</span><Button size="small" type="text" onClick={() => onChange(withoutSource(draft.version, source))}>{t('calendar.removeSource')}</Button></li>
          ))}
        </ul>
      ) : null}
      {view === null ? <p className="secondary small">{t('calendar.feedsLater')}</p> : <FeedList calendar={view.calendar.key} feeds={view.feeds} />}
    </section>
  );
}
