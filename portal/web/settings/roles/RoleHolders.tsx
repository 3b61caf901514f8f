/** Who has a role, and where it holds for each. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { RoleHolder, RoleView } from '#api/role.api';
import { usePages } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { MoreRows } from '../../ui/MoreRows.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { useDirectoryNames } from '../directory/useDirectoryNames.ts';
import { useScopeNames, type ScopeNames } from '../directory/useScopeNames.ts';
import css from './Roles.module.css';

export function RoleHolders({ view }: { view: RoleView }): ReactNode {
  const { t } = useTexts();
  const list = usePages('directory.roleHolders', { params: { key: view.key }, query: { limit: 50 } });
  const scopes = useScopeNames(useDirectoryNames());
  return (
    <section className={css.card} aria-label={t('roles.whoHas')}>
      <h2>{t('roles.whoHas')}</h2>
      {list.error && !list.items ? <ErrorNotice fault={list.error} onRetry={list.retry} isCompact /> : null}
      {list.isLoading ? <Loading rows={3} height={32} /> : null}
      {list.items?.length === 0 ? <EmptyState isCompact icon="people" title={t('roles.nobodyHas')} text={t('roles.nobodyHasText')} action={<Link to="/settings" search={{ section: 'people' }}>{t('roles.toPeople')}</Link>} /> : null}
      {list.items && list.items.length > 0 ? <ul className={css.holders}>{list.items.map((holder) => <Holder key={holder.id} holder={holder} scopes={scopes} />)}</ul> : null}
      <MoreRows list={list} shown={list.items?.length ?? 0} total={list.first?.total ?? null} />
    </section>
  );
}

function Holder({ holder: { id, name, isActive, scopes: where }, scopes }: { holder: RoleHolder; scopes: ScopeNames }): ReactNode {
  const { t } = useTexts();
  return (
    <li data-holder={id}>
      <PersonAvatar id={id} name={name} size={20} />
      <Link to="/settings/people/$id" params={{ id }}><bdi>{name}</bdi></Link>
      {isActive ? null : <span className="secondary small">{t('roles.off')}</span>}
      <span className={css.where}>{where.length === 0 ? t('roles.byProvider') : where.map((scope, at) => <span key={at}><bdi>{scopes.scope(scope)}</bdi></span>)}</span>
    </li>
  );
}
