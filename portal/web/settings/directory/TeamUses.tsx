/** Where a team is named, and removing it once nothing does. */
import type { ReactNode } from 'react';
import { Button, Popconfirm } from 'antd';
import type { TeamView } from '#api/directory.api';
import type { RouteName } from '#api/routes';
import { useRead, useWrite } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { HeldList } from './HeldList.tsx';
import css from './Directory.module.css';

export function TeamUses({ view, invalidates, onRemoved }: { view: TeamView; invalidates: readonly RouteName[]; onRemoved: () => void }): ReactNode {
  const { t, say } = useTexts();
  const uses = useRead('directory.teamUses', { params: { id: view.id } });
  const remove = useWrite('directory.removeTeam', { invalidates, onDone: onRemoved });
  if (uses.error && !uses.data) return <ErrorNotice fault={uses.error} onRetry={() => void uses.refetch()} />;
  if (!uses.data) return <Loading rows={2} height={32} />;
  const isUsed = uses.data.count > 0;
  return (
    <section className={css.card} aria-label={t('teams.uses')}>
      <h2>{t('teams.uses')}</h2>
      <p className="secondary small">{t(isUsed ? 'teams.usesText' : 'teams.unused')}</p>
      {isUsed ? <HeldList items={uses.data.items} count={uses.data.count} /> : null}
      {remove.error ? <ErrorNotice fault={remove.error} isCompact /> : null}
      <div><Popconfirm title={t('teams.removeAsk', { name: say(view.name) })} okText={t('teams.remove')} cancelText={t('action.cancel')} okButtonProps={{ danger: true }} disabled={isUsed} onConfirm={() => remove.mutate({ params: { id: view.id }, query: { revision: view.revision } })}><Button danger size="small" disabled={isUsed} loading={remove.isPending}>{t('teams.remove')}</Button></Popconfirm></div>
    </section>
  );
}
