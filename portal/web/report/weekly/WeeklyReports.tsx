/** Reports of this page that are sent every week: the button, and beside the page those one has, or one being chosen. What is open stands in the address. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Button, Drawer } from 'antd';
import { useRead } from '../../shell/api/read.ts';
import { useLive } from '../../shell/live/useLive.ts';
import { useMay, useMe } from '../../shell/session/session.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Loading } from '../../ui/Loading.tsx';
import type { LevelFilters } from '../filters.ts';
import { newDraft } from './draft.ts';
import { WeeklyForm } from './WeeklyForm.tsx';
import { WeeklyItem } from './WeeklyItem.tsx';
import css from './Weekly.module.css';

/** `open`: what the address says. "list": those one has; "new": one being chosen; else the id of one being changed. */
export interface WeeklyReportsProps { filters: LevelFilters; open: string | undefined; onOpen: (open: string | undefined) => void }

export function WeeklyReports({ filters, open, onOpen }: WeeklyReportsProps): ReactNode {
  const { t, locale } = useTexts();
  return (
    <>
      <Button size="small" icon={<Icon name="clock" size={16} />} onClick={() => onOpen('list')} data-weekly>{t('weekly.button')}</Button>
      <Drawer open={open !== undefined} onClose={() => onOpen(undefined)} title={t(open === 'new' ? 'weekly.new' : open === undefined || open === 'list' ? 'weekly.title' : 'weekly.edit')} size={560} placement={locale === 'ar' ? 'left' : 'right'} destroyOnHidden>
        {open === undefined ? null : <Content filters={filters} open={open} onOpen={onOpen} />}
      </Drawer>
    </>
  );
}

function Content({ filters, open, onOpen }: WeeklyReportsProps & { open: string }): ReactNode {
  const { t, locale } = useTexts();
  const me = useMe();
  const may = useMay();
  const list = useRead('reportSubscriptions.list', {}, { refetchMs: 30_000 });
  useLive(`mailbox:${me.person.id}`, ['reportSubscriptions.list']);
  const back = (): void => onOpen('list');
  if (open === 'new') return <WeeklyForm subscription={null} initial={newDraft(filters, { locale, zone: me.person.zone })} onDone={back} />;
  if (list.error && !list.data) return <ErrorNotice fault={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading rows={3} height={96} />;
  const { items, most } = list.data;
  const edited = items.find(({ id }) => id === open);
  if (edited) return <WeeklyForm key={edited.id} subscription={edited} initial={edited} onDone={back} />;
  const make = <Button type="primary" disabled={items.length >= most} onClick={() => onOpen('new')} data-weekly-new>{t('weekly.make')}</Button>;
  return (
    <div className={css.content}>
      {open === 'list' ? null : <p role="status">{t('weekly.gone')}</p>}
      {items.length === 0 ? <EmptyState icon="clock" title={t('weekly.none')} text={t('weekly.noneText')} action={make} isCompact /> : (
        <>
          <p className="secondary small">{t('weekly.about')}</p>
          <ul className={css.list}>{items.map((item) => <WeeklyItem key={item.id} item={item} onEdit={() => onOpen(item.id)} />)}</ul>
          <div>{make}{items.length >= most ? <p className="secondary small">{t('weekly.most', { count: most })}</p> : null}</div>
        </>
      )}
      {may('settings.manage') ? <Link to="/settings" search={{ section: 'reports' }} className="small">{t('weekly.all.link')}</Link> : null}
    </div>
  );
}
