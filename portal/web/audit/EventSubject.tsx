/** What an event is about: a link to it, and one that shows everything about it. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { SubjectView } from '#api/audit.api';
import { useMay } from '../shell/session/session.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { Icon } from '../ui/Icon.tsx';
import { parseEventFilters, type EventFilters } from './filters.ts';
import css from './EventRow.module.css';

export function EventSubject({ subject, filters }: { subject: SubjectView; filters: EventFilters }): ReactNode {
  const { t, say } = useTexts();
  const name = subject.name ? say(subject.name) : null;
  const asked = subject.kind === 'ticket' ? subject.id : `${subject.kind}:${subject.id}`;
  return (
    <span className={css.subject} data-kind={subject.kind}>
      <SubjectLink subject={subject} name={name} />
      {filters.subject === asked ? null : <Link to="/events" search={parseEventFilters({ ...filters, subject: asked })} className={css.only} aria-label={t('events.onlyAbout', { name: name ?? subject.id })} title={t('events.onlyAbout', { name: name ?? subject.id })}><Icon name="filter" size={13} /></Link>}
    </span>
  );
}

function SubjectLink({ subject, name }: { subject: SubjectView; name: string | null }): ReactNode {
  const { t } = useTexts();
  const may = useMay();
  if (name === null) return <span className="secondary"><bdi>{subject.id}</bdi> ({t('events.gone')})</span>;
  switch (subject.kind) {
    case 'ticket': return <Link to="/tickets/$key" params={{ key: subject.id }} className={css.link}><span className="figures">{subject.id}</span> <bdi>{name}</bdi></Link>;
    case 'flow': return <Link to="/flows/$key" params={{ key: subject.id }} className={css.link}><bdi>{name}</bdi></Link>;
    case 'alarmGroup': return <Link to="/alarms/$id" params={{ id: subject.id }} className={css.link}><bdi>{name}</bdi></Link>;
    case 'alarmSource': return may('source.manage') ? <Link to="/settings" search={{ section: 'sources', source: subject.id }} className={css.link}><bdi>{name}</bdi></Link> : <bdi>{name}</bdi>;
    case 'person': return <bdi>{name}</bdi>;
  }
}
