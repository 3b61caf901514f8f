/** Where an own role is named, and removing it once nothing does. */
import type { ReactNode } from 'react';
import { Button, Popconfirm } from 'antd';
import type { RoleView } from '#api/role.api';
import type { RouteName } from '#api/routes';
import { useRead, useWrite } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { HeldList } from '../directory/HeldList.tsx';
import css from './Roles.module.css';

/** `onRemoving`: from then on nothing of the role is to be asked for, until it turns out that it stays. */
export function RoleUses({ view, invalidates, isLeaving, onRemoving, onRemoved }: { view: RoleView; invalidates: readonly RouteName[]; isLeaving: boolean; onRemoving: (isLeaving: boolean) => void; onRemoved: () => void }): ReactNode {
  const { t, say } = useTexts();
  const uses = useRead('directory.roleUses', { params: { key: view.key } }, { isEnabled: !isLeaving });
  const remove = useWrite('directory.removeRole', { invalidates, onDone: onRemoved });
  if (uses.error && !uses.data) return <ErrorNotice fault={uses.error} onRetry={() => void uses.refetch()} />;
  if (!uses.data) return <Loading rows={2} height={32} />;
  const isUsed = uses.data.count > 0;
  return (
    <section className={css.card} aria-label={t('roles.uses')}>
      <h2>{t('roles.uses')}</h2>
      <p className="secondary small">{t(isUsed ? 'roles.usesText' : 'roles.unused')}</p>
      {isUsed ? <HeldList items={uses.data.items} count={uses.data.count} /> : null}
      {remove.error ? <ErrorNotice fault={remove.error} isCompact /> : null}
      <div><Popconfirm title={t('roles.removeAsk', { name: say(view.name) })} okText={t('roles.remove')} cancelText={t('action.cancel')} okButtonProps={{ danger: true }} disabled={isUsed} onConfirm={() => { onRemoving(true); remove.mutate({ params: { key: view.key }, query: { revision: view.revision } }, { onError: () => onRemoving(false) }); }}><Button danger size="small" disabled={isUsed} loading={remove.isPending}>{t('roles.remove')}</Button></Popconfirm></div>
    </section>
  );
}
