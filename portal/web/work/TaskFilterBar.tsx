/** Which tasks or approvals are shown and in which order: words, priorities, the oldest, the newest or the most urgent first. */
import type { ReactNode, RefObject } from 'react';
import { Button, Select, type InputRef } from 'antd';
import { inboxSorts, type InboxSort } from '#domain/ticket/inbox';
import { priorities } from '#domain/ticket/ticket.schema';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { ListBar, listBar } from '../ui/ListBar.tsx';
import { SearchInput } from '../ui/SearchInput.tsx';
import { isNarrowed, type TaskFilters } from './filters.ts';

/** `onChange` gets the parts that changed; undefined takes one out. */
export function TaskFilterBar({ filters, search, onChange }: { filters: TaskFilters; search: RefObject<InputRef | null>; onChange: (part: { [Name in keyof TaskFilters]: TaskFilters[Name] | undefined }, isTyped?: boolean) => void }): ReactNode {
  const { t } = useTexts();
  return (
    <ListBar label={t('list.narrow')}>
      <SearchInput className={listBar.search!} input={search} label={t('work.search')} value={filters.q ?? ''} onChange={(q, isTypedOn) => onChange({ q: q || undefined }, isTypedOn)} />
      <Select size="small" mode="multiple" allowClear={{ label: t('action.clear') }} style={{ minWidth: 130 }} maxTagCount="responsive" showSearch={false} aria-label={t('work.priorities')} placeholder={t('work.priorities')} value={filters.priority?.split(',') ?? []} options={priorities.map((value) => ({ value, label: t(`priority.${value}`) }))} onChange={(chosen) => onChange({ priority: chosen.length > 0 ? chosen.join(',') : undefined })} />
      <Select size="small" aria-label={t('work.order')} popupMatchSelectWidth={false} value={(filters.sort ?? 'oldest') as InboxSort} options={inboxSorts.map((value) => ({ value, label: t(`work.sort.${value}`) }))} onChange={(sort: InboxSort) => onChange({ sort: sort === 'oldest' ? undefined : sort })} />
      {isNarrowed(filters) ? <Button size="small" type="text" onClick={() => onChange({ q: undefined, priority: undefined })}>{t('filter.clear')}</Button> : null}
    </ListBar>
  );
}
