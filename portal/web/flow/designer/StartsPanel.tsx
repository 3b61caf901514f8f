/** What begins the version in force from outside: its messages, and its schedules with their next and last firings. A schedule can be paused and go on. */
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { ResponseOf } from '#api/routes';
import type { FlowFile } from '#domain/flow/flow.schema';
import { scheduleSchema } from '#domain/flow/schedule/schedule.schema';
import { scheduleText } from '#domain/flow/schedule/schedule.text';
import { useRead, useWrite } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { fullMinute } from '../../ui/time.ts';
import css from './StartsPanel.module.css';

type Start = ResponseOf<'flows.starts'>['items'][number];
type Firing = Start['last'][number];

export function StartsPanel({ flow, file, mayPause }: { flow: string; file: FlowFile; mayPause: boolean }): ReactNode {
  const { t, say } = useTexts();
  const read = useRead('flows.starts', { params: { key: flow } }, { refetchMs: 10_000 });
  if (read.error && !read.data) return <ErrorNotice fault={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return <Loading />;
  if (read.data.items.length === 0) return <p className="secondary">{t('starts.none')}</p>;
  return (
    <ul className={css.list}>
      {read.data.items.map((start) => {
        const written = scheduleSchema.safeParse(start.schedule);
        return (
          <li key={start.node} className={css.start} data-start={start.node}>
            <div className={css.head}>
              <strong><bdi>{say(file.nodes[start.node]?.name ?? { en: start.node })}</bdi></strong>
              <span className="secondary"><bdi>{start.trigger === 'message' ? t('starts.message', { name: start.message ?? '' }) : written.success ? say(scheduleText(written.data)) : ''}</bdi></span>
              {start.trigger === 'schedule' && mayPause ? <Pause flow={flow} start={start} /> : null}
            </div>
            {start.trigger === 'schedule' ? <Firings start={start} /> : null}
          </li>
        );
      })}
    </ul>
  );
}

function Pause({ flow, start }: { flow: string; start: Start }): ReactNode {
  const { t } = useTexts();
  const given = { invalidates: ['flows.starts' as const] };
  const pause = useWrite('flows.pauseSchedule', given);
  const resume = useWrite('flows.resumeSchedule', given);
  const isPaused = start.paused !== null;
  const { isPending, error, mutate } = isPaused ? resume : pause;
  return (
    <>
      <Button size="small" loading={isPending} data-action={isPaused ? 'resume' : 'pause'} onClick={() => mutate({ params: { key: flow, node: start.node } })}>{t(isPaused ? 'starts.resume' : 'starts.pause')}</Button>
      {error ? <ErrorNotice fault={error} isCompact /> : null}
    </>
  );
}

function Firings({ start }: { start: Start }): ReactNode {
  const { t, locale } = useTexts();
  return (
    <div className={css.firings}>
      <section>
        <h3>{t('schedule.next')}</h3>
        {start.paused ? <p>{t('starts.paused', { name: start.paused.by.name ?? start.paused.by.id, time: fullMinute(start.paused.at, locale) })}</p> : start.next.length === 0 ? <p className="secondary">{t('schedule.nothing')}</p> : <ol data-next={start.next.length}>{start.next.map((at) => <li key={at}><time dateTime={at}>{fullMinute(at, locale)}</time></li>)}</ol>}
      </section>
      <section>
        <h3>{t('starts.last')}</h3>
        {start.last.length === 0 ? <p className="secondary">{t('starts.notYet')}</p> : <ol data-last={start.last.length}>{start.last.map((firing) => <li key={firing.dueAt} data-state={firing.state}><Told firing={firing} /></li>)}</ol>}
      </section>
    </div>
  );
}

function Told({ firing: { dueAt, state, ticket, missedSince, code, params } }: { firing: Firing }): ReactNode {
  const { t, tell, locale } = useTexts();
  return (
    <>
      <time dateTime={dueAt}>{fullMinute(dueAt, locale)}</time> {t(`starts.state.${state}`)} {ticket ? <Link to="/tickets/$key" params={{ key: ticket.key }}><bdi>{ticket.key}</bdi></Link> : null}
      {code === null ? null : <> <span><bdi>{tell({ code, params: params ?? {}, message: code }).message}</bdi></span></>}
      {missedSince === null ? null : <> <span className="secondary">{t('starts.missed', { time: fullMinute(missedSince, locale) })}</span></>}
    </>
  );
}
