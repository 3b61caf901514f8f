/** What the events page shows: who, what, about what, from when to when. */
import type { ReactNode } from 'react';
import { Button, Select } from 'antd';
import { eventFamilies } from '#domain/audit/event.families';
import { PersonSelect } from '../identity/PersonSelect.tsx';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { LabelledDay } from '../ui/date/DateFields.tsx';
import { SearchInput } from '../ui/SearchInput.tsx';
import { isNarrowed, parseEventFilters, type EventFilters } from './filters.ts';
import css from './EventFilterBar.module.css';

export function EventFilterBar({ filters, onChange }: { filters: EventFilters; onChange: (next: EventFilters, isTyped?: boolean) => void }): ReactNode {
  const { t } = useTexts();
  const change = (part: { [Name in keyof EventFilters]: EventFilters[Name] | undefined }, isTyped = false): void => onChange(parseEventFilters({ ...filters, ...part }), isTyped);
  return (
    <div className={css.bar} role="search" aria-label={t('events.filter.label')}>
      <SearchInput className={css.subject} label={t('events.filter.subject')} value={filters.subject ?? ''} onChange={(subject, isTypedOn) => change({ subject }, isTypedOn)} />
      <span className={css.person}><PersonSelect size="small" allowClear value={filters.person ?? null} placeholder={t('events.filter.person')} aria-label={t('events.filter.personLabel')} onChoose={(person) => change({ person })} onClear={() => change({ person: undefined })} /></span>
      <Select
        className={css.family} size="small" mode="multiple" allowClear maxTagCount="responsive" placeholder={t('events.filter.family')} aria-label={t('events.filter.familyLabel')}
        value={filters.family?.split(',') ?? []} onChange={(values: string[]) => change({ family: values.join(',') })} options={eventFamilies.map((family) => ({ value: family, label: t(`events.family.${family}`) }))}
      />
      <LabelledDay size="small" label={t('events.filter.from')} value={filters.from} onChange={(from) => change({ from })} />
      <LabelledDay size="small" label={t('events.filter.to')} value={filters.to} onChange={(to) => change({ to })} />
      {isNarrowed(filters) ? <Button size="small" type="text" onClick={() => onChange({})}>{t('events.clear')}</Button> : null}
    </div>
  );
}
