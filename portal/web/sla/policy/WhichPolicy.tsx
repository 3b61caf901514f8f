/** Which service level a ticket would get: of one that is there, or of a type, priority and team; why that one, and when its clocks would be due. */
import { useState, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import type { ResponseOf } from '#api/routes';
import { priorities, type Priority } from '#domain/ticket/ticket.schema';
import { useRead } from '../../shell/api/read.ts';
import { Sentence, useTexts } from '../../shell/texts/useTexts.tsx';
import { clockKindText } from '../../ui/ClockChip.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { targetText } from '#domain/sla/duration.words';
import { fullTime } from '../../ui/time.ts';
import { ExplainLines } from '../ExplainLines.tsx';
import { usePolicyNames } from './usePolicyNames.ts';
import css from './PolicyList.module.css';

interface Asked { ticket: string; type: string; priority: Priority; team: string }
const isKey = (text: string): boolean => /^[A-Z]{2,5}-\d+$/i.test(text.trim());

export function WhichPolicy(): ReactNode {
  const { t } = useTexts();
  const names = usePolicyNames();
  const [asked, setAsked] = useState<Asked>({ ticket: '', type: '', priority: 'P3', team: '' });
  const type = asked.type || names.types[0]?.value || '';
  const ofTicket = isKey(asked.ticket);
  const query = ofTicket ? { ticket: asked.ticket.trim() } : { type, priority: asked.priority, ...(asked.team ? { team: asked.team } : {}) };
  const which = useRead('slaPolicies.which', { query }, { isEnabled: ofTicket || (asked.ticket === '' && type !== ''), keepsOld: true });
  return (
    <section className={css.card} aria-label={t('policy.which')}>
      <h2>{t('policy.which')}</h2>
      <div className={css.fields}>
        <label>{t('policy.ticket')}<Input id="which-ticket" value={asked.ticket} maxLength={20} allowClear dir="ltr" onChange={(event) => setAsked({ ...asked, ticket: event.target.value })} /></label>
        <label>{t('policy.type')}<Select id="which-type" aria-label={t('policy.type')} disabled={asked.ticket !== ''} value={type || null} options={[...names.types]} onChange={(value) => setAsked({ ...asked, type: value ?? '' })} /></label>
        <label>{t('policy.priority')}<Select<Priority> id="which-priority" aria-label={t('policy.priority')} disabled={asked.ticket !== ''} value={asked.priority} options={priorities.map((value) => ({ value, label: value }))} onChange={(priority) => setAsked({ ...asked, priority })} /></label>
        <label>{t('policy.team')}<Select id="which-team" aria-label={t('policy.team')} allowClear disabled={asked.ticket !== ''} value={asked.team || null} options={[...names.teams]} onChange={(value) => setAsked({ ...asked, team: value ?? '' })} /></label>
      </div>
      {which.error ? <ErrorNotice fault={which.error} isCompact isKept /> : which.data ? <Answer which={which.data} /> : null}
    </section>
  );
}

function Answer({ which: { choice, clocks, asked } }: { which: ResponseOf<'slaPolicies.which'> }): ReactNode {
  const texts = useTexts();
  const { t, say, list, locale, tell } = texts;
  if (choice === null) return <p className={css.answer} data-which="none">{t('policy.getsNone')}</p>;
  const why = choice.isLastResort ? t('policy.becauseLast') : t('policy.because', { conditions: list(choice.because.map((name) => t(`policy.condition.${name}`))) });
  return (
    <div className={css.answer} data-which={choice.id}>
      <p><Sentence of="policy.gets" parts={{ policy: <strong><Link to="/settings/sla/$id" params={{ id: choice.id }}><bdi>{say(choice.name)}</bdi></Link></strong> }} /> {why} {choice.passedOver.length > 0 ? t('policy.passedOver', { names: list(choice.passedOver.map(({ name }) => say(name))) }) : ''}</p>
      {clocks.map((clock, at) => (
        <div key={at} className={css.clock} data-clock={clock.kind}>
          <span><strong>{clockKindText(clock.kind, texts)}</strong> {targetText(clock.target, texts)} · <bdi>{clock.calendarName ? say(clock.calendarName) : clock.calendarId}</bdi>{clock.dueAt ? <> · {t('policy.due', { due: fullTime(clock.dueAt, locale), start: fullTime(asked.start, locale) })}</> : null}</span>
          {clock.fault ? <span role="alert">{tell(clock.fault).message}</span> : <details><summary>{t('clock.why')}</summary><ExplainLines lines={clock.explain} /></details>}
        </div>
      ))}
    </div>
  );
}
