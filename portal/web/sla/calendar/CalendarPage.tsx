/** One calendar: its week, special days and where they come from, its versions; what an edit would change, and how far the recount after the last one is. */
import { useMemo, useState, type ReactNode } from 'react';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useRead, useWrite } from '../../shell/api/read.ts';
import { useCrumbs } from '../../shell/frame/crumbs.ts';
import { useKept } from '../../shell/kept/useKept.ts';
import { useLive } from '../../shell/live/useLive.ts';
import { ReadFault } from '../../shell/PageFault.tsx';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { DayField } from '../../ui/date/DateFields.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ConflictNotice } from '../ConflictNotice.tsx';
import { draftOf, editOf, hasVersionFrom, isSameDraft, keyOf, newDraft, type CalendarView, type Draft } from './draft.ts';
import { HolidaySources } from './HolidaySources.tsx';
import { ImpactPanel } from './ImpactPanel.tsx';
import { RecountProgress } from './RecountProgress.tsx';
import { RemoveCalendar } from './RemoveCalendar.tsx';
import { SpecialDays } from './SpecialDays.tsx';
import { useFieldFaults, usePreview, type Sample } from './usePreview.ts';
import { VersionList } from './VersionList.tsx';
import { WeekGrid } from './WeekGrid.tsx';
import { zones } from './zones.ts';
import css from './CalendarPage.module.css';

const route = getRouteApi('/settings/calendars/$key');
const anew = ['calendars.read', 'calendars.list'] as const;

