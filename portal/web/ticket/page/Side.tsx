/** The facts beside a ticket: clocks, people, the affected object, the fields of its type. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { nextLevelText } from '#domain/sla/next-level.words';
import type { TicketType } from '#domain/ticket/ticket.schema';
import { FileCards } from '../../file/FileCard.tsx';
import { useTicketFiles } from '../../file/useTicketFiles.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ClockChip, clockKindText } from '../../ui/ClockChip.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { fullTime, shortTime } from '../../ui/time.ts';
import { useNow } from '../../ui/useNow.ts';
import { later } from '../../ui/later.tsx';
import type { TicketView } from './useTicket.ts';
import css from './Side.module.css';

const SideAnswers = later(() => import('./SideAnswers.tsx').then(({ SideAnswers: part }) => part));

const TicketLinks = later(() => import('./TicketLinks.tsx').then(({ TicketLinks: part }) => part));

const Section = ({ title, children }: { title: string; children: ReactNode }): ReactNode => <section className={css.section}><h3>{title}</h3>{children}</section>;
const Row = ({ name, children }: { name: ReactNode; children: ReactNode }): ReactNode => <div className={css.row}><dt>{name}</dt><dd>{children}</dd></div>;

export function Side({ ticket, type }: { ticket: TicketView; type: TicketType | null }): ReactNode {
  return <><Clocks ticket={ticket} /><People ticket={ticket} /><ObjectPart ticket={ticket} /><Facts ticket={ticket} type={type} /><TicketLinks ticket={ticket} /><Files ticket={ticket} /></>;
}

function Clocks({ ticket }: { ticket: TicketView }): ReactNode {
  const texts = useTexts();
  const now = useNow();
  if (ticket.clocks.length === 0) return null;
  return (
    <Section title={texts.t('clocks.title')}>
      <dl>
        {ticket.clocks.map((clock) => (
          <Row key={clock.id} name={clockKindText(clock.kind, texts)}>
            <span className={css.clock}><ClockChip clock={clock} />{clock.dueAt && clock.stoppedAt === null && clock.state !== 'paused' ? <time className="secondary small" dateTime={clock.dueAt} title={fullTime(clock.dueAt, texts.locale)}>{shortTime(clock.dueAt, texts.locale, now)}</time> : null}</span>
            <NextLevel ticket={ticket} clock={clock} />
          </Row>
        ))}
      </dl>
    </Section>
  );
}

/** Who hears of it next, by name where the ticket knows it. */
function NextLevel({ ticket, clock }: { ticket: TicketView; clock: TicketView['clocks'][number] }): ReactNode {
  const texts = useTexts();
  if (!clock.next) return null;
  const id = clock.next.to === 'assignee' ? ticket.assignee : clock.next.person;
  const name = ticket.people.find((person) => person.id === id)?.name;
  return <p className="secondary small" data-next-level={clock.next.level} title={fullTime(clock.next.at, texts.locale)}>{nextLevelText(clock.next, texts)}{name ? <> (<bdi>{name}</bdi>)</> : null}</p>;
}

function Person({ id, name }: { id: string | null; name: string | null }): ReactNode {
  const { t } = useTexts();
  return <span className={css.person}><PersonAvatar id={id} name={name} size={20} />{id ? <bdi className="ellipsis">{name ?? id}</bdi> : <span className="secondary">{t('ticket.unassigned')}</span>}</span>;
}

function People({ ticket }: { ticket: TicketView }): ReactNode {
  const { t, say } = useTexts();
  const nameOf = (id: string): string | null => ticket.people.find((person) => person.id === id)?.name ?? null;
  return (
    <Section title={t('people.title')}>
      <dl>
        <Row name={t('people.assignee')}><Person id={ticket.assignee} name={ticket.assigneeName} /></Row>
        {ticket.requester ? <Row name={t('people.requester')}><Person id={ticket.requester} name={ticket.requesterName} /></Row> : null}
        {ticket.objectView?.owner ? <Row name={t('people.owner')}><Person id={ticket.objectView.owner} name={nameOf(ticket.objectView.owner)} /></Row> : null}
        {ticket.team ? <Row name={t('people.team')}><span className={css.person}><span className={css.teamIcon}><Icon name="people" size={14} /></span><bdi className="ellipsis">{ticket.teamName ? say(ticket.teamName) : ticket.team}</bdi></span></Row> : null}
      </dl>
    </Section>
  );
}

function ObjectPart({ ticket }: { ticket: TicketView }): ReactNode {
  const { t, say } = useTexts();
  const object = ticket.objectView;
  if (!object && !ticket.alarm && !ticket.object) return null;
  const labels = Object.entries(object?.labels ?? {});
  return (
    <Section title={t('object.title')}>
      {object ? (
        <>
          <p className={css.object}><span className={css.objectIcon}><Icon name="device" size={16} /></span><span><bdi className={css.objectName}>{object.name}</bdi><span className="secondary small">{t(`object.kind.${object.kind}`)}{object.title ? <>, <bdi>{say(object.title)}</bdi></> : null}</span></span></p>
          <dl>
            <Row name={t('object.impact')}>{t(`object.impact.${object.impact as 1 | 2 | 3 | 4}`)}</Row>
            {labels.length > 0 ? <Row name={t('object.labels')}><span className={css.labels}>{labels.slice(0, 8).map(([name, value]) => <code key={name}><bdi>{name}={value}</bdi></code>)}</span></Row> : null}
          </dl>
        </>
      ) : ticket.object ? <p><bdi>{ticket.object.id}</bdi></p> : null}
      {ticket.alarm ? (
        <p className={css.alarm}>
          <StateMark state={ticket.alarm.isFiring ? 'critical' : 'ok'} isSilent />
          <span>{ticket.alarm.isFiring ? t('ticket.firing') : t('event.ticket.changed.recovered')}</span>
          {ticket.can.includes('alarm.read') ? <Link to="/alarms/$id" params={{ id: ticket.alarm.group }}>{t('object.alarm')}</Link> : null}
        </p>
      ) : null}
    </Section>
  );
}

function Files({ ticket }: { ticket: TicketView }): ReactNode {
  const { t } = useTexts();
  const files = useTicketFiles(ticket.key);
  return files.length > 0 ? <Section title={t('file.title')}><FileCards files={files} isCompact /></Section> : null;
}

function Facts({ ticket, type }: { ticket: TicketView; type: TicketType | null }): ReactNode {
  const { t, say, locale } = useTexts();
  const now = useNow();
  const when = (at: string | null): ReactNode => at ? <time dateTime={at} title={fullTime(at, locale)}>{shortTime(at, locale, now)}</time> : null;
  return (
    <Section title={t('facts.title')}>
      <dl>
        {type ? <Row name={t('facts.type')}>{say(type.name)}</Row> : null}
        {Object.keys(ticket.fields).length > 0 ? <SideAnswers ticket={ticket} /> : null}
        <Row name={t('facts.opened')}>{when(ticket.openedAt)}</Row>
        {ticket.resolvedAt ? <Row name={t('facts.resolved')}>{when(ticket.resolvedAt)}</Row> : null}
        {ticket.closedAt ? <Row name={t('facts.closed')}>{when(ticket.closedAt)}</Row> : null}
        {ticket.run ? <Row name={t('facts.flow')}>{t('facts.flowVersion', { flow: say(ticket.flowName) || ticket.run.flow, version: ticket.run.version })}{ticket.run.n > 1 ? <span className="secondary small"> {t('ticket.run', { n: ticket.run.n })}</span> : null}</Row> : null}
      </dl>
    </Section>
  );
}
