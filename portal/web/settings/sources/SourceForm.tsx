/** How a source is written down: for a new one and for one that is there. The form of its kind is drawn from the catalogue. What is typed is kept until it was saved. */
import { lazy, Suspense, type ReactNode } from 'react';
import { Button, Input, InputNumber, Select, Switch } from 'antd';
import { editOf, type NewAlarmSource } from '#domain/alarm/source.schema';
import type { Json } from '#domain/values';
import type { AlarmSourceView } from '#api/source.api';
import { useRead, useWrite } from '../../shell/api/read.ts';
import { useKept } from '../../shell/kept/useKept.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Field } from '../directory/Field.tsx';
import { useFieldFaults } from '../../sla/calendar/usePreview.ts';
import type { MadeSourceSecret } from './SourceState.tsx';
import css from '../SettingsPage.module.css';
import own from './Sources.module.css';

const JsonForm = lazy(async () => ({ default: (await import('../../ui/form/JsonForm.tsx')).JsonForm }));
/** With the revision it began with, so that a change somebody else made meanwhile is not overwritten after a reload either. */
type Draft = NewAlarmSource & { revision: number };
const empty: Draft = { id: '', kind: 'alertmanager', name: '', isEnabled: true, groupBy: ['alertname'], groupWaitSeconds: 30, groupIntervalSeconds: 300, repeatIntervalSeconds: 14_400, quietSeconds: 600, reopenHours: 24, ticketType: 'incident', team: '', config: {}, revision: 0 };
const timings = [['groupWaitSeconds', 'wait', 0], ['groupIntervalSeconds', 'interval', 0.1], ['repeatIntervalSeconds', 'repeat', 1], ['quietSeconds', 'quiet', 0]] as const;

/** `source` null: a new one. `onDone` is told its id, and its secret where one was made. */
export function SourceForm({ source, onDone, onCancel }: { source: AlarmSourceView | null; onDone: (id: string, secret: MadeSourceSecret | null) => void; onCancel: () => void }): ReactNode {
  const { t, say } = useTexts();
  const [draft, setDraft, clear] = useKept<Draft>(`source.${source?.id ?? 'new'}`, source === null ? empty : { ...editOf(source), id: source.id, kind: source.kind, revision: source.revision });
  const [catalog, teams, types] = [useRead('catalog.read'), useRead('teams.list'), useRead('ticketTypes.list')];
  const make = useWrite('alarmSources.make', { invalidates: ['alarmSources.list'], onDone: (made) => { clear(); onDone(made.source.id, made); } });
  const save = useWrite('alarmSources.save', { invalidates: ['alarmSources.list'], onDone: (saved) => { clear(); onDone(saved.id, null); } });
  const fault = make.error ?? save.error;
  const faults = useFieldFaults(fault);
  const at = (name: keyof NewAlarmSource): string | undefined => faults.get(name) ?? faults.get(`body.${name}`);
  const change = (part: Partial<Draft>): void => { setDraft({ ...draft, ...part }); if (fault) { make.reset(); save.reset(); } };
  const kind = catalog.data?.sources.find((one) => one.kind === draft.kind);
  const hasSettings = Object.keys((kind?.form.schema as { properties?: object } | undefined)?.properties ?? {}).length > 0;
  const isReady = draft.name.trim() !== '' && draft.id !== '' && draft.team !== '';
  function submit(on = draft.revision): void {
    if (!isReady) return;
    const { revision: _revision, id, kind: kindKey, ...edit } = draft;
    if (source === null) make.mutate({ body: { ...edit, id, kind: kindKey } });
    else save.mutate({ params: { id }, body: { ...edit, revision: on } });
  }
  /** Whoever was overtaken looks at what stands there now, and may save on top of it. */
  const isOvertaken = fault?.shape.code === 'SOURCE_STALE' && source !== null && source.revision !== draft.revision;
  return (
    <form className={css.card} aria-label={t(source === null ? 'source.new' : 'source.edit')} onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <div className={own.fields}>
        <Field id="source-name" label={t('source.name')} fault={at('name')}><Input id="source-name" dir="auto" maxLength={100} value={draft.name} onChange={(event) => change({ name: event.target.value })} /></Field>
        {source === null ? <Field id="source-id" label={t('source.id')} fault={at('id')}><Input id="source-id" dir="ltr" maxLength={50} value={draft.id} onChange={(event) => change({ id: event.target.value.toLowerCase().replace(/[^a-z0-9-]+/g, '-') })} /></Field> : null}
        {source === null ? <Field id="source-kind" label={t('source.kind')} fault={at('kind')}><Select id="source-kind" value={draft.kind} options={(catalog.data?.sources ?? []).map((one) => ({ value: one.kind, label: say(one.title) }))} onChange={(next: string) => change({ kind: next, config: {} })} /></Field> : null}
        <Field id="source-team" label={t('sources.team')} fault={at('team')}><Select id="source-team" showSearch={{ optionFilterProp: 'label' }} value={draft.team || null} placeholder={t('source.chooseTeam')} options={(teams.data?.items ?? []).map((team) => ({ value: team.id, label: say(team.name) }))} onChange={(team: string) => change({ team })} /></Field>
        <Field id="source-type" label={t('source.ticketType')} fault={at('ticketType')}><Select id="source-type" value={draft.ticketType} options={(types.data?.items ?? []).map((type) => ({ value: type.key, label: say(type.name) }))} onChange={(ticketType: string) => change({ ticketType })} /></Field>
      </div>
      {kind && source === null ? <p className={own.hint}>{say(kind.about)}</p> : null}
      <Field id="source-group" label={t('sources.groupBy')} fault={at('groupBy')}>
        <Select<string[]> id="source-group" mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', ' ']} value={draft.groupBy} placeholder={t('sources.groupAll')} onChange={(groupBy) => change({ groupBy })} />
        <p className={own.hint}>{t('source.groupHint')}</p>
      </Field>
      <div className={own.fields}>
        {timings.map(([field, word, least]) => <Field key={field} id={`source-${field}`} label={t('source.seconds', { name: t(`sources.${word}`) })} fault={at(field)}><InputNumber id={`source-${field}`} min={least} max={604_800} value={draft[field]} onChange={(value) => { if (value !== null) change({ [field]: value }); }} /></Field>)}
        <Field id="source-reopen" label={t('source.hours', { name: t('sources.reopen') })} fault={at('reopenHours')}><InputNumber id="source-reopen" min={0.1} max={720} value={draft.reopenHours} onChange={(value) => { if (value !== null) change({ reopenHours: value }); }} /></Field>
      </div>
      {kind && hasSettings ? <Suspense fallback={<Loading rows={2} height={40} />}><JsonForm name="source-config" form={{ schema: kind.form.schema as Record<string, Json>, ui: kind.form.ui as Record<string, Json> }} value={draft.config} onChange={(config) => change({ config: config as Record<string, Json> })} /></Suspense> : null}
      <label className={own.switch}><Switch checked={draft.isEnabled} onChange={(isEnabled) => change({ isEnabled })} />{t('webhook.enabled')}</label>
      {fault ? <ErrorNotice fault={fault} isKept isCompact /> : null}
      <div className={own.verbs}>
        <Button htmlType="submit" type="primary" disabled={!isReady} loading={make.isPending || save.isPending}>{t(source === null ? 'source.make' : 'webhook.save')}</Button>
        {isOvertaken ? <Button onClick={() => submit(source.revision)}>{t('source.onTop')}</Button> : null}
        <Button onClick={() => { clear(); onCancel(); }}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
