/** What is asked of the reader now, with its buttons; nothing asked: who is being waited for, since when. Tells also when somebody was faster. */
import { useState, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { TaskView } from '#api/task.api';
import type { ApiFault } from '../../shell/api/client.ts';
import { useMay } from '../../shell/session/session.ts';
import { Sentence, useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { later } from '../../ui/later.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { ActsFor } from '../../work/task/ActsFor.tsx';
import { TaskPanel } from '../../work/task/TaskPanel.tsx';
import { isOvertaken } from '../../work/task/useTaskAction.ts';
import { TakeBack } from './TakeBack.tsx';
import { nextOf, waitedFor, type Next } from './next.ts';
import type { TicketView } from './useTicket.ts';
import css from './NextPanel.module.css';

/** Seldom there. */
const Incidents = later(() => import('./Incidents.tsx').then(({ Incidents: part }) => part));

export function NextPanel({ ticket, onTasks }: { ticket: TicketView; /** Shows the other tasks; without it they stand here. */ onTasks?: () => void }): ReactNode {
  const { t, say } = useTexts();
  const [overtaken, setOvertaken] = useState<ApiFault | null>(null);
  const next = nextOf(ticket);
  const hear = (fault: ApiFault): void => { if (isOvertaken(fault)) setOvertaken(fault); };
  const others = 'others' in next ? next.others.length : 0;
  return (
    <section className={css.next} data-kind={next.kind} aria-label={t('next.title')}>
      {overtaken ? <div className={css.refused}><ErrorNotice fault={overtaken} isCompact /><Button size="small" type="text" onClick={() => setOvertaken(null)}>{t('action.close')}</Button></div> : null}
      {next.kind === 'asked' ? <Asked task={next.task} onFault={hear} /> : null}
      {next.kind === 'waiting' ? <Waiting task={next.task} onFault={hear} /> : null}
      {ticket.unreachable.map((gap) => <Unreachable key={`${gap.task}.${gap.who}`} gap={gap} />)}
      {ticket.incidents.length > 0 ? <Incidents ticketKey={ticket.key} incidents={ticket.incidents} mayMend={ticket.can.includes('run.repair')} /> : null}
      {next.kind === 'elsewhere' ? <Elsewhere wait={next.wait} /> : null}
      {next.kind === 'done' ? <Calm icon={<StateMark state="ok" size={18} isSilent />} title={t('next.done')} text={t('next.doneText', { state: say(ticket.stateName).toLocaleLowerCase() })} /> : null}
      {next.kind === 'done' ? <TakeBack ticket={ticket} /> : null}
      {next.kind === 'machine' ? <Calm icon={<span className={css.breath}><Icon name="bolt" size={18} /></span>} title={t('next.machine')} text={t('next.machineText')} /> : null}
      {next.kind === 'incident' && ticket.incidents.length === 0 ? <Calm icon={<StateMark state="warning" size={18} isSilent />} title={t('next.incident')} text={t('incident.whoText')} /> : null}
      {onTasks === undefined ? <Others next={next} /> : null}
      {onTasks !== undefined && next.kind !== 'elsewhere' && others > 0 ? <button type="button" className={css.others} onClick={onTasks}>{t('next.more', { count: others })}<Icon name="chevronRight" size={14} /></button> : null}
    </section>
  );
}

/** Nobody can decide now: what to do about it. */
function Unreachable({ gap }: { gap: TicketView['unreachable'][number] }): ReactNode {
  const { t } = useTexts();
  const may = useMay();
  return (
    <div className={css.unreachable} data-unreachable={gap.why}>
      <StateMark state="warning" size={16} isSilent />
      <p><Sentence of={`next.unreachable.${gap.why}`} parts={{ who: <bdi>{gap.who}</bdi> }} /> {may('absence.edit') ? <Link to="/settings" search={{ section: 'absences' }}>{t('next.unreachable.mend')}</Link> : t('next.unreachable.ask')}</p>
    </div>
  );
}

function Asked({ task, onFault }: { task: TaskView; onFault: (fault: ApiFault) => void }): ReactNode {
  const { t, say } = useTexts();
  // Who is asked back decides nothing.
  const asks = task.can.includes('complete') ? undefined : task.questions.find(({ isMine }) => isMine);
  return (
    <>
      <p className={css.eyebrow}><span>{t('next.title')}</span><AskedBy task={task} /></p>
      <ActsFor task={task} />
      <h2 className={css.title}><Icon name={task.kind === 'approval' ? 'approvals' : 'work'} size={18} /><span>{asks ? <Sentence of="question.forYou" parts={{ name: <bdi>{asks.by.name ?? asks.by.id}</bdi> }} /> : <bdi>{say(task.name)}</bdi>}</span></h2>
      <TaskPanel key={task.id} task={task} onFault={onFault} />
    </>
  );
}

function Waiting({ task, onFault }: { task: TaskView; onFault: (fault: ApiFault) => void }): ReactNode {
  const { t, say, list } = useTexts();
  const who = waitedFor(task).map(say);
  return (
    <>
      <p className={css.eyebrow}><span>{t('next.title')}</span></p>
      <h2 className={css.title}><Icon name="clock" size={18} /><span><Sentence of="next.waitingFor" parts={{ who: <bdi>{who.length > 0 ? list(who) : t('nobody')}</bdi> }} /></span></h2>
      <p className="secondary small"><bdi>{say(task.name)}</bdi>, <Sentence of="next.since" parts={{ time: <RelativeTime at={task.openedAt} /> }} /></p>
      {task.can.length > 0 || task.questions.length > 0 || task.suspended || task.returned || task.countersign?.submitted ? <TaskPanel key={task.id} task={task} onFault={onFault} /> : null}
    </>
  );
}

function Elsewhere({ wait }: { wait: Extract<Next, { kind: 'elsewhere' }>['wait'] }): ReactNode {
  const { t, say, list } = useTexts();
  return (
    <>
      <p className={css.eyebrow}><span>{t('next.title')}</span></p>
      <h2 className={css.title}><Icon name={wait.kind === 'approval' ? 'approvals' : 'clock'} size={18} /><span><Sentence of="next.waitingFor" parts={{ who: <bdi>{wait.names.length > 0 ? list(wait.names.map(say)) : t('nobody')}</bdi> }} /></span></h2>
      <p className="secondary small"><bdi>{say(wait.name)}</bdi>, <Sentence of="next.since" parts={{ time: <RelativeTime at={wait.since} /> }} /></p>
    </>
  );
}

/** Who else is waited for, one line each. */
function Others({ next }: { next: Next }): ReactNode {
  const { t, say, list } = useTexts();
  if (!('others' in next)) return null;
  const lines = next.kind === 'elsewhere' ? next.others.map(({ name, names, since }) => ({ name, names, since })) : next.others.map((task) => ({ name: task.name, names: waitedFor(task), since: task.openedAt }));
  return lines.map(({ name, names, since }, at) => (
    <p key={at} className={css.other}><span><Sentence of="next.waitingFor" parts={{ who: <strong><bdi>{names.length > 0 ? list(names.map(say)) : t('nobody')}</bdi></strong> }} /></span> <span className="secondary small"><bdi>{say(name)}</bdi>, <Sentence of="next.since" parts={{ time: <RelativeTime at={since} /> }} /></span></p>
  ));
}

function AskedBy({ task }: { task: TaskView }): ReactNode {
  const { t } = useTexts();
  return <span className={css.by}>{task.askedBy?.name ? <><Sentence of="next.askedBy" parts={{ name: <bdi>{task.askedBy.name}</bdi> }} />{t('phrase.list.comma')}</> : null}<RelativeTime at={task.openedAt} /></span>;
}

const Calm = ({ icon, title, text }: { icon: ReactNode; title: string; text: string }): ReactNode => <div className={css.calm}>{icon}<div><h2>{title}</h2><p className="secondary small">{text}</p></div></div>;
