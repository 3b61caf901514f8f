/** All calendars: which hours they count, since when, who uses them, and what needs a look. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ResponseOf } from '#api/routes';
import { useRead } from '../../shell/api/read.ts';
import { useLive } from '../../shell/live/useLive.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { workingText } from '#domain/sla/duration.words';
import { RecountProgress } from './RecountProgress.tsx';
import { dateText } from './weekday-names.ts';
import css from './CalendarList.module.css';

type Row = ResponseOf<'calendars.list'>['items'][number];

export function CalendarList(): ReactNode {
  const { t } = useTexts();
  const list = useRead('calendars.list');
  useLive('calendars', ['calendars.list']);
  const make = <Link to="/settings/calendars/$key" params={{ key: 'new' }}><Button type="primary" icon={<Icon name="plus" size={16} />}>{t('calendar.new')}</Button></Link>;
  if (list.error && !list.data) return <ErrorNotice fault={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading rows={4} height={80} />;
  return (
    <>
      <div className={css.top}><p className={css.about}>{t('calendar.about')}</p>{make}</div>
      {list.data.items.length === 0 ? <EmptyState icon="clock" title={t('calendar.none')} text={t('calendar.noneText')} action={make} /> : <ul className={css.list}>{list.data.items.map((row) => <CalendarRow key={row.key} row={row} />)}</ul>}
    </>
  );
}

function CalendarRow({ row }: { row: Row }): ReactNode {
  const texts = useTexts();
  const { t, say, locale } = texts;
  return (
    <li className={css.row} data-calendar={row.key}>
      <h2><Link to="/settings/calendars/$key" params={{ key: row.key }}><bdi>{say(row.name)}</bdi></Link></h2>
      <dl className={css.facts}>
        <div><dt>{t('calendar.week')}</dt><dd>{row.isAlways ? t('calendar.alwaysShort') : t('calendar.weekHours', { time: workingText(row.weekMinutes * 60, texts) })}</dd></div>
        <div><dt>{t('calendar.zone')}</dt><dd><bdi>{row.zone}</bdi></dd></div>
        <div><dt>{t('calendar.holds')}</dt><dd>{row.validFrom === null ? t('calendar.fromBeginning') : t('calendar.fromDate', { date: dateText(row.validFrom, locale) })}{row.nextFrom === null ? '' : ` · ${t('calendar.next', { date: dateText(row.nextFrom, locale) })}`}</dd></div>
        <div><dt>{t('calendar.slas')}</dt><dd>{row.policies.length === 0 ? t('calendar.unused') : <ul className={css.slas}>{row.policies.map(({ id, name }) => <li key={id}><Link to="/settings/sla/$id" params={{ id }}><bdi>{say(name)}</bdi></Link></li>)}</ul>}</dd></div>
      </dl>
      {row.failingFeeds > 0 ? <p className={css.warning}><StateMark state="warning" size={14} isSilent />{t('calendar.failingFeeds', { count: row.failingFeeds })}</p> : null}
      {row.recount && row.recount.state !== 'done' ? <RecountProgress recount={row.recount} /> : null}
    </li>
  );
}
