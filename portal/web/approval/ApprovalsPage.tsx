/** Decisions asked of the reader: what is asked in one sentence, the facts that matter, the flow, two big buttons, a comment. The same on the phone. */
import { lazy, Suspense, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { TaskView } from '#api/task.api';
import { usePages, useRead } from '../shell/api/read.ts';
import { useCrumbs } from '../shell/frame/crumbs.ts';
import { useLive } from '../shell/live/useLive.ts';
import { useMe } from '../shell/session/session.ts';
import { Sentence, useTexts } from '../shell/texts/useTexts.tsx';
import { pressingClock } from '../ui/clock.ts';
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
import { TaskPanel } from '../work/task/TaskPanel.tsx';
import { useSteadyTasks } from '../work/useSteadyTasks.ts';
import css from './ApprovalsPage.module.css';

const none: readonly TaskView[] = [];

export function ApprovalsPage(): ReactNode {
  const { t } = useTexts();
  const me = useMe();
  const inbox = usePages('inbox.list', { query: { kind: 'approval', limit: 50 } });
  const counts = useRead('inbox.counts');
  useCrumbs([{ label: t('approvals.title') }]);
  useLive(`inbox:${me.person.id}`, ['inbox.list', 'inbox.counts']);
  const { tasks, faults, gone, note, forget } = useSteadyTasks(inbox.items ?? none, 'approvals');
  return (
    <>
      <PageHeader title={t('approvals.title')} note={(inbox.items?.length ?? 0) > 0 ? t('approvals.count', { count: inbox.hasMore ? counts.data?.approvals ?? tasks.length : inbox.items?.length ?? 0 }) : null} />
      <div className={css.page}>
        {inbox.error && !inbox.items ? <ErrorNotice fault={inbox.error} onRetry={inbox.retry} /> : null}
        {inbox.isLoading ? <Loading rows={4} height={120} /> : null}
        {inbox.items && tasks.length === 0 ? <EmptyState icon="approvals" title={t('approvals.none')} text={t('approvals.noneText')} /> : null}
        {tasks.map((task) => {
          const fault = faults.get(task.id);
          const notice = fault ? <div className={css.overtaken}><ErrorNotice fault={fault} /><Button onClick={() => forget(task.id)}>{t('action.close')}</Button></div> : null;
          return gone.has(task.id) ? <article key={task.id} className={css.card}><Ask task={task} /><p className="small"><TicketLink task={task} /></p>{notice}</article> : <Card key={task.id} task={task} notice={notice} onFault={(refused) => note(task, refused)} />;
        })}
        <MoreRows list={inbox} shown={tasks.length} total={counts.data?.approvals ?? null} />
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
      </p>
      <h2><bdi>{task.prompt ?? say(task.name)}</bdi></h2>
    </header>
  );
}

const TicketLink = ({ task }: { task: TaskView }): ReactNode => <Link to="/tickets/$key" params={{ key: task.ticket.key }}><span className="figures">{task.ticket.key}</span> <bdi>{task.ticket.title}</bdi></Link>;

const FlowStrip = lazy(() => import('../flow/overlay/FlowStrip.tsx').then((module) => ({ default: module.FlowStrip })));

function Card({ task, notice, onFault }: { task: TaskView; notice: ReactNode; onFault: Parameters<typeof TaskPanel>[0]['onFault'] }): ReactNode {
  const { t, say } = useTexts();
  const ticket = useRead('tickets.read', { params: { key: task.ticket.key } }, { staleMs: 15_000 });
  useLive(`ticket:${task.ticket.key}`, ['tickets.read']);
  const facts = ticket.data;
  const clock = facts ? pressingClock(facts.clocks) : null;
  return (
    <article className={css.card} aria-label={`${task.ticket.key} ${say(task.name)}`} data-approval={task.ticket.key}>
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
      {facts?.can.includes('run.read') ? <div className={css.strip}><Suspense fallback={null}><FlowStrip ticketKey={task.ticket.key} /></Suspense></div> : null}
      {notice}
      <TaskPanel task={task} isLarge hasQuestion={false} onFault={onFault} />
    </article>
  );
}