export function CalendarPage(): ReactNode {
  const { t, say } = useTexts();
  const { key } = route.useParams();
  const isNew = key === 'new';
  const read = useRead('calendars.read', { params: { key } }, { isEnabled: !isNew });
  useLive('calendars', anew);
  useCrumbs([{ label: t('settings.title'), to: '/settings' }, { label: t('settings.calendars'), to: '/settings?section=calendars' }, { label: isNew ? t('calendar.new') : read.data ? say(read.data.calendar.name) : key }]);
  if (isNew) return <Editor key="new" view={null} />;
  if (read.error && !read.data) return <ReadFault className={css.alone} fault={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return <Loading rows={6} height={48} />;
  return <Editor key={key} view={read.data} />;
}

/** `view` null: a new calendar. */
function Editor({ view }: { view: CalendarView | null }): ReactNode {
  const { t, say } = useTexts();
  const navigate = route.useNavigate();
  const { from } = route.useSearch();
  // Each version has an edit of its own, so that looking at another loses nothing.
  const keptAs = `calendar.${view?.calendar.key ?? 'new'}.${from ?? 'now'}`;
  const [kept, setKept, clear] = useKept<Draft | null>(keptAs, null);
  const [sample, setSample] = useState<Sample>(() => ({ start: new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString(), target: 'PT8H' }));
  const today = view?.today ?? new Date().toISOString().slice(0, 10);
  const base = useMemo(() => (view === null ? newDraft(Intl.DateTimeFormat().resolvedOptions().timeZone) : draftOf(view, from === undefined ? today : from === 'first' ? null : from)), [view, from, today]);
  const draft = kept ?? base;
  const isChanged = kept !== null && !isSameDraft(kept, view === null ? base : draftOf(view, kept.validFrom));
  const change = (part: Partial<Draft>): void => setKept({ ...draft, ...part });
  const preview = usePreview(draft, sample);
  const faults = useFieldFaults(preview.fault);
  const save = useWrite('calendars.save', { invalidates: anew, keptAs, onDone: () => { clear(); if (view === null) void navigate({ to: '/settings/calendars/$key', params: { key: draft.key }, search: {} }); } });
  const isStale = view !== null && kept !== null && kept.revision !== view.revision;
  const edit = (validFrom: string | null): void => void navigate({ search: { from: validFrom ?? 'first' } });
  const canSave = draft.name.en.trim() !== '' && draft.key !== '' && draft.key !== 'new' && (view === null || isChanged) && preview.fault === null && !isStale;
  return (
    <>
      <PageHeader
        title={view === null ? t('calendar.new') : say(view.calendar.name)} note={view === null ? undefined : t('calendar.usedBy', { count: view.policies.length, tickets: view.openTickets })}
        actions={<>{kept === null ? null : <Button onClick={clear}>{t('calendar.discard')}</Button>}<Button type="primary" disabled={!canSave} loading={save.isPending} onClick={() => save.mutate({ params: { key: draft.key }, body: { revision: draft.revision, edit: editOf(draft) } })}>{t('calendar.save')}</Button></>}
      />
      <div className={css.page}>
        <div className={css.form}>
          {view?.recount ? <RecountProgress recount={view.recount} /> : null}
          {isStale ? <ConflictNotice by={view.changedBy?.name ?? view.changedBy?.id ?? '?'} at={view.changedAt} onKeep={() => change({ revision: view.revision })} onDrop={clear} /> : null}
          {save.error ? <ErrorNotice fault={save.error} isKept /> : null}
          <Basics view={view} draft={draft} today={today} faults={faults} onChange={change} />
          <div className={css.card}><h2>{t('calendar.week')}</h2><WeekGrid week={draft.version.week} faults={faults} onChange={(week) => change({ version: { ...draft.version, week } })} /></div>
          <div className={css.card}><SpecialDays version={draft.version} today={today} faults={faults} feedNames={new Map(view?.feeds.map(({ id, name }) => [id, name]))} onChange={(version) => change({ version })} /></div>
          <div className={css.card}><HolidaySources view={view} draft={draft} today={today} onChange={(version) => change({ version })} /></div>
        </div>
        <div className={css.side}>
          <ImpactPanel preview={preview} isChanged={isChanged} sample={sample} onSample={setSample} />
          {view === null ? null : <VersionList view={view} edited={draft.validFrom} onEdit={edit} />}
          {view === null ? null : <RemoveCalendar view={view} />}
        </div>
      </div>
    </>
  );
}

interface BasicsProps { view: CalendarView | null; draft: Draft; today: string; faults: ReadonlyMap<string, string>; onChange: (part: Partial<Draft>) => void }

function Basics({ view, draft, today, faults, onChange }: BasicsProps): ReactNode {
  const { t } = useTexts();
  const [hasOwnKey, setHasOwnKey] = useState(draft.key !== '' && draft.key !== keyOf(draft.name.en));
  const name = (language: 'en' | 'zh' | 'ar', value: string): void => onChange({ name: { ...draft.name, [language]: value }, ...(view === null && language === 'en' && !hasOwnKey ? { key: keyOf(value) } : {}) });
  const fault = (path: string): ReactNode => (faults.has(path) ? <span className={css.fault} role="alert">{faults.get(path)}</span> : null);
  return (
    <div className={css.card}>
      <div className={css.fields}>
        {(['en', 'zh', 'ar'] as const).map((language) => <label key={language}>{t('calendar.nameIn', { language: t(`language.${language}`) })}<Input id={`calendar-name-${language}`} value={draft.name[language] ?? ''} maxLength={100} dir="auto" required={language === 'en'} onChange={(event) => name(language, event.target.value)} /></label>)}
        {view === null ? <label>{t('calendar.key')}<Input id="calendar-key" dir="ltr" value={draft.key} maxLength={64} onChange={(event) => { setHasOwnKey(true); onChange({ key: event.target.value.replace(/\s+/g, '-') }); }} /></label> : null}
        <label>{t('calendar.zone')}<Select<string> id="calendar-zone" aria-label={t('calendar.zone')} showSearch value={draft.zone} options={zones(draft.zone).map((zone) => ({ value: zone, label: zone }))} onChange={(zone) => onChange({ zone })} />{fault('zone')}</label>
        {view === null ? null : <div className={css.field}><label htmlFor="calendar-from">{t('calendar.validFrom')}</label><DayField id="calendar-from" isRequired value={draft.validFrom ?? ''} isDisabled={draft.validFrom === null && hasVersionFrom(view, null)} onChange={(day) => { if (day !== '') onChange({ validFrom: day }); }} />{fault('validFrom')}</div>}
      </div>
      {view === null ? null : <p className="secondary small">{t(draft.validFrom !== null && draft.validFrom > today ? 'calendar.futureNote' : draft.validFrom === today ? 'calendar.todayNote' : 'calendar.pastNote')}{draft.zone === view.calendar.zone ? '' : ` ${t('calendar.zoneNote')}`}</p>}
    </div>
  );
}
