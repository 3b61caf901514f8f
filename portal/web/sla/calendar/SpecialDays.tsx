/** Holidays, half days and make-up days of a version: what each is, where it came from, switched off or taken out, and the form for one more. */
import { useState, type ReactNode } from 'react';
import { Button, Switch } from 'antd';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { AddSpecialDay } from './AddSpecialDay.tsx';
import type { Version } from './draft.ts';
import { changed, isPast, listed, without, type ListedDay } from './special.ts';
import { sourceText } from './source-text.ts';
import { dateText, weekdayName } from './weekday-names.ts';
import css from './SpecialDays.module.css';

export interface SpecialDaysProps { version: Version; today: string; onChange: (version: Version) => void; faults: ReadonlyMap<string, string>; feedNames: ReadonlyMap<string, string> }

/** More are shown when asked for. */
const shownAtFirst = 40;

export function SpecialDays({ version, today, onChange, faults, feedNames }: SpecialDaysProps): ReactNode {
  const { t } = useTexts();
  const [isAdding, setIsAdding] = useState(false);
  const [hasPast, setHasPast] = useState(false);
  const [isWhole, setIsWhole] = useState(false);
  const all = listed(version);
  const past = all.filter((day) => isPast(day, today));
  const rows = hasPast ? all : all.filter((day) => !isPast(day, today) || faultOf(day, faults) !== undefined);
  return (
    <section className={css.days} aria-label={t('calendar.special')}>
      <div className={css.head}>
        <h2>{t('calendar.special')}</h2>
        <span className={css.rest} />
        {past.length > 0 ? <Button size="small" type="text" onClick={() => setHasPast(!hasPast)}>{t(hasPast ? 'calendar.hidePast' : 'calendar.showPast', { count: past.length })}</Button> : null}
        <Button size="small" icon={<Icon name="plus" size={14} />} aria-expanded={isAdding} onClick={() => setIsAdding(!isAdding)}>{t('calendar.addDay')}</Button>
      </div>
      {isAdding ? <AddSpecialDay today={today} onClose={() => setIsAdding(false)} onAdd={(kind, day) => onChange({ ...version, [kind]: [...version[kind], day] })} /> : null}
      {all.length === 0 && !isAdding ? <EmptyState isCompact icon="flag" title={t('calendar.noSpecial')} text={t('calendar.noSpecialText')} /> : null}
      <ul className={css.list}>
        {(isWhole ? rows : rows.slice(0, shownAtFirst)).map((row) => <Day key={`${row.kind}.${row.at}`} row={row} fault={faultOf(row, faults)} feedNames={feedNames} onSwitch={(active) => onChange(changed(version, row, { active }))} onRemove={() => onChange(without(version, row))} />)}
      </ul>
      {!isWhole && rows.length > shownAtFirst ? <Button size="small" onClick={() => setIsWhole(true)}>{t('calendar.showAll', { count: rows.length })}</Button> : null}
    </section>
  );
}

const faultOf = ({ kind, at }: ListedDay, faults: ReadonlyMap<string, string>): string | undefined => [...faults].find(([path]) => path === `${kind}.${at}` || path.startsWith(`${kind}.${at}.`))?.[1];

function Day({ row: { kind, at, day }, fault, feedNames, onSwitch, onRemove }: { row: ListedDay; fault: string | undefined; feedNames: ReadonlyMap<string, string>; onSwitch: (active: boolean) => void; onRemove: () => void }): ReactNode {
  const texts = useTexts();
  const { t, locale, say } = texts;
  const when = day.until === undefined ? dateText(day.date, locale) : t('calendar.range', { from: dateText(day.date, locale), until: dateText(day.until, locale) });
  const hours = 'windows' in day && day.windows !== undefined ? day.windows.map(({ from, to }) => `${from}–${to}`).join(', ') : null;
  const like = 'like' in day && day.like !== undefined ? t('calendar.likeDay', { day: weekdayName(day.like, locale) }) : null;
  const name = say(day.name);
  return (
    <li className={css.row} data-special={`${kind}.${at}`} data-date={day.date} data-off={!day.active || undefined}>
      <span className={css.kind} data-kind={kind}>{t(`calendar.kind.${kind}`)}</span>
      <span className={css.when}>{when}{day.date.length === 5 ? <span className="secondary small"> {t('calendar.everyYear')}</span> : null}</span>
      <span className={css.what}><bdi>{name}</bdi>{hours ? <bdi className="figures" dir="ltr">{hours}</bdi> : null}{like ? <span>{like}</span> : null}</span>
      <span className={css.from}>{day.source === undefined ? t('calendar.byHand') : <bdi>{sourceText(day.source, texts, feedNames)}</bdi>}</span>
      <Switch size="small" checked={day.active} aria-label={t('calendar.isActive', { when })} onChange={onSwitch} />
      <Button type="text" size="small" aria-label={t('calendar.removeDay', { when })} icon={<Icon name="close" size={14} />} onClick={onRemove} />
      {fault ? <p className={css.fault} role="alert">{fault}</p> : null}
    </li>
  );
}
