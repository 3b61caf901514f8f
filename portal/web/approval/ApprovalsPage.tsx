/** Decisions asked of the reader: what is asked in one sentence, the facts that matter, the flow, two big buttons, a comment. The same on the phone. */
import { lazy, Suspense, useCallback, useMemo, type ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { TaskView } from '#api/task.api';
import { usePages, useRead } from '../shell/api/read.ts';
import { useSteadyItems } from '../shell/api/useSteadyItems.ts';
import { useCrumbs } from '../shell/frame/crumbs.ts';
import { useLive } from '../shell/live/useLive.ts';
import { useMay, useMe } from '../shell/session/session.ts';
import { Sentence, useTexts } from '../shell/texts/useTexts.tsx';
import { pressingClock } from '#domain/sla/clock.face';
import { ClockChip } from '../ui/ClockChip.tsx';
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
import { TicketState } from '../ui/TicketState.tsx';
import { NewRows } from '../ui/NewRows.tsx';
import type { CurrentRow } from '../ui/useCurrentRow.ts';
import { useIsNear } from '../ui/useIsNear.ts';
import { useListKeys } from '../ui/useListKeys.ts';
import { ViewTabs } from '../view/ViewTabs.tsx';
import { useViews, type ViewsOf } from '../view/useViews.ts';
import { isNarrowed, parseTaskFilters, queryOf, type TaskFilters } from '../work/filters.ts';
import { TaskFilterBar } from '../work/TaskFilterBar.tsx';
import { FormAnswers } from '../ticket/page/FormAnswers.tsx';
import { ActsFor } from '../work/task/ActsFor.tsx';
import { TaskPanel } from '../work/task/TaskPanel.tsx';
import { useSteadyTasks } from '../work/useSteadyTasks.ts';
import css from './ApprovalsPage.module.css';

const route = getRouteApi('/approvals');

export function ApprovalsPage(): ReactNode {
  const { t } = useTexts();
  const me = useMe();
  const may = useMay();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const asked = queryOf(filters);
  const inbox = usePages('inbox.list', { query: { kind: 'approval', limit: 50, ...asked } }, { keepsOld: true });
  const counts = useRead('inbox.counts');
  useCrumbs([{ label: t('approvals.title') }]);
  useLive(`inbox:${me.person.id}`, ['inbox.list', 'inbox.counts']);
  const place = JSON.stringify(asked);
  const { rows, waiting, show } = useSteadyItems(inbox.items, place);
  const { tasks, faults, gone, note, forget } = useSteadyTasks(rows, place, filters.sort);
  const go = useCallback((search: TaskFilters, isInstead = false) => void navigate({ search, replace: isInstead }), [navigate]);
  const views = useViews({ list: 'approvals', isWide: true, search: filters as Readonly<Record<string, unknown>>, parse: parseTaskFilters, onOpen: go as ViewsOf['onOpen'] });
  const change = (part: { [Name in keyof TaskFilters]: TaskFilters[Name] | undefined }, isTyped = false): void => go(parseTaskFilters({ ...views.blank, ...filters, ...part }), isTyped);
  const ids = useMemo(() => tasks.map(({ id }) => id), [tasks]);
  const keys = useListKeys<HTMLDivElement>(ids);
  const isFiltered = isNarrowed(filters);
  // One decision needs no filter; where a filter is set it must be seen.
  const hasBar = isFiltered || filters.sort !== undefined || (counts.data?.approvals ?? 0) > 1;
  return (
    <>
      <PageHeader title={t('approvals.title')} note={(inbox.items?.length ?? 0) > 0 ? t('approvals.count', { count: inbox.hasMore ? counts.data?.approvals ?? tasks.length : inbox.items?.length ?? 0 }) : null}>
        <ViewTabs views={views} at="/approvals" isBare />
        {hasBar ? <TaskFilterBar filters={filters} search={keys.search} onChange={change} /> : null}
      </PageHeader>
      <NewRows waiting={waiting} show={show} />
      <div className={css.page} ref={keys.list}>
        {inbox.error && !inbox.items ? <ErrorNotice fault={inbox.error} onRetry={inbox.retry} /> : null}
        {inbox.isLoading || views.isSettling ? <Loading rows={4} height={120} /> : null}
        {inbox.items && tasks.length === 0 ? <EmptyState icon="approvals" title={t(isFiltered ? 'work.noneFound' : 'approvals.none')} text={t(isFiltered ? 'work.noneFoundText' : 'approvals.noneText')} action={isFiltered ? <Button onClick={() => change({ q: undefined, priority: undefined })}>{t('filter.clear')}</Button> : may('task.assign') ? <Link to="/work">{t('home.allWork')}</Link> : <Link to="/requests/mine">{t('home.myRequests')}</Link>} /> : null}
        {tasks.map((task) => {
          const fault = faults.get(task.id);
          const notice = fault ? <div className={css.overtaken}><ErrorNotice fault={fault} /><Button onClick={() => forget(task.id)}>{t('action.close')}</Button></div> : null;
          return gone.has(task.id) ? <article key={task.id} className={css.card}><Ask task={task} /><p className="small"><TicketLink task={task} /></p>{notice}</article> : <Card key={task.id} task={task} row={keys.rowProps(task.id)} notice={notice} onFault={(refused) => note(task, refused)} />;
        })}
        <MoreRows list={inbox} shown={tasks.length} total={isFiltered ? null : counts.data?.approvals ?? null} />
      </div>
    </>
  );
}

function Ask({ task }: { task: TaskView }): ReactNode {
  const { t, say } = useTexts();
  const who = task.askedBy?.kind === 'person' ? task.askedBy : null;
  return (
    <header className={css.ask}>
      <p className={css.by}>
        {who ? <PersonAvatar id={who.id} name={who.name ?? null} size={20} /> : <Icon name="approvals" size={18} />}
        <span>{who ? <Sentence of="approvals.asks" parts={{ who: <bdi>{who.name ?? who.id}</bdi> }} /> : t('approvals.asksFlow')}</span>
        <RelativeTime at={task.openedAt} className="secondary" />
        <ActsFor task={task} />
      </p>
      <h2><bdi>{say(task.prompt ?? task.name)}</bdi></h2>
    </header>
  );
}

const TicketLink = ({ task }: { task: TaskView }): ReactNode => <Link to="/tickets/$key" params={{ key: task.ticket.key }}><span className="figures">{task.ticket.key}</span> <bdi>{task.ticket.title}</bdi></Link>;

const FlowStrip = lazy(() => import('../flow/overlay/FlowStrip.tsx').then((module) => ({ default: module.FlowStrip })));

function Card({ task, row, notice, onFault }: { task: TaskView; row: ReturnType<CurrentRow<HTMLElement>['rowProps']>; notice: ReactNode; onFault: Parameters<typeof TaskPanel>[0]['onFault'] }): ReactNode {
  const { t, say } = useTexts();
  // Each card reads a ticket and a run and listens to both: only those in sight do, however many decisions there are.
  const [place, isNear] = useIsNear<HTMLElement>();
  const ticket = useRead('tickets.read', { params: { key: task.ticket.key } }, { staleMs: 15_000, isEnabled: isNear });
  useLive(isNear ? `ticket:${task.ticket.key}` : null, ['tickets.read']);
  const facts = ticket.data;
  const clock = facts ? pressingClock(facts.clocks) : null;
  return (
    <article ref={place} {...row} className={css.card} aria-label={`${task.ticket.key} ${say(task.name)}`} data-approval={task.ticket.key}>
      <Ask task={task} />
      <dl className={css.facts}>
        <div className={css.wide}><dt>{t('approvals.ticket')}</dt><dd><TicketLink task={task} /></dd></div>
        <div><dt>{t('approvals.priority')}</dt><dd><PriorityMark priority={task.ticket.priority} /></dd></div>
        {facts ? <div><dt>{t('approvals.state')}</dt><dd><TicketState category={facts.category} name={facts.stateName} /></dd></div> : null}
        {facts?.alarm ? <div><dt>{t('approvals.firing')}</dt><dd className={css.mark}><StateMark state={facts.alarm.isFiring ? 'critical' : 'ok'} size={14} isSilent />{t(facts.alarm.isFiring ? 'approvals.stillFiring' : 'approvals.recovered')}</dd></div> : null}
        {facts?.objectView ? <div><dt>{t('approvals.object')}</dt><dd><bdi>{facts.objectView.name}</bdi></dd></div> : null}
        {facts?.objectView ? <div><dt>{t('approvals.impact')}</dt><dd>{t(`object.impact.${facts.objectView.impact as 1 | 2 | 3 | 4}`)}</dd></div> : null}
        {clock ? <div><dt>{t('col.clock')}</dt><dd className={css.clock}><ClockChip clock={clock} hasKind /></dd></div> : null}
      </dl>
      {facts?.catalog ? <div className={css.answers}><FormAnswers ticket={facts} /></div> : null}
      {facts?.can.includes('run.read') ? <div className={css.strip}>{isNear ? <Suspense fallback={null}><FlowStrip ticketKey={task.ticket.key} /></Suspense> : null}</div> : null}
      {notice}
      <TaskPanel task={task} isLarge hasQuestion={false} onFault={onFault} />
    </article>
  );
}
