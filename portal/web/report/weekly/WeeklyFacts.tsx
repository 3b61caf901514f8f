/** What is in a weekly report, when the next one comes, and what became of the last. */
import { Fragment, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { weekdays } from '#domain/sla/calendar.schema';
import type { ReportSubscriptionView } from '#api/subscription.api';
import { ApiFault } from '../../shell/api/client.ts';
import { useRead } from '../../shell/api/read.ts';
import { directionOf } from '../../shell/reader/reader.ts';
import { Sentence, useTexts } from '../../shell/texts/useTexts.tsx';
import { weekdayName } from '../../sla/calendar/weekday-names.ts';
import { useFaultTexts } from '../../ui/ErrorNotice.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { fullMinute } from '../../ui/time.ts';
import css from './Weekly.module.css';

/** `isMine` false: somebody else's, read by who manages the settings. */
export function WeeklyFacts({ item, isMine }: { item: ReportSubscriptionView; isMine: boolean }): ReactNode {
  const { t, list, locale } = useTexts();
  return (
    <>
      <p className={css.when}><Sentence of="weekly.when" parts={{ day: weekdayName(weekdays[item.weekday - 1]!, locale), time: <bdi>{item.time}</bdi>, zone: <bdi>{item.zone}</bdi> }} /></p>
      <p className="small"><Scope item={item} /></p>
      <p className="secondary small">{list([t('weekly.span', { count: item.weeks }), ...item.formats.map((format) => format.toUpperCase()), t(`language.${item.locale}`)])}</p>
      <p className="small" data-next>{item.next === null ? t(isMine ? 'weekly.paused' : 'weekly.all.paused') : <Sentence of="weekly.next" parts={{ time: <time dateTime={item.next.dueAt}>{fullMinute(item.next.dueAt, locale)}</time> }} />}</p>
      <Last last={item.last} isMine={isMine} />
    </>
  );
}

/** Names of what it is narrowed to. */
function Scope({ item: { filter } }: { item: ReportSubscriptionView }): ReactNode {
  const { t, say, locale } = useTexts();
  const teams = useRead('teams.list', {}, { staleMs: 300_000 });
  const types = useRead('ticketTypes.list', {}, { staleMs: 300_000 });
  const named = (text: string | undefined, nameOf: (key: string) => string): string[] => (text ?? '').split(',').filter((key) => key !== '').map(nameOf);
  const parts = [
    ...named(filter.team, (id) => (id === '-' ? t('filter.noTeam') : say(teams.data?.items.find((team) => team.id === id)?.name) || id)),
    ...named(filter.type, (key) => say(types.data?.items.find((type) => type.key === key)?.name) || key),
    ...named(filter.priority, (key) => t(`priority.${key}` as 'priority.P1')), ...(filter.promise === undefined ? [] : [t(`levels.promise.${filter.promise}`)]),
  ];
  // Each by itself, in the reader's direction: "P1" would turn the whole line round.
  return parts.length === 0 ? t('weekly.everything') : parts.map((part, at) => <Fragment key={part}>{at === 0 ? '' : ' · '}<bdi dir={directionOf(locale)}>{part}</bdi></Fragment>);
}

/** What became of the last one. */
function Last({ last, isMine }: { last: ReportSubscriptionView['last']; isMine: boolean }): ReactNode {
  const { t } = useTexts();
  const tell = useFaultTexts();
  if (last === null) return <p className="secondary small" data-last="none">{t('weekly.never')}</p>;
  const { notice } = last;
  const fate = last.is === 'made' ? notice === null ? 'forgotten' as const : notice.state : last.is;
  const fault = last.is === 'made' ? notice?.fault ?? null : last.fault;
  const isWell = fate === 'sent' || fate === 'sending' || fate === 'forgotten' || (fate === 'queued' && fault === null);
  const words = fault === null || fate === 'sent' ? null : tell(new ApiFault({ ...fault, family: 'conflict' }, 409));
  return (
    <div className={css.last} data-last={fate}>
      <p><StateMark state={isWell ? 'ok' : fate === 'queued' || fate === 'delayed' ? 'warning' : fate === 'skipped' || fate === 'suppressed' ? 'paused' : 'critical'} size={14} isSilent /> <span><Sentence of={`weekly.last.${fate}`} parts={{ time: <RelativeTime at={last.at} />, again: last.againAt === null ? '' : <RelativeTime at={last.againAt} /> }} /></span></p>
      {words === null ? null : <p className="secondary small"><bdi>{words.message}</bdi> <bdi>{words.hint}</bdi></p>}
      {notice === null ? null : <Link to="/mailbox" search={{ ...(isMine ? {} : { scope: 'all' as const }), notice: notice.id }} className="small">{t('weekly.open')}</Link>}
    </div>
  );
}
