/** The inbox: what is asked of the reader, and what their teams have open. Everything is done in place. */
import { useCallback, useMemo, type ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Tabs } from 'antd';
import type { TaskView } from '#api/task.api';
import { usePages, useRead } from '../shell/api/read.ts';
import { useSteadyItems } from '../shell/api/useSteadyItems.ts';
import { useCrumbs } from '../shell/frame/crumbs.ts';
import { useLive } from '../shell/live/useLive.ts';
import { useMe } from '../shell/session/session.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Loading } from '../ui/Loading.tsx';
import { MoreRows } from '../ui/MoreRows.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { PersonAvatar } from '../ui/PersonAvatar.tsx';
import { PriorityMark } from '../ui/PriorityMark.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { NewRows } from '../ui/NewRows.tsx';
import type { CurrentRow } from '../ui/useCurrentRow.ts';
import { useListKeys } from '../ui/useListKeys.ts';
import { ViewTabs } from '../view/ViewTabs.tsx';
import { useViews, type ViewsOf } from '../view/useViews.ts';
import { isNarrowed, parseWork, parseWorkView, queryOf, type WorkFilters } from './filters.ts';
import { TaskFilterBar } from './TaskFilterBar.tsx';
import { TaskPanel } from './task/TaskPanel.tsx';
import { useTaskAction } from './task/useTaskAction.ts';
import { useSteadyTasks } from './useSteadyTasks.ts';
import css from './WorkPage.module.css';

const route = getRouteApi('/work');

export function WorkPage(): ReactNode {
  const { t } = useTexts();
  const me = useMe();
  const filters = route.useSearch();
  const { scope = 'mine', task: open = null } = filters;
  const navigate = route.useNavigate();
  const asked = queryOf(filters);
  const inbox = usePages('inbox.list', { query: { scope, limit: 50, ...asked } }, { keepsOld: true });
  const counts = useRead('inbox.counts');
  useCrumbs([{ label: t('work.title') }]);
  useLive(`inbox:${me.person.id}`, ['inbox.list', 'inbox.counts']);
  const place = JSON.stringify([scope, asked]);
  const { rows, waiting, show } = useSteadyItems(inbox.items, place);
  const { tasks, faults, note, forget } = useSteadyTasks(rows, place, filters.sort);
  const go = useCallback((search: WorkFilters, isInstead = false) => void navigate({ search, replace: isInstead }), [navigate]);
  const views = useViews({ list: 'work', isWide: true, search: filters as Readonly<Record<string, unknown>>, parse: parseWorkView, onOpen: go as ViewsOf['onOpen'] });
  const change = (part: { [Name in keyof WorkFilters]: WorkFilters[Name] | undefined }, isTyped = false): void => go(parseWork({ ...views.blank, ...filters, task: undefined, ...part }), isTyped);
  const toScope = (next: string): void => change({ scope: next === 'team' ? 'team' : undefined });
  // Which task stands open is in the address, and no place of its own in the browser's history.
  const toggle = (id: string): void => go(parseWork({ ...filters, task: open === id ? undefined : id }), true);
  const ids = useMemo(() => tasks.map((task) => task.id), [tasks]);
  const keys = useListKeys<HTMLUListElement>(ids, ({ current, list }) => ({
    Enter: () => { if (current) toggle(current); },
    c: () => list.current?.querySelector<HTMLButtonElement>('[data-current="true"] [data-claim]')?.click(),
  }));
  const isFiltered = isNarrowed(filters);
  const label = (key: 'work.mine' | 'work.team', count: number | undefined): ReactNode => <span>{t(key)}{count ? <span className={css.count}>{count}</span> : null}</span>;
  return (
    <>
      <PageHeader title={t('work.title')} actions={<span className={css.keys}>{t('work.keys')}</span>}>
        <ViewTabs views={views} at="/work" isBare />
        <TaskFilterBar filters={filters} search={keys.search} onChange={change} />
      </PageHeader>
      <Tabs className={css.tabs} activeKey={scope} onChange={toScope} items={[{ key: 'mine', label: label('work.mine', counts.data?.mine) }, { key: 'team', label: label('work.team', counts.data?.team) }]} />
      <NewRows waiting={waiting} show={show} />
      {inbox.error && !inbox.items ? <div className={css.notice}><ErrorNotice fault={inbox.error} onRetry={inbox.retry} /></div>
        : inbox.isLoading || views.isSettling ? <Loading rows={6} height={52} />
          : tasks.length === 0 && isFiltered ? <EmptyState icon="inbox" title={t('work.noneFound')} text={t('work.noneFoundText')} action={<Button onClick={() => change({ q: undefined, priority: undefined })}>{t('filter.clear')}</Button>} />
          : tasks.length === 0 ? <EmptyState icon="inbox" title={t(scope === 'mine' ? 'work.mineNone' : 'work.teamNone')} text={t(scope === 'mine' ? 'work.mineNoneText' : 'work.teamNoneText')} action={scope === 'mine' && (counts.data?.team ?? 0) > 0 ? <Button onClick={() => toScope('team')}>{t('work.toTeam')}</Button> : <Link to="/tickets">{t('home.allTickets')}</Link>} />
            : <ul ref={keys.list} className={css.list}>{tasks.map((task) => <Row key={task.id} task={task} fault={faults.get(task.id)} note={note} forget={forget} isOpen={open === task.id} keys={keys} onToggle={() => toggle(task.id)} />)}</ul>}
      <MoreRows list={inbox} shown={tasks.length} total={isFiltered ? null : counts.data?.[scope] ?? null} />
    </>
  );
}

