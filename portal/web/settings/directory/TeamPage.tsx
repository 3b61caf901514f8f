/** One team: its name, its people, who leads it; where it is used; and removing it when nothing names it. */
import { useMemo, type ReactNode } from 'react';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import type { TeamView } from '#api/directory.api';
import { useRead, useWrite } from '../../shell/api/read.ts';
import { useCrumbs } from '../../shell/frame/crumbs.ts';
import { useKept } from '../../shell/kept/useKept.ts';
import { useLive } from '../../shell/live/useLive.ts';
import { NotFoundPage } from '../../shell/PageFault.tsx';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { PersonSelect } from '../../identity/PersonSelect.tsx';
import { ConflictNotice } from '../../sla/ConflictNotice.tsx';
import { useFieldFaults } from '../../sla/calendar/usePreview.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Field } from './Field.tsx';
import { idOf, isSame, newTeam, sentTeam, teamDraftOf, type TeamDraft } from './draft.ts';
import { Members } from './Members.tsx';
import { TeamUses } from './TeamUses.tsx';
import css from './Directory.module.css';

const route = getRouteApi('/settings/teams/$id');
const anew = ['directory.teams', 'directory.teamUses', 'directory.people', 'directory.person', 'teams.list', 'me.read'] as const;

export function TeamPage(): ReactNode {
  const { t, say } = useTexts();
  const { id } = route.useParams();
  const list = useRead('directory.teams');
  useLive('directory', ['directory.teams']);
  const view = id === 'new' ? null : list.data?.items.find((team) => team.id === id);
  useCrumbs([{ label: t('settings.title'), to: '/settings' }, { label: t('settings.teams'), to: '/settings?section=teams' }, { label: view ? say(view.name) : id === 'new' ? t('teams.add') : id }]);
  if (list.error && !list.data) return <div className={css.page}><ErrorNotice fault={list.error} onRetry={() => void list.refetch()} /></div>;
  if (!list.data) return <Loading rows={6} height={48} />;
  if (view === undefined) return <NotFoundPage />;
  return <Editor key={id} view={view} />;
}

function Editor({ view }: { view: TeamView | null }): ReactNode {
  const { t, say } = useTexts();
  const navigate = route.useNavigate();
  const keptAs = `team.${view?.id ?? 'new'}`;
  const [kept, setKept, clear] = useKept<TeamDraft | null>(keptAs, null);
  const base = useMemo(() => (view === null ? newTeam() : teamDraftOf(view)), [view]);
  const draft = kept ?? base;
  const back = (): void => void navigate({ to: '/settings', search: { section: 'teams' } });
  const save = useWrite('directory.saveTeam', { invalidates: anew, keptAs, onDone: () => { clear(); if (view === null) void navigate({ to: '/settings/teams/$id', params: { id: draft.id } }); } });
  const faults = useFieldFaults(save.error);
  const { team } = draft;
  const set = (part: Partial<typeof team>, id = draft.id): void => { save.reset(); setKept({ ...draft, id, team: { ...team, ...part } }); };
  const name = (language: 'en' | 'zh' | 'ar', value: string): void => set({ name: { ...team.name, [language]: value } }, view === null && language === 'en' && draft.id === idOf(team.name.en, '-') ? idOf(value, '-') : draft.id);
  const isStale = view !== null && kept !== null && kept.revision !== view.revision;
  const canSave = team.name.en.trim() !== '' && draft.id !== '' && draft.id !== 'new' && kept !== null && !isSame(sentTeam(kept), sentTeam(base)) && !isStale;
  const leader = (field: 'lead' | 'manager'): ReactNode => <Field id={`team-${field}`} label={t(`teams.${field}`)} fault={faults.get(`team.${field}`)}><PersonSelect id={`team-${field}`} allowClear value={team[field]} placeholder={t('teams.nobody')} onChoose={(person) => set({ [field]: person })} onClear={() => set({ [field]: null })} /></Field>;
  return (
    <>
      <PageHeader
        title={view === null ? t('teams.add') : <bdi>{say(view.name)}</bdi>}
        actions={<>{kept === null ? null : <Button onClick={() => { save.reset(); clear(); }}>{t('calendar.discard')}</Button>}<Button type="primary" disabled={!canSave} loading={save.isPending} onClick={() => save.mutate({ params: { id: draft.id }, body: { revision: draft.revision, team: sentTeam(draft) } })}>{t('calendar.save')}</Button></>}
      />
      <div className={css.page}>
        {isStale ? <ConflictNotice by={view.changedBy?.name ?? view.changedBy?.id ?? '?'} at={view.changedAt} onKeep={() => setKept({ ...draft, revision: view.revision })} onDrop={clear} /> : null}
        {save.error ? <ErrorNotice fault={save.error} isKept /> : null}
        <section className={css.card}>
          <div className={css.fields}>
            {(['en', 'zh', 'ar'] as const).map((language) => <Field key={language} id={`team-name-${language}`} label={t('calendar.nameIn', { language: t(`language.${language}`) })} fault={faults.get(`body.team.name.${language}`)}><Input id={`team-name-${language}`} dir="auto" value={team.name[language] ?? ''} maxLength={100} onChange={(event) => name(language, event.target.value)} /></Field>)}
            {view === null ? <Field id="team-id" label={t('teams.id')} fault={faults.get('params.id')}><Input id="team-id" dir="ltr" value={draft.id} maxLength={64} onChange={(event) => set({}, event.target.value.toLowerCase().replace(/\s+/g, '-'))} /></Field> : null}
          </div>
          <div className={css.fields}>{leader('lead')}{leader('manager')}</div>
          <p className="secondary small">{t('teams.leadWhat')}</p>
        </section>
        <Members ids={team.members} known={view?.people ?? []} fault={faults.get('team.members')} onChange={(members) => set({ members })} />
        {view === null ? null : <TeamUses view={view} invalidates={anew} onRemoved={back} />}
      </div>
    </>
  );
}
