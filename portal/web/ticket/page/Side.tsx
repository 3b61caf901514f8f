/** The facts beside a ticket: clocks, people, the affected object, the fields of its type. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { Json } from '#domain/values';
import type { TicketType } from '#domain/ticket/ticket.schema';
import { useMay } from '../../shell/session/session.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ClockChip, clockKindText } from '../../ui/ClockChip.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { fullTime, shortTime } from '../../ui/time.ts';
import { useNow } from '../../ui/useNow.ts';
import type { TicketView } from './useTicket.ts';
import css from './Side.module.css';

const Section = ({ title, children }: { title: string; children: ReactNode }): ReactNode => <section className={css.section}><h3>{title}</h3>{children}</section>;
const Row = ({ name, children }: { name: ReactNode; children: ReactNode }): ReactNode => <div className={css.row}><dt>{name}</dt><dd>{children}</dd></div>;

export function Side({ ticket, type }: { ticket: TicketView; type: TicketType | null }): ReactNode {
  return <><Clocks ticket={ticket} /><People ticket={ticket} /><ObjectPart ticket={ticket} /><Facts ticket={ticket} type={type} /></>;
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
          </Row>
        ))}
      </dl>
    </Section>
  );
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
  const may = useMay();
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
          {may('alarm.read') ? <Link to="/alarms/$id" params={{ id: ticket.alarm.group }}>{t('object.alarm')}</Link> : null}
        </p>
      ) : null}
    </Section>
  );
}

function Facts({ ticket, type }: { ticket: TicketView; type: TicketType | null }): ReactNode {
  const { t, say, locale } = useTexts();
  const now = useNow();
  const properties = (type?.form.schema['properties'] ?? {}) as Readonly<Record<string, { title?: string }>>;
  const when = (at: string | null): ReactNode => at ? <time dateTime={at} title={fullTime(at, locale)}>{shortTime(at, locale, now)}</time> : null;
  const fields = Object.entries(ticket.fields).filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0));
  return (
    <Section title={t('facts.title')}>
      <dl>
        {type ? <Row name={t('facts.type')}>{say(type.name)}</Row> : null}
        {fields.map(([name, value]) => <Row key={name} name={<bdi>{properties[name]?.title ?? name}</bdi>}><Value value={value} /></Row>)}
        <Row name={t('facts.opened')}>{when(ticket.openedAt)}</Row>
        {ticket.resolvedAt ? <Row name={t('facts.resolved')}>{when(ticket.resolvedAt)}</Row> : null}
        {ticket.closedAt ? <Row name={t('facts.closed')}>{when(ticket.closedAt)}</Row> : null}
        {ticket.run ? <Row name={t('facts.flow')}>{t('facts.flowVersion', { flow: say(ticket.flowName) || ticket.run.flow, version: ticket.run.version })}{ticket.run.n > 1 ? <span className="secondary small"> {t('ticket.run', { n: ticket.run.n })}</span> : null}</Row> : null}
      </dl>
    </Section>
  );
}

function Value({ value }: { value: Json }): ReactNode {
  const { t } = useTexts();
  if (typeof value === 'boolean') return t(value ? 'facts.yes' : 'facts.no');
  if (Array.isArray(value)) return <bdi>{value.map((item) => (typeof item === 'object' ? JSON.stringify(item) : String(item))).join(', ')}</bdi>;
  return <bdi className="plain-text">{typeof value === 'object' ? JSON.stringify(value) : String(value)}</bdi>;
}
