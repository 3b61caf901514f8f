/** One alarm source: how it fares, how its alarms are grouped, what came last, and what can be done with it. */
import { useState, type ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Popconfirm } from 'antd';
import { editOf } from '#domain/alarm/source.schema';
import { durationText } from '#domain/sla/duration.words';
import type { AlarmSourceView } from '#api/source.api';
import { useRead, useWrite } from '../../shell/api/read.ts';
import { Sentence, useTexts } from '../../shell/texts/useTexts.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { useNow } from '../../ui/useNow.ts';
import { SourceState, type MadeSourceSecret } from './SourceState.tsx';
import { TryBody } from './TryBody.tsx';
import css from '../SettingsPage.module.css';
import own from './Sources.module.css';

const route = getRouteApi('/settings');

/** `onGone`: it was removed. */
export interface SourcePaneProps { source: AlarmSourceView; onSecret: (made: MadeSourceSecret) => void; onGone: () => void }

export function SourcePane({ source, onSecret, onGone }: SourcePaneProps): ReactNode {
  const { t } = useTexts();
  return (
    <>
      <section className={css.card} data-source={source.id} aria-label={source.name}>
        <div className={css.head}><h2><bdi>{source.name}</bdi></h2><SourceState source={source} /></div>
        <div className={css.address}><code dir="ltr"><bdi>{source.url}</bdi></code><CopyButton text={source.url} label={t('sources.copy')} /></div>
        <p className="secondary small">{t('source.how')}</p>
        <Facts source={source} />
        <Verbs source={source} onSecret={onSecret} onGone={onGone} />
      </section>
      <LastBody source={source} />
      <TryBody kind={source.kind} groupBy={source.groupBy} config={source.config} name={source.name} />
    </>
  );
}

function Facts({ source }: { source: AlarmSourceView }): ReactNode {
  const texts = useTexts();
  const { t, list, say } = texts;
  const now = useNow();
  const [catalog, teams, types] = [useRead('catalog.read'), useRead('teams.list'), useRead('ticketTypes.list')];
  const fact = (name: string, value: ReactNode): ReactNode => <div><dt>{name}</dt><dd>{value}</dd></div>;
  const span = (seconds: number): string => durationText(seconds, texts);
  const [team, type, kind] = [teams.data?.items.find(({ id }) => id === source.team), types.data?.items.find(({ key }) => key === source.ticketType), catalog.data?.sources.find((one) => one.kind === source.kind)];
  return (
    <>
      <dl className={css.facts}>
        {fact(t('sources.received'), <span className="figures">{source.received}</span>)}
        {fact(t('sources.last'), source.lastReceivedAt ? <RelativeTime at={source.lastReceivedAt} /> : t('sources.never'))}
        {fact(t('source.notUnderstood'), source.letters === 0 ? <span className="figures">{0}</span> : <Link to="/settings" search={{ section: 'deadLetters' }}><span className="figures">{source.letters}</span></Link>)}
        {fact(t('source.kind'), <bdi>{kind ? say(kind.title) : source.kind}</bdi>)}
        {fact(t('sources.groupBy'), <bdi>{list(source.groupBy) || t('sources.groupAll')}</bdi>)}
        {fact(t('sources.team'), <bdi>{team ? say(team.name) : source.team}</bdi>)}
        {fact(t('source.ticketType'), <bdi>{type ? say(type.name) : source.ticketType}</bdi>)}
        {fact(t('sources.wait'), span(source.groupWaitSeconds))}
        {fact(t('sources.interval'), span(source.groupIntervalSeconds))}
        {fact(t('sources.repeat'), span(source.repeatIntervalSeconds))}
        {fact(t('sources.quiet'), span(source.quietSeconds))}
        {fact(t('sources.reopen'), span(source.reopenHours * 3600))}
        {fact(t('sources.secret'), <bdi>{t('sources.secretRef', { name: source.secret.secret })}</bdi>)}
        {source.changedAt ? fact(t('source.changed'), <><bdi>{source.changedBy?.name ?? source.changedBy?.id}</bdi> · <RelativeTime at={source.changedAt} /></>) : null}
      </dl>
      {source.formerSecretUntil !== null && Date.parse(source.formerSecretUntil) > now ? <p className="secondary small"><Sentence of="source.formerUntil" parts={{ when: <RelativeTime at={source.formerSecretUntil} /> }} /></p> : null}
    </>
  );
}

function Verbs({ source, onSecret, onGone }: SourcePaneProps): ReactNode {
  const { t } = useTexts();
  const navigate = route.useNavigate();
  const params = { id: source.id };
  const { revision, isEnabled, name } = source;
  const save = useWrite('alarmSources.save', { invalidates: ['alarmSources.list'] });
  const renew = useWrite('alarmSources.renewSecret', { invalidates: ['alarmSources.list'], onDone: onSecret });
  const remove = useWrite('alarmSources.remove', { invalidates: ['alarmSources.list', 'deadLetters.list'], onDone: onGone });
  const fault = save.error ?? renew.error ?? remove.error;
  return (
    <>
      {fault ? <ErrorNotice fault={fault} isCompact /> : null}
      <div className={own.verbs}>
        <Button type="primary" onClick={() => void navigate({ search: { section: 'sources', source: source.id, edit: true } })}>{t('source.edit')}</Button>
        <Button loading={save.isPending} onClick={() => save.mutate({ params, body: { ...editOf(source), isEnabled: !isEnabled, revision } })}>{t(isEnabled ? 'webhook.switchOff' : 'webhook.switchOn')}</Button>
        <Popconfirm title={t('webhook.renewAsk', { name })} description={t('source.renewWhat')} okText={t('webhook.renew')} cancelText={t('action.cancel')} onConfirm={() => renew.mutate({ params, body: { revision } })}><Button loading={renew.isPending}>{t('webhook.renew')}</Button></Popconfirm>
        <Popconfirm title={t('webhook.removeAsk', { name })} description={t('source.removeWhat')} okText={t('webhook.remove')} cancelText={t('action.cancel')} okButtonProps={{ danger: true }} onConfirm={() => remove.mutate({ params, query: { revision } })}><Button danger loading={remove.isPending}>{t('webhook.remove')}</Button></Popconfirm>
      </div>
      {isEnabled ? null : <p className="secondary small">{t('source.offNow')}</p>}
    </>
  );
}

const refetchBodyMs = 5_000;
/** Fetched only when somebody wants to see it: a body may say more than an overview should. */
function LastBody({ source }: { source: AlarmSourceView }): ReactNode {
  const { t } = useTexts();
  const [isShown, setIsShown] = useState(false);
  const read = useRead('alarmSources.read', { params: { id: source.id } }, { isEnabled: isShown, refetchMs: refetchBodyMs });
  return (
    <section className={css.card} aria-label={t('source.lastBody')}>
      <div className={css.head}><h2>{t('source.lastBody')}</h2><span className={css.rest} /><Button size="small" loading={isShown && read.isLoading} onClick={() => setIsShown(!isShown)}>{t(isShown ? 'dead.hide' : 'dead.show')}</Button></div>
      {isShown && read.error ? <ErrorNotice fault={read.error} isCompact /> : null}
      {isShown && read.data ? (read.data.lastBody === null ? <p className="secondary small">{t('source.lastNone')}</p> : <pre className={css.body} dir="ltr" tabIndex={0}><bdi>{read.data.lastBody}</bdi></pre>) : null}
    </section>
  );
}
