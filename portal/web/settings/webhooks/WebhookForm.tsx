/** What a webhook sends and where to: for a new one and for one that is there. What is typed is kept until it was saved. */
import type { ReactNode } from 'react';
import { Button, Input, Select, Switch } from 'antd';
import type { WebhookView } from '#api/webhook.api';
import { actionsOfFamilies, eventFamilies } from '#domain/audit/event.families';
import { eventActions, type EventAction } from '#domain/audit/event.schema';
import type { WebhookFacts } from '#domain/notify/webhook.schema';
import { useRead, useWrite } from '../../shell/api/read.ts';
import { useKept } from '../../shell/kept/useKept.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { MadeSecret } from './SecretOnce.tsx';
import settings from '../SettingsPage.module.css';
import css from './Webhooks.module.css';

const empty: WebhookFacts = { name: '', url: '', actions: [], teams: [], ticketTypes: [], isEnabled: true };
const factsOf = ({ name, url, actions, teams, ticketTypes, isEnabled }: WebhookView): WebhookFacts => ({ name, url, actions, teams, ticketTypes, isEnabled });

/** `webhook` null: a new one. `onDone` is told its id, and its secret where one was made. */
export function WebhookForm({ webhook, onDone, onCancel }: { webhook: WebhookView | null; onDone: (id: string, secret: MadeSecret | null) => void; onCancel: () => void }): ReactNode {
  const { t } = useTexts();
  const place = `webhook.${webhook?.id ?? 'new'}`;
  const [draft, setDraft, clear] = useKept<WebhookFacts>(place, webhook === null ? empty : factsOf(webhook));
  const make = useWrite('webhooks.make', { invalidates: ['webhooks.list'], onDone: (made) => { clear(); onDone(made.webhook.id, made); } });
  const save = useWrite('webhooks.save', { invalidates: ['webhooks.list'], onDone: (saved) => { clear(); onDone(saved.id, null); } });
  const fault = make.error ?? save.error;
  const change = (part: Partial<WebhookFacts>): void => { setDraft({ ...draft, ...part }); if (fault) { make.reset(); save.reset(); } };
  const isReady = draft.name.trim() !== '' && draft.url.trim() !== '' && draft.actions.length > 0;
  function submit(): void {
    if (!isReady) return;
    const body = { ...draft, name: draft.name.trim(), url: draft.url.trim() };
    if (webhook === null) make.mutate({ body });
    else save.mutate({ params: { id: webhook.id }, body: { ...body, revision: webhook.revision } });
  }
  return (
    <form className={settings.card} aria-label={t(webhook === null ? 'webhook.new' : 'webhook.edit')} onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <div className={css.field}><label htmlFor="webhook-name">{t('webhook.name')}</label><Input id="webhook-name" maxLength={100} placeholder={t('webhook.nameExample')} value={draft.name} onChange={(event) => change({ name: event.target.value })} /></div>
      <div className={css.field}>
        <label htmlFor="webhook-url">{t('webhook.url')}</label>
        <Input id="webhook-url" type="url" dir="ltr" maxLength={2_000} aria-describedby="webhook-url-hint" value={draft.url} onChange={(event) => change({ url: event.target.value })} />
        <p id="webhook-url-hint" className="secondary small">{t('webhook.urlHint')}</p>
      </div>
      <Actions value={draft.actions} onChange={(actions) => change({ actions })} />
      <Places teams={draft.teams} ticketTypes={draft.ticketTypes} onChange={change} />
      <label className={css.switch}><Switch checked={draft.isEnabled} onChange={(isEnabled) => change({ isEnabled })} />{t('webhook.enabled')}</label>
      {fault ? <ErrorNotice fault={fault} isKept isCompact /> : null}
      <div className={settings.actions}>
        <Button htmlType="submit" type="primary" disabled={!isReady} loading={make.isPending || save.isPending}>{t(webhook === null ? 'webhook.make' : 'webhook.save')}</Button>
        <Button onClick={() => { clear(); onCancel(); }}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}

/** Kinds of events by their own names, as receivers get them, in groups; a group at a press. */
function Actions({ value, onChange }: { value: readonly EventAction[]; onChange: (actions: EventAction[]) => void }): ReactNode {
  const { t } = useTexts();
  const inOrder = (chosen: readonly EventAction[]): EventAction[] => eventActions.filter((action) => chosen.includes(action));
  return (
    <div className={css.field}>
      <label htmlFor="webhook-actions">{t('webhook.actions')}</label>
      <Select<EventAction[]>
        id="webhook-actions" mode="multiple" maxTagCount={12} placeholder={t('webhook.actionsPlaceholder')} value={[...value]} onChange={(chosen) => onChange(inOrder(chosen))}
        options={eventFamilies.map((family) => ({ label: t(`events.family.${family}`), options: actionsOfFamilies([family]).map((action) => ({ value: action, label: action })) }))}
      />
      <div className={css.groups}>
        <span className="secondary small">{t('webhook.chooseFamily')}</span>
        {eventFamilies.map((family) => <Button key={family} size="small" onClick={() => onChange(inOrder([...value, ...actionsOfFamilies([family])]))}>{t(`events.family.${family}`)}</Button>)}
        <Button size="small" type="text" onClick={() => onChange([...eventActions])}>{t('webhook.chooseAll')}</Button>
        <Button size="small" type="text" onClick={() => onChange([])}>{t('webhook.chooseNone')}</Button>
      </div>
    </div>
  );
}

function Places({ teams, ticketTypes, onChange }: Pick<WebhookFacts, 'teams' | 'ticketTypes'> & { onChange: (part: Partial<WebhookFacts>) => void }): ReactNode {
  const { t, say } = useTexts();
  const [allTeams, allTypes] = [useRead('teams.list'), useRead('ticketTypes.list')];
  return (
    <div className={css.field}>
      <div className={css.places}>
        <div className={css.field}>
          <label htmlFor="webhook-teams">{t('webhook.teams')}</label>
          <Select<string[]> id="webhook-teams" mode="multiple" optionFilterProp="label" placeholder={t('webhook.everywhere')} value={[...teams]} onChange={(chosen) => onChange({ teams: chosen })} options={(allTeams.data?.items ?? []).map((team) => ({ value: team.id, label: say(team.name) }))} />
        </div>
        <div className={css.field}>
          <label htmlFor="webhook-types">{t('webhook.types')}</label>
          <Select<string[]> id="webhook-types" mode="multiple" optionFilterProp="label" placeholder={t('webhook.everywhere')} value={[...ticketTypes]} onChange={(chosen) => onChange({ ticketTypes: chosen })} options={(allTypes.data?.items ?? []).map((type) => ({ value: type.key, label: say(type.name) }))} />
        </div>
      </div>
      <p className="secondary small">{t('webhook.narrowHint')}</p>
    </div>
  );
}
