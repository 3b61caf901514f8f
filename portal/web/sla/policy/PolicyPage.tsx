/** One service level: which tickets it is for, and its clocks with every switch and its default. Holds for tickets opened from now on. */
import { useMemo, type ReactNode } from 'react';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Checkbox, Input, Popconfirm, Select, Switch } from 'antd';
import { priorities } from '#domain/ticket/ticket.schema';
import { useRead, useWrite } from '../../shell/api/read.ts';
import { useCrumbs } from '../../shell/frame/crumbs.ts';
import { useKept } from '../../shell/kept/useKept.ts';
import { useLive } from '../../shell/live/useLive.ts';
import { NotFoundPage } from '../../shell/PageFault.tsx';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { keyOf } from '../calendar/draft.ts';
import { useFieldFaults } from '../calendar/usePreview.ts';
import { ConflictNotice } from '../ConflictNotice.tsx';
import { ClockForm } from './ClockForm.tsx';
import { draftOf, isSameDraft, newClock, newPolicy, sentOf, type PolicyDraft, type PolicyView } from './draft.ts';
import { usePolicyNames, type PolicyNames } from './usePolicyNames.ts';
import css from './PolicyPage.module.css';

const route = getRouteApi('/settings/sla/$id');
const anew = ['slaPolicies.list', 'slaPolicies.which', 'calendars.list'] as const;

export function PolicyPage(): ReactNode {
  const { t, say } = useTexts();
  const { id } = route.useParams();
  const list = useRead('slaPolicies.list');
  const names = usePolicyNames();
  useLive('calendars', ['slaPolicies.list']);
  const view = id === 'new' ? null : list.data?.items.find((policy) => policy.id === id);
  useCrumbs([{ label: t('settings.title'), to: '/settings' }, { label: t('settings.sla'), to: '/settings?section=sla' }, { label: view ? say(view.name) : id === 'new' ? t('policy.new') : id }]);
  if (list.error && !list.data) return <div className={css.page}><ErrorNotice fault={list.error} onRetry={() => void list.refetch()} /></div>;
  if (!list.data || names.calendars.length === 0) return <Loading rows={6} height={48} />;
  if (view === undefined) return <NotFoundPage />;
  return <Editor key={id} view={view} names={names} />;
}

function Editor({ view, names }: { view: PolicyView | null; names: PolicyNames }): ReactNode {
  const { t, say } = useTexts();
  const navigate = route.useNavigate();
  const keptAs = `policy.${view?.id ?? 'new'}`;
  const [kept, setKept, clear] = useKept<PolicyDraft | null>(keptAs, null);
  const firstCalendar = names.calendars[0]!.value;
  const base = useMemo(() => (view === null ? newPolicy(firstCalendar) : draftOf(view)), [view, firstCalendar]);
  const draft = kept ?? base;
  const { policy } = draft;
  const isChanged = kept !== null && !isSameDraft(kept, base);
  const back = (): void => void navigate({ to: '/settings', search: { section: 'sla' } });
  const save = useWrite('slaPolicies.save', { invalidates: anew, keptAs, onDone: () => { clear(); if (view === null) back(); } });
  const remove = useWrite('slaPolicies.remove', { invalidates: anew, onDone: back });
  const faults = useFieldFaults(save.error);
  /** What was refused is not what stands there any more. */
  const change = (part: Partial<typeof policy>): void => { save.reset(); setKept({ ...draft, policy: { ...policy, ...part } }); };
  const isStale = view !== null && kept !== null && kept.revision !== view.revision;
  const canSave = policy.name.en.trim() !== '' && policy.id !== '' && policy.id !== 'new' && (view === null || isChanged) && policy.clocks.length > 0 && !isStale;
  return (
    <>
      <PageHeader
        title={view === null ? t('policy.new') : say(view.name)}
        actions={<>{kept === null ? null : <Button onClick={() => { save.reset(); clear(); }}>{t('calendar.discard')}</Button>}<Button type="primary" disabled={!canSave} loading={save.isPending} onClick={() => save.mutate({ params: { id: policy.id }, body: { revision: draft.revision, policy: sentOf(draft) as never } })}>{t('calendar.save')}</Button></>}
      />
      <div className={css.page}>
        <p className="secondary small">{t('policy.fromNowOn')}</p>
        {isStale ? <ConflictNotice by={view.changedBy?.name ?? view.changedBy?.id ?? '?'} at={view.changedAt} onKeep={() => setKept({ ...draft, revision: view.revision })} onDrop={clear} /> : null}
        {save.error ? <ErrorNotice fault={save.error} isKept /> : null}
        <Basics view={view} draft={draft} names={names} faults={faults} onChange={change} />
        <section className={css.clocks} aria-label={t('policy.clocks')}>
          <h2>{t('policy.clocks')}</h2>
          {policy.clocks.map((clock, at) => (
            <ClockForm key={at} at={at} clock={clock} names={names} faults={faults} onChange={(next) => change({ clocks: policy.clocks.map((one, index) => (index === at ? next : one)) })} onRemove={policy.clocks.length > 1 ? () => change({ clocks: policy.clocks.filter((_, index) => index !== at) }) : null} />
          ))}
          <div><Button icon={<Icon name="plus" size={14} />} onClick={() => change({ clocks: [...policy.clocks, newClock(policy.clocks[0]?.calendarId ?? firstCalendar)] })}>{t('policy.addClock')}</Button></div>
        </section>
        {view === null ? null : (
          <div>
            {remove.error ? <ErrorNotice fault={remove.error} isCompact /> : null}
            <Popconfirm title={t('policy.removeAsk')} description={t('policy.removeWhat')} okText={t('policy.remove')} cancelText={t('action.cancel')} okButtonProps={{ danger: true }} onConfirm={() => remove.mutate({ params: { id: view.id }, query: { revision: view.revision } })}><Button danger size="small" loading={remove.isPending}>{t('policy.remove')}</Button></Popconfirm>
          </div>
        )}
      </div>
    </>
  );
}

