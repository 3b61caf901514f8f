/** iCal feeds a calendar follows: how they are, what they brought, asked again, followed no more; and one more. */
import type { ReactNode } from 'react';
import { Button, Input } from 'antd';
import { useWrite } from '../../shell/api/read.ts';
import { useKept } from '../../shell/kept/useKept.ts';
import { Sentence, useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import type { CalendarView } from './draft.ts';
import { dateText } from './weekday-names.ts';
import css from './HolidaySources.module.css';

type Feed = CalendarView['feeds'][number];
const anew = ['calendars.read', 'calendars.list'] as const;

export function FeedList({ calendar, feeds }: { calendar: string; feeds: readonly Feed[] }): ReactNode {
  const { t } = useTexts();
  const [typed, setTyped, clear] = useKept(`calendar.feed.${calendar}`, { name: '', url: '' });
  const add = useWrite('calendarFeeds.add', { invalidates: anew, onDone: clear });
  return (
    <div className={css.feeds}>
      <h3>{t('calendar.feeds')}</h3>
      <p className="secondary small">{t('calendar.feedsAbout')}</p>
      {feeds.map((feed) => <FeedRow key={feed.id} calendar={calendar} feed={feed} />)}
      <form className={css.addFeed} onSubmit={(event) => { event.preventDefault(); add.mutate({ params: { key: calendar }, body: { name: typed.name.trim() || hostOf(typed.url), url: typed.url.trim() } }); }}>
        <label>{t('calendar.feedUrl')}<Input type="url" dir="ltr" required pattern="(https?|webcal)://.+" value={typed.url} maxLength={2000} onChange={(event) => setTyped({ ...typed, url: event.target.value })} /></label>
        <label>{t('calendar.feedName')}<Input value={typed.name} maxLength={100} onChange={(event) => setTyped({ ...typed, name: event.target.value })} /></label>
        <Button htmlType="submit" loading={add.isPending} disabled={!/^(https?|webcal):\/\/.+/i.test(typed.url.trim())}>{t('calendar.follow')}</Button>
      </form>
      {add.error ? <ErrorNotice fault={add.error} isCompact isKept /> : null}
    </div>
  );
}

/** A name for who gives none. */
const hostOf = (url: string): string => /^\w+:\/\/([^/?#]+)/.exec(url.trim())?.[1]?.slice(0, 100) ?? url.trim().slice(0, 100);

function FeedRow({ calendar, feed }: { calendar: string; feed: Feed }): ReactNode {
  const { t, tell, locale } = useTexts();
  const refresh = useWrite('calendarFeeds.refresh', { invalidates: anew });
  const remove = useWrite('calendarFeeds.remove', { invalidates: anew });
  const params = { key: calendar, id: feed.id };
  const isNew = feed.triedAt === null;
  return (
    <div className={css.feed} data-feed={feed.name} data-state={isNew ? 'waiting' : feed.fault ? 'failed' : 'good'}>
      <StateMark state={isNew ? 'unknown' : feed.fault ? 'warning' : 'ok'} size={14} isSilent />
      <div className={css.words}>
        <strong><bdi>{feed.name}</bdi></strong> <span className="secondary small"><bdi>{feed.url}</bdi></span>
        <p>
          {isNew ? t('calendar.feedWaiting') : t('calendar.days', { count: feed.days })}
          {feed.fetchedAt ? <> · <Sentence of="calendar.feedFetched" parts={{ when: <RelativeTime at={feed.fetchedAt} /> }} /></> : null}
          {feed.skipped > 0 ? <> · {t('calendar.feedSkipped', { count: feed.skipped })}</> : null}
        </p>
        {feed.fault ? <p role="status">{tell(feed.fault).message} {t(feed.fetchedAt ? 'calendar.feedKeeps' : 'calendar.feedNothing')} <Sentence of="calendar.feedNext" parts={{ when: <RelativeTime at={feed.nextAt} /> }} /></p> : null}
        {feed.closures.length > 0 ? <details><summary>{t('calendar.feedDays')}</summary><ul className={css.closures}>{feed.closures.slice(0, 60).map((day, at) => <li key={at}>{dateText(day.date, locale)} <bdi>{day.name.en}</bdi>{day.hours ? <bdi className="figures" dir="ltr"> {day.hours.from}–{day.hours.to}</bdi> : null}</li>)}</ul></details> : null}
        {refresh.error ?? remove.error ? <ErrorNotice fault={refresh.error ?? remove.error} isCompact /> : null}
      </div>
      <div className={css.actions}>
        <Button size="small" loading={refresh.isPending} onClick={() => refresh.mutate({ params })}>{t('calendar.feedNow')}</Button>
        <Button size="small" danger loading={remove.isPending} onClick={() => remove.mutate({ params })}>{t('calendar.unfollow')}</Button>
      </div>
    </div>
  );
}
