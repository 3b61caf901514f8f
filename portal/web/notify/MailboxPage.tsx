/** The mailbox: notices in a list that does not jump, one of them read beside it, what became of it, and what one wants to be told. */
import { useCallback, useEffect, useMemo, type ReactNode } from 'react';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import type { NoticeView } from '#api/notify.api';
import { useCall, useWrite } from '../shell/api/read.ts';
import { useSteadyPages } from '../shell/api/useSteadyPages.ts';
import { useCrumbs } from '../shell/frame/crumbs.ts';
import { useMay, useMe } from '../shell/session/session.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Loading } from '../ui/Loading.tsx';
import { MoreRows } from '../ui/MoreRows.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { useKeys } from '../ui/useKeys.ts';
import { ViewTabs } from '../view/ViewTabs.tsx';
import { useViews, type ViewsOf } from '../view/useViews.ts';
import { isNarrowed, parseMailbox, parseMailboxView, queryOf, type MailboxFilters } from './filters.ts';
import { MailboxFilterBar } from './MailboxFilterBar.tsx';
import { NoticePane } from './NoticePane.tsx';
import { NoticeRow } from './NoticeRow.tsx';
import { ToldSettings } from './ToldSettings.tsx';
import css from './MailboxPage.module.css';

const route = getRouteApi('/mailbox');
const pageSize = 50;

export function MailboxPage(): ReactNode {
  const { t } = useTexts();
  const me = useMe();
  const mayAll = useMay()('settings.manage');
  const asked = route.useSearch();
  const filters = useMemo((): MailboxFilters => (mayAll ? asked : parseMailbox({ ...asked, scope: undefined })), [asked, mayAll]);
  const navigate = route.useNavigate();
  const change = useCallback((next: MailboxFilters, isTyped = false) => void navigate({ search: next, replace: isTyped }), [navigate]);
  const views = useViews({ list: 'mailbox', isWide: true, search: asked as Readonly<Record<string, unknown>>, parse: parseMailboxView, onOpen: change as ViewsOf['onOpen'] });
  const narrow = (next: MailboxFilters, isTyped = false): void => change({ ...views.blank, ...(filters.view ? { view: filters.view } : {}), ...next }, isTyped);
  const call = useCall();
  const query = useMemo(() => ({ ...queryOf(filters), limit: pageSize }), [filters]);
  const place = JSON.stringify(query);
  const key = useMemo(() => ['mailbox', place] as const, [place]);
  const read = useCallback((cursor: string | undefined, signal?: AbortSignal) => call('notices.list', { query: { ...JSON.parse(place) as typeof query, ...(cursor ? { cursor } : {}) }, ...(signal ? { signal } : {}) }), [call, place]);
  const list = useSteadyPages<NoticeView>({ key, read, news: { room: filters.scope === 'all' ? 'mailboxes' : `mailbox:${me.person.id}` } });
  const markRead = useWrite('notices.markRead', { invalidates: ['notices.counts', 'notices.read'], onDone: () => list.retry() });
  const open = useCallback((notice: string | undefined, isTyped = false) => change(parseMailbox({ ...filters, notice }), isTyped), [change, filters]);
  useCrumbs([{ label: t('mailbox.title') }]);

  const at = list.rows.findIndex(({ id }) => id === filters.notice);
  const step = (by: number): void => {
    const row = list.rows[at < 0 ? 0 : Math.max(0, Math.min(list.rows.length - 1, at + by))];
    if (row) { open(row.id, true); document.querySelector<HTMLElement>(`[data-notice="${row.id}"] a`)?.focus(); }
  };
  useKeys({ j: () => step(1), k: () => step(-1), Escape: () => { if (filters.notice && !filters.settings) open(undefined); } });
  const current = list.rows[at];
  const isNews = current?.isMine === true && current.readAt === null;
  const { mutate } = markRead;
  useEffect(() => { if (isNews && filters.notice) mutate({ body: { ids: [filters.notice] } }); }, [filters.notice, isNews, mutate]);
  const settings = <Button onClick={() => change({ ...filters, settings: true })}>{t('mailbox.settings')}</Button>;
  return (
    <div className={css.mailbox} data-reading={filters.notice !== undefined}>
      <div className={css.left}>
        <PageHeader title={t('mailbox.title')} note={<span className={css.about}>{t(filters.scope === 'all' ? 'mailbox.aboutAll' : 'mailbox.about')}</span>} actions={<>{filters.scope === 'all' ? null : <Button onClick={() => mutate({ body: {} })} disabled={list.rows.every(({ readAt }) => readAt !== null)}>{t('mailbox.readAll')}</Button>}{settings}</>}>
          <ViewTabs views={views} at="/mailbox" isBare />
          <MailboxFilterBar filters={filters} mayAll={mayAll} onChange={narrow} />
        </PageHeader>
        <div aria-live="polite" className={css.news}>{list.waiting > 0 ? <Button size="small" type="primary" shape="round" onClick={list.showWaiting}>{t('mailbox.new', { count: list.waiting })}</Button> : null}</div>
        {list.error && list.rows.length === 0 ? <div className={css.notice}><ErrorNotice fault={list.error} onRetry={list.retry} /></div>
          : list.isLoading || views.isSettling ? <Loading rows={8} height={64} />
            : list.rows.length === 0 ? <EmptyState icon="message" title={t(isNarrowed(filters) ? 'mailbox.noneFound' : 'mailbox.none')} text={t(isNarrowed(filters) ? 'mailbox.noneFoundText' : 'mailbox.noneText')} action={isNarrowed(filters) ? <Button onClick={() => change(parseMailbox({ scope: filters.scope }))}>{t('mailbox.clear')}</Button> : settings} />
              : (
                <ol className={css.list} aria-label={t('mailbox.list')} data-old={list.isOld}>
                  {list.rows.map((notice) => <NoticeRow key={notice.id} notice={notice} isOpen={notice.id === filters.notice} hasRecipient={filters.scope === 'all'} search={parseMailbox({ ...filters, notice: notice.id })} />)}
                </ol>
              )}
        {list.rows.length > 0 ? <MoreRows list={list} shown={list.rows.length} /> : null}
      </div>
      <div className={css.right}>
        {filters.notice ? <Button type="text" className={css.back} icon={<Icon name="arrowLeft" size={16} />} onClick={() => open(undefined)}>{t('mailbox.back')}</Button> : null}
        {filters.notice ? <NoticePane id={filters.notice} /> : <EmptyState icon="message" title={t('mailbox.pick')} text={t('mailbox.pickText')} />}
      </div>
      {filters.settings ? <ToldSettings onClose={() => change(parseMailbox({ ...filters, settings: undefined }))} /> : null}
    </div>
  );
}