interface BasicsProps { view: PolicyView | null; draft: PolicyDraft; names: PolicyNames; faults: ReadonlyMap<string, string>; onChange: (part: Partial<PolicyDraft['policy']>) => void }

function Basics({ view, draft: { policy }, names, faults, onChange }: BasicsProps): ReactNode {
  const { t } = useTexts();
  const named = (language: 'en' | 'zh' | 'ar', value: string): void => onChange({ name: { ...policy.name, [language]: value }, ...(view === null && language === 'en' && policy.id === keyOf(policy.name.en) ? { id: keyOf(value) } : {}) });
  const condition = (name: 'ticketType' | 'priority' | 'team', options: readonly { value: string; label: string }[]): ReactNode => (
    <label>{t(`policy.condition.${name}`)}<Select<string[]> id={`policy-${name}`} mode="multiple" aria-label={t(`policy.condition.${name}`)} placeholder={t('policy.any')} value={policy.appliesTo[name] ?? []} options={[...options]} optionFilterProp="label" onChange={(values) => onChange({ appliesTo: { ...policy.appliesTo, [name]: values } })} /></label>
  );
  const hasCondition = Object.values(policy.appliesTo).some((values) => (values?.length ?? 0) > 0);
  return (
    <section className={css.card}>
      <div className={css.fields}>
        {(['en', 'zh', 'ar'] as const).map((language) => <label key={language}>{t('calendar.nameIn', { language: t(`language.${language}`) })}<Input id={`policy-name-${language}`} value={policy.name[language] ?? ''} maxLength={100} dir="auto" onChange={(event) => named(language, event.target.value)} /></label>)}
        {view === null ? <label>{t('policy.key')}<Input id="policy-key" dir="ltr" value={policy.id} maxLength={64} onChange={(event) => onChange({ id: event.target.value.replace(/\s+/g, '-') })} /></label> : null}
      </div>
      <h2>{t('policy.for')}</h2>
      <div className={css.fields}>{condition('ticketType', names.types)}{condition('priority', priorities.map((value) => ({ value, label: value })))}{condition('team', names.teams)}</div>
      {hasCondition ? null : <Checkbox checked={policy.isLastResort} onChange={(event) => onChange({ isLastResort: event.target.checked })}>{t('policy.isLastResort')}</Checkbox>}
      {faults.has('appliesTo') ? <p className={css.fault} role="alert">{faults.get('appliesTo')}</p> : null}
      <label className={css.switch}><Switch size="small" checked={policy.isEnabled} onChange={(isEnabled) => onChange({ isEnabled })} />{t('policy.isEnabled')}</label>
    </section>
  );
}
