/** What would change before it is saved: open tickets in numbers and by row, and a sample with its explanation before and after. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Input } from 'antd';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { InstantField } from '../../ui/date/DateFields.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { durationText } from '#domain/sla/duration.words';
import { fullTime, shortTime } from '../../ui/time.ts';
import { useNow } from '../../ui/useNow.ts';
import { clockKindText } from '../../ui/ClockChip.tsx';
import { ExplainLines } from '../ExplainLines.tsx';
import type { Impact, Preview, Sample } from './usePreview.ts';
import css from './ImpactPanel.module.css';

export interface ImpactPanelProps { preview: Preview; isChanged: boolean; sample: Sample; onSample: (sample: Sample) => void }

export function ImpactPanel({ preview: { impact, fault, isBusy }, isChanged, sample, onSample }: ImpactPanelProps): ReactNode {
  const { t } = useTexts();
  return (
    <section className={css.panel} aria-label={t('calendar.impact')} aria-busy={isBusy} data-busy={isBusy || undefined}>
      <h2>{t('calendar.impact')}</h2>
      {fault ? <ErrorNotice fault={fault} isCompact isKept /> : null}
      {impact && !fault ? <Numbers impact={impact} isChanged={isChanged} /> : null}
      {impact && !fault && impact.rows.length > 0 ? <Rows impact={impact} /> : null}
      <SampleInput sample={sample} onSample={onSample} />
      {impact?.sample && !fault ? <SampleAnswers sample={impact.sample} /> : null}
    </section>
  );
}

function Numbers({ impact, isChanged }: { impact: Impact; isChanged: boolean }): ReactNode {
  const { t } = useTexts();
  if (impact.total === 0) return <p className="secondary">{t('calendar.noTickets')}</p>;
  if (impact.movedTickets === 0) return <p className="secondary">{t(isChanged ? 'calendar.movesNothing' : 'calendar.notChanged', { count: impact.total })}</p>;
  const figure = (name: string, value: number, mark?: 'critical' | 'ok'): ReactNode => <div data-figure={name}><dt>{mark ? <StateMark state={mark} size={12} isSilent /> : null}{t(`calendar.figure.${name}` as 'calendar.figure.moved')}</dt><dd className="figures">{value}</dd></div>;
  return (
    <>
      <dl className={css.figures}>
        {figure('moved', impact.movedTickets)}{figure('earlier', impact.earlier)}{figure('later', impact.later)}
        {figure('breached', impact.newlyBreached, impact.newlyBreached > 0 ? 'critical' : undefined)}{figure('saved', impact.noLongerAtRisk, impact.noLongerAtRisk > 0 ? 'ok' : undefined)}
      </dl>
      <p className="secondary small">{t(impact.looked < impact.total ? 'calendar.lookedSome' : 'calendar.lookedAll', { looked: impact.looked, count: impact.total })}</p>
    </>
  );
}

function Rows({ impact }: { impact: Impact }): ReactNode {
  const texts = useTexts();
  const { t, locale } = texts;
  const now = useNow();
  const due = (at: string | null): ReactNode => (at === null ? t('calendar.noDue') : <time dateTime={at} title={fullTime(at, locale)}>{shortTime(at, locale, now)}</time>);
  return (
    <ul className={css.rows} aria-label={t('calendar.rows')}>
      {impact.rows.map((row) => (
        <li key={`${row.key}.${row.kind}`} data-impact={row.key}>
          <Link to="/tickets/$key" params={{ key: row.key }} className={css.key}><span className="figures">{row.key}</span> <bdi>{row.title}</bdi></Link>
          <span className={css.move}>
            <span className="secondary">{clockKindText(row.kind, texts)}</span> {due(row.dueBefore)} <span aria-hidden className={css.arrow}>→</span> <strong>{due(row.dueAfter)}</strong>
            {row.movesMs === 0 ? null : <span className="secondary small"> {row.movesMs > 0 ? t('calendar.laterBy', { time: durationText(row.movesMs / 1000, texts) }) : t('calendar.earlierBy', { time: durationText(-row.movesMs / 1000, texts) })}</span>}
          </span>
          {row.isNewlyBreached ? <span className={css.breach}><StateMark state="critical" size={12} isSilent />{t('calendar.wouldBreach')}</span> : null}
          {row.isNoLongerAtRisk ? <span className={css.saved}><StateMark state="ok" size={12} isSilent />{t('calendar.wouldSave')}</span> : null}
        </li>
      ))}
    </ul>
  );
}

function SampleInput({ sample, onSample }: Pick<ImpactPanelProps, 'sample' | 'onSample'>): ReactNode {
  const { t } = useTexts();
  return (
    <div className={css.sample}>
      <h3>{t('calendar.sample')}</h3>
      <div className={css.field}><label htmlFor="sample-start">{t('calendar.sampleStart')}</label><InstantField id="sample-start" label={t('calendar.sampleStart')} isRequired value={sample.start} onChange={(start) => { if (start !== '') onSample({ ...sample, start }); }} /></div>
      <label>{t('calendar.sampleTarget')}<Input value={sample.target} maxLength={32} dir="ltr" onChange={(event) => onSample({ ...sample, target: event.target.value })} /></label>
    </div>
  );
}

function SampleAnswers({ sample }: { sample: NonNullable<Impact['sample']> }): ReactNode {
  const { t, locale, tell } = useTexts();
  const answer = (which: 'before' | 'after', isBoth = false): ReactNode => {
    const { dueAt, explain, fault } = sample[which];
    if (dueAt === null && fault === null) return null;
    return (
      <div data-sample={which}>
        <h4>{t(`calendar.sample.${isBoth ? 'both' : which}`)}</h4>
        {fault ? <p>{tell(fault).message}</p> : <p><strong>{fullTime(dueAt!, locale)}</strong></p>}
        <ExplainLines lines={explain} />
      </div>
    );
  };
  const isSame = JSON.stringify(sample.before.explain.filter(({ code }) => code !== 'CALENDAR_VERSION')) === JSON.stringify(sample.after.explain.filter(({ code }) => code !== 'CALENDAR_VERSION'));
  return <div className={css.answers}>{isSame ? null : answer('before')}{answer('after', isSame)}</div>;
}
