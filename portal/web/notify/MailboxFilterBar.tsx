/** What the mailbox shows: whose notices, in which state, about what. */
import type { ReactNode } from 'react';
import { Button, Checkbox, Segmented, Select } from 'antd';
import { noticeKinds, noticeStates } from '#domain/notify/notice.schema';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { SearchInput } from '../ui/SearchInput.tsx';
import { isNarrowed, parseMailbox, type MailboxFilters } from './filters.ts';
import css from './MailboxFilterBar.module.css';

export function MailboxFilterBar({ filters, mayAll, onChange }: { filters: MailboxFilters; mayAll: boolean; onChange: (next: MailboxFilters, isTyped?: boolean) => void }): ReactNode {
  const { t } = useTexts();
  const change = (part: Readonly<Record<string, unknown>>, isTyped = false): void => onChange(parseMailbox({ ...filters, notice: undefined, ...part }), isTyped);
  return (
    <div className={css.bar} role="search" aria-label={t('mailbox.filter.label')}>
      {mayAll ? <Segmented size="small" aria-label={t('mailbox.filter.scope')} value={filters.scope ?? 'mine'} onChange={(scope) => change({ scope })} options={(['mine', 'all'] as const).map((value) => ({ value, label: t(`mailbox.scope.${value}`) }))} /> : null}
      <SearchInput className={css.ticket} label={t('mailbox.filter.ticket')} value={filters.ticket ?? ''} onChange={(ticket, isTypedOn) => change({ ticket }, isTypedOn)} />
      <Select className={css.state} size="small" allowClear placeholder={t('mailbox.filter.state')} aria-label={t('mailbox.filter.state')} value={filters.state ?? null} onChange={(state) => change({ state })} options={noticeStates.map((state) => ({ value: state, label: t(`notice.state.${state}`) }))} />
      <Select className={css.kind} size="small" allowClear placeholder={t('mailbox.filter.kind')} aria-label={t('mailbox.filter.kind')} popupMatchSelectWidth={false} value={filters.kind ?? null} onChange={(kind) => change({ kind })} options={noticeKinds.map((kind) => ({ value: kind, label: t(`notice.kind.${kind}`) }))} />
      <Checkbox checked={filters.unread === true} onChange={(event) => change({ unread: event.target.checked })}>{t('mailbox.filter.unread')}</Checkbox>
      {isNarrowed(filters) ? <Button size="small" type="text" onClick={() => onChange(parseMailbox({ scope: filters.scope }))}>{t('mailbox.clear')}</Button> : null}
    </div>
  );
}
