/** A box for a sample body: what it would become, with nothing stored. What is pasted is kept until it is taken out. */
import type { ReactNode } from 'react';
import { Button, Input } from 'antd';
import type { Json } from '#domain/values';
import type { TriedBody } from '#api/source.api';
import { useWrite } from '../../shell/api/read.ts';
import { useKeptText } from '../../shell/kept/useKept.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import css from '../SettingsPage.module.css';
import own from './Sources.module.css';

export interface TryBodyProps { kind: string; groupBy: readonly string[]; config: Record<string, Json>; name: string }

export function TryBody({ kind, groupBy, config, name }: TryBodyProps): ReactNode {
  const { t } = useTexts();
  const [body, setBody] = useKeptText(`source.try.${kind}`);
  const trial = useWrite('alarmSources.try');
  return (
    <section className={css.card} aria-label={t('source.try')}>
      <div className={css.head}><h2>{t('source.try')}</h2></div>
      <p className="secondary small" id="source-try-about">{t('source.tryAbout')}</p>
      <Input.TextArea dir="ltr" value={body} autoSize={{ minRows: 4, maxRows: 14 }} spellCheck={false} aria-label={t('source.tryBody')} aria-describedby="source-try-about" placeholder={'{ "version": "4", "alerts": [ … ] }'} onChange={(event) => setBody(event.target.value)} />
      <div className={own.verbs}><Button loading={trial.isPending} disabled={body.trim() === ''} onClick={() => trial.mutate({ body: { kind, groupBy: [...groupBy], config, name, body } })}>{t('source.tryNow')}</Button></div>
      <div aria-live="polite">{trial.error ? <ErrorNotice fault={trial.error} isKept isCompact /> : trial.data ? <Outcome tried={trial.data} /> : null}</div>
    </section>
  );
}

function Outcome({ tried: { says, count, alarms, findings, rejected } }: { tried: TriedBody }): ReactNode {
  const { t, sayPhrase } = useTexts();
  if (says !== null) return <p data-tried="refused"><StateMark state="warning" size={14} isSilent /> {t('source.tryRefused')} {sayPhrase(says)}</p>;
  return (
    <div className={css.group} data-tried="understood">
      <p>{t('source.tryCount', { count })}{count > alarms.length ? ` ${t('source.tryFirst', { shown: alarms.length })}` : ''}</p>
      {alarms.length > 0 ? (
        <ul className={own.alarms}>
          {alarms.map(({ alarm, group }) => (
            <li key={alarm.fingerprint}>
              <span className={own.state}><StateMark state={alarm.state === 'resolved' ? 'ok' : alarm.severity} size={14} /><bdi>{alarm.name}</bdi></span>
              <span className="secondary small">{t(alarm.state === 'resolved' ? 'source.tryResolved' : 'source.tryFiring')} · {t('source.tryGroup')}: <bdi>{group}</bdi></span>
              <span className={own.labels} dir="ltr">{Object.entries(alarm.labels).map(([key, value]) => <code key={key}><bdi>{`${key}=${value}`}</bdi></code>)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {findings.map((one, at) => <p key={at} className="secondary small">{t(`source.finding.${one.code as 'severity-unknown'}`)} <code dir="ltr"><bdi>{one.at}</bdi></code></p>)}
      {rejected.map((one) => <p key={one.at}><StateMark state="warning" size={14} isSilent /> {t('source.tryRejected')} {sayPhrase(one.says)}</p>)}
    </div>
  );
}
