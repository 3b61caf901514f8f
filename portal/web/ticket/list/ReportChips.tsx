/** What a report asked for when it led here, as chips that can be taken out one by one. */
import type { ReactNode } from 'react';
import { bucketText } from '#domain/report/levels.report';
import { reportWords } from '#domain/report/report.words';
import { levelStates } from '#domain/report/levels.schema';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { shortTime } from '../../ui/time.ts';
import { useNow } from '../../ui/useNow.ts';
import type { FilterChange, TicketFilters } from './filters.ts';
import css from './FilterBar.module.css';

export function ReportChips({ filters, onChange }: { filters: TicketFilters; onChange: (part: FilterChange) => void }): ReactNode {
  const { t, locale } = useTexts();
  const now = useNow();
  const words = reportWords(locale);
  const { openedFrom, openedTo, level, promise, tookFrom, tookTo, step, reported } = filters;
  const time = (at: string): string => shortTime(at, locale, now);
  const whose = words.t(promise ?? 'both');
  const chips: { key: 'opened' | 'level' | 'took' | 'step' | 'reported'; text: string; without: FilterChange }[] = [
    ...(openedFrom && openedTo ? [{ key: 'opened' as const, text: t('filter.opened', { from: time(openedFrom), to: time(openedTo) }), without: { openedFrom: undefined, openedTo: undefined } }] : []),
    ...(openedFrom && !openedTo ? [{ key: 'opened' as const, text: t('filter.openedSince', { from: time(openedFrom) }), without: { openedFrom: undefined } }] : []),
    ...(openedTo && !openedFrom ? [{ key: 'opened' as const, text: t('filter.openedUntil', { to: time(openedTo) }), without: { openedTo: undefined } }] : []),
    ...(level ? [{ key: 'level' as const, text: level.split(',').length === levelStates.length ? t('filter.promised', { promise: whose }) : t('filter.level', { promise: whose, level: levelStates.filter((state) => level.split(',').includes(state)).map((state) => words.t(state)).join(t('filter.or')) }), without: { level: undefined, ...(tookFrom || tookTo ? {} : { promise: undefined }) } }] : []),
    ...(tookFrom || tookTo ? [{ key: 'took' as const, text: t('filter.took', { promise: whose, time: bucketText({ fromMinutes: Number(tookFrom ?? 0), toMinutes: tookTo ? Number(tookTo) : null }, words) }), without: { tookFrom: undefined, tookTo: undefined, ...(level ? {} : { promise: undefined }) } }] : []),
    ...(step ? [{ key: 'step' as const, text: t('filter.step', { step }), without: { step: undefined } }] : []),
    ...(reported ? [{ key: 'reported' as const, text: t('filter.reported'), without: { reported: undefined } }] : []),
  ];
  return chips.map(({ key, text, without }) => (
    <span key={key} className={css.chip} data-filter={key}>
      <span className={css.said}><bdi>{text}</bdi></span>
      <button type="button" className={css.remove} aria-label={t('filter.remove', { name: t(`filter.name.${key}`) })} onClick={() => onChange(without)}><Icon name="close" size={13} /></button>
    </span>
  ));
}
