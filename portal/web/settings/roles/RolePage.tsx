/** One role: its name, what it may do, who has it, where it is used. Shipped ones are read and copied; own ones are edited and removed. */
import { useMemo, useState, type ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { RoleView } from '#api/role.api';
import { useRead, useWrite } from '../../shell/api/read.ts';
import { useCrumbs } from '../../shell/frame/crumbs.ts';
import { useKept } from '../../shell/kept/useKept.ts';
import { useLive } from '../../shell/live/useLive.ts';
import { NotFoundPage } from '../../shell/PageFault.tsx';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ConflictNotice } from '../../sla/ConflictNotice.tsx';
import { useFieldFaults } from '../../sla/calendar/usePreview.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { isSame } from '../directory/draft.ts';
import { copyOf, roleDraftOf, sentRole, type RoleDraft } from './draft.ts';
import { RoleActions } from './RoleActions.tsx';
import { RoleFields } from './RoleFields.tsx';
import { RoleHolders } from './RoleHolders.tsx';
import { RoleUses } from './RoleUses.tsx';
import css from './Roles.module.css';

const route = getRouteApi('/settings/roles/$key');
const anew = ['directory.roles', 'directory.roleHolders', 'directory.roleUses', 'roles.list', 'directory.people', 'me.read'] as const;
const afterRemoval = ['directory.roles', 'roles.list'] as const;

export function RolePage(): ReactNode {
  const { t, say } = useTexts();
  const { key } = route.useParams();
  const { from } = route.useSearch();
  const list = useRead('directory.roles');
  useLive('directory', ['directory.roles', 'directory.roleHolders', 'directory.roleUses']);
  const isNew = key === 'new';
  const view = list.data?.items.find((role) => role.key === key) ?? null;
  useCrumbs([{ label: t('settings.title'), to: '/settings' }, { label: t('settings.roles'), to: '/settings?section=roles' }, { label: isNew ? t('roles.new') : view ? say(view.name) : key }]);
  if (list.error && !list.data) return <div className={css.page}><ErrorNotice fault={list.error} onRetry={() => void list.refetch()} /></div>;
  if (!list.data) return <Loading rows={6} height={48} />;
  if (isNew) return <Editor key={`new-${from ?? ''}`} view={null} from={list.data.items.find((role) => role.key === from) ?? null} />;
  if (view === null) return <NotFoundPage />;
  return view.isShipped ? <Shipped view={view} /> : <Editor key={key} view={view} from={null} />;
}

const CopyLink = ({ view }: { view: RoleView }): ReactNode => { const { t } = useTexts(); return <Link to="/settings/roles/$key" params={{ key: 'new' }} search={{ from: view.key }}><Button>{t('roles.copy')}</Button></Link>; };

function Shipped({ view }: { view: RoleView }): ReactNode {
  const { t, say } = useTexts();
  return (
    <>
      <PageHeader title={<bdi>{say(view.name)}</bdi>} note={t('roles.shipped')} actions={<CopyLink view={view} />} />
      <div className={css.page}>
        <p className={css.about}>{t('roles.shippedText')}</p>
        <RoleActions role={roleDraftOf(view).role} isReadOnly fault={undefined} onChange={() => undefined} />
        <RoleHolders view={view} />
      </div>
    </>
  );
}

function Editor({ view, from }: { view: RoleView | null; from: RoleView | null }): ReactNode {
  const { t, say } = useTexts();
  const navigate = route.useNavigate();
  const keptAs = `role.${view?.key ?? `new.${from?.key ?? ''}`}`;
  const [kept, setKept, clear] = useKept<RoleDraft | null>(keptAs, null);
  const base = useMemo(() => (view === null ? copyOf(from, { en: '' }) : roleDraftOf(view)), [view, from]);
  const draft = kept ?? base;
  const [isLeaving, setIsLeaving] = useState(false);
  const save = useWrite('directory.saveRole', { invalidates: anew, keptAs, onDone: () => { clear(); if (view === null) void navigate({ to: '/settings/roles/$key', params: { key: draft.key }, search: {} }); } });
  const faults = useFieldFaults(save.error);
  const change = (next: RoleDraft): void => { save.reset(); setKept(next); };
  const isStale = view !== null && kept !== null && kept.revision !== view.revision;
  const isChanged = view === null || (kept !== null && !isSame(sentRole(kept), sentRole(base)));
  const canSave = draft.role.name.en.trim() !== '' && draft.key !== '' && draft.key !== 'new' && draft.role.actions.length > 0 && isChanged && !isStale;
  return (
    <>
      <PageHeader
        title={view === null ? from === null ? t('roles.new') : t('roles.newFrom', { role: say(from.name) }) : <bdi>{say(view.name)}</bdi>}
        actions={<>{view === null ? null : <CopyLink view={view} />}{kept === null ? null : <Button onClick={() => { save.reset(); clear(); }}>{t('calendar.discard')}</Button>}<Button type="primary" disabled={!canSave} loading={save.isPending} onClick={() => save.mutate({ params: { key: draft.key }, body: { revision: draft.revision, role: sentRole(draft) } })}>{t('calendar.save')}</Button></>}
      />
      <div className={css.page}>
        {isStale ? <ConflictNotice by={view.changedBy?.name ?? view.changedBy?.id ?? '?'} at={view.changedAt} onKeep={() => setKept({ ...draft, revision: view.revision })} onDrop={clear} /> : null}
        {save.error ? <ErrorNotice fault={save.error} isKept /> : null}
        <RoleFields isNew={view === null} draft={draft} faults={faults} onChange={change} />
        <RoleActions role={draft.role} isReadOnly={false} fault={faults.get('role.actions')} onChange={(role) => change({ ...draft, role })} />
        {view === null ? null : <>{isLeaving ? null : <RoleHolders view={view} />}<RoleUses view={view} invalidates={afterRemoval} isLeaving={isLeaving} onRemoving={setIsLeaving} onRemoved={() => { clear(); void navigate({ to: '/settings', search: { section: 'roles' } }); }} /></>}
      </div>
    </>
  );
}
