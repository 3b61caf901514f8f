/** One person of the directory: who they are, whom they report to, their teams, which roles they have and where; and the way to switch them off. */
import { useMemo, type ReactNode } from 'react';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import type { PersonView } from '#api/directory.api';
import { useRead, useWrite } from '../../shell/api/read.ts';
import { useCrumbs } from '../../shell/frame/crumbs.ts';
import { useKept } from '../../shell/kept/useKept.ts';
import { useLive } from '../../shell/live/useLive.ts';
import { ReadFault } from '../../shell/PageFault.tsx';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ConflictNotice } from '../../sla/ConflictNotice.tsx';
import { useFieldFaults } from '../../sla/calendar/usePreview.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Access } from './Access.tsx';
import { isSame, newPerson, personDraftOf, type PersonDraft } from './draft.ts';
import { PersonFields } from './PersonFields.tsx';
import { RoleAssignments } from './RoleAssignments.tsx';
import { Sight } from './Sight.tsx';
import { useDirectoryNames } from './useDirectoryNames.ts';
import css from './Directory.module.css';

const route = getRouteApi('/settings/people/$id');
const anew = ['directory.people', 'directory.person', 'directory.teams', 'directory.roles', 'directory.roleHolders', 'teams.list', 'people.list', 'me.read'] as const;

export function PersonPage(): ReactNode {
  const { t } = useTexts();
  const { id } = route.useParams();
  const isNew = id === 'new';
  const read = useRead('directory.person', { params: { id } }, { isEnabled: !isNew });
  useLive('directory', ['directory.person', 'directory.holdings']);
  useCrumbs([{ label: t('settings.title'), to: '/settings' }, { label: t('settings.people'), to: '/settings?section=people' }, { label: isNew ? t('people.add') : read.data?.person.name ?? id }]);
  if (isNew) return <Editor key="new" view={null} />;
  if (read.error && !read.data) return <ReadFault className={css.page} fault={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return <Loading rows={6} height={48} />;
  return <Editor key={id} view={read.data} />;
}

const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'Etc/UTC';

function Editor({ view }: { view: PersonView | null }): ReactNode {
  const { t } = useTexts();
  const names = useDirectoryNames();
  const navigate = route.useNavigate();
  const keptAs = `person.${view?.id ?? 'new'}`;
  const [kept, setKept, clear] = useKept<PersonDraft | null>(keptAs, null);
  const base = useMemo(() => (view === null ? newPerson(ownZone()) : personDraftOf(view)), [view]);
  const draft = kept ?? base;
  const save = useWrite('directory.savePerson', { invalidates: anew, keptAs, onDone: () => { clear(); if (view === null) void navigate({ to: '/settings/people/$id', params: { id: draft.id } }); } });
  const faults = useFieldFaults(save.error);
  const change = (next: PersonDraft): void => { save.reset(); setKept(next); };
  const isStale = view !== null && kept !== null && kept.revision !== view.revision;
  const isChanged = kept !== null && !isSame(kept.person, base.person);
  const canSave = draft.person.name.trim() !== '' && draft.person.username !== '' && draft.id !== '' && draft.id !== 'new' && isChanged && !isStale;
  return (
    <>
      <PageHeader
        title={view === null ? t('people.add') : <bdi>{view.person.name}</bdi>}
        marks={view && !view.isActive ? <span className={css.mark}>{t('people.off')}</span> : null}
        actions={<>{kept === null ? null : <Button onClick={() => { save.reset(); clear(); }}>{t('calendar.discard')}</Button>}<Button type="primary" disabled={!canSave} loading={save.isPending} onClick={() => save.mutate({ params: { id: draft.id }, body: { revision: draft.revision, person: draft.person } })}>{t('calendar.save')}</Button></>}
      />
      <div className={css.page}>
        {isStale ? <ConflictNotice by={view.changedBy?.name ?? view.changedBy?.id ?? '?'} at={view.changedAt} onKeep={() => setKept({ ...draft, revision: view.revision })} onDrop={clear} /> : null}
        {save.error ? <ErrorNotice fault={save.error} isKept /> : null}
        <PersonFields view={view} draft={draft} names={names} faults={faults} onChange={change} />
        <RoleAssignments view={view} assignments={draft.person.assignments} names={names} faults={faults} onChange={(assignments) => change({ ...draft, person: { ...draft.person, assignments } })} />
        <Sight id={draft.id} person={draft.person} names={names} />
        {view === null ? null : <Access view={view} invalidates={anew} />}
      </div>
    </>
  );
}