function Row({ task, fault, note, forget, isOpen, keys, onToggle }: { task: TaskView; isOpen: boolean; keys: CurrentRow<HTMLUListElement>; onToggle: () => void } & Pick<ReturnType<typeof useSteadyTasks>, 'note' | 'forget'> & { fault: unknown }): ReactNode {
  const { t, say } = useTexts();
  const { act, pending } = useTaskAction(task, (refused) => note(task, refused));
  const mayClaim = task.can.includes('claim') && task.assignee === null;
  return (
    <li className={css.item} data-open={isOpen} data-task-row={task.ticket.key} {...keys.rowProps(task.id)}>
      <div className={css.row}>
        <button type="button" className={css.toggle} aria-expanded={isOpen} onClick={onToggle}>
          <span className={css.kind} data-kind={task.kind}><Icon name={task.kind === 'approval' ? 'approvals' : 'work'} size={16} title={t(`work.kind.${task.kind}`)} /></span>
          <span className={css.words}><span className={css.name}><span className={css.key}>{task.ticket.key}</span><bdi className="ellipsis">{task.ticket.title}</bdi></span><span className={css.about}>{task.suspended ? <strong className={css.suspended}><StateMark state="paused" size={12} isSilent />{t('task.suspended')}</strong> : null}<span><bdi>{say(task.name)}</bdi>{task.prompt ? ':' : ''}</span>{task.prompt ? <bdi className="ellipsis">{say(task.prompt)}</bdi> : null}</span></span>
        </button>
        <span className={css.firing} title={task.ticket.isFiring ? t('ticket.firing') : undefined}>{task.ticket.isFiring ? <StateMark state="critical" size={14} isSilent /> : null}</span>
        <PriorityMark priority={task.ticket.priority} />
        <span className={css.who}>{task.assignee ? <><PersonAvatar id={task.assignee} name={task.assigneeName} size={20} /><bdi className="ellipsis">{task.assigneeName ?? task.assignee}</bdi></> : <span className="secondary">{t('ticket.unassigned')}</span>}</span>
        <span className={css.when}>{task.dueAt ? <RelativeTime at={task.dueAt} /> : <RelativeTime at={task.openedAt} />}</span>
        <span className={css.act}>{mayClaim ? <Button size="small" data-claim loading={pending?.action === 'claim'} onClick={() => void act('claim')}>{t('task.claim')}</Button> : null}</span>
        <Link to="/tickets/$key" params={{ key: task.ticket.key }} className={css.open} aria-label={t('work.openTicket', { key: task.ticket.key })}><Icon name="arrowRight" size={16} /></Link>
      </div>
      {fault ? <div className={css.panel}><ErrorNotice fault={fault} isCompact /><Button size="small" type="text" onClick={() => forget(task.id)}>{t('action.close')}</Button></div> : null}
      {isOpen ? <div className={css.panel}><TaskPanel task={task} onFault={(refused) => note(task, refused)} /></div> : null}
    </li>
  );
}
