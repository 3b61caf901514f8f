/** What each role may do: a table with an action in each row, by area, and a role in each column. Wider than the page, it moves sideways under the names of the actions. */
import { Fragment, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { RoleView } from '#api/role.api';
import type { Action } from '#domain/identity/identity.schema';
import { actionAreas, type ActionArea } from '#domain/identity/role-edit';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { Icon } from '../../ui/Icon.tsx';
import css from './Roles.module.css';

export function RoleMatrix({ roles }: { roles: readonly RoleView[] }): ReactNode {
  const { t } = useTexts();
  return (
    <div className={css.scroll} tabIndex={0} role="region" aria-label={t('roles.matrix')}>
      <table className={css.matrix}>
        <thead><tr><th scope="col">{t('roles.action')}</th>{roles.map((role) => <th key={role.key} scope="col" data-role={role.key}><Head role={role} /></th>)}</tr></thead>
        <tbody>
          {(Object.keys(actionAreas) as ActionArea[]).map((area) => (
            <Fragment key={area}>
              <tr className={css.area}><th scope="rowgroup">{t(`roles.area.${area}`)}</th><td colSpan={roles.length} /></tr>
              {actionAreas[area].map((action) => <tr key={action} data-action={action}><th scope="row">{t(`roles.does.${action}`)}</th>{roles.map((role) => <td key={role.key}><Cell role={role} action={action} /></td>)}</tr>)}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({ role }: { role: RoleView }): ReactNode {
  const { t, say } = useTexts();
  return (
    <>
      <Link to="/settings/roles/$key" params={{ key: role.key }} search={{}}><bdi>{say(role.name)}</bdi></Link>
      <span className="secondary small">{t('roles.holders', { count: role.holders })}</span>
      {role.isShipped ? <span className="secondary small">{t('roles.shipped')}</span> : null}
    </>
  );
}

function Cell({ role, action }: { role: RoleView; action: Action }): ReactNode {
  const { t } = useTexts();
  if (!role.actions.includes(action)) return <span className={css.no} aria-label={t('roles.no')} role="img">–</span>;
  return role.ownOnly.includes(action) ? <span className={css.own}>{t('roles.own')}</span> : <span className={css.yes} role="img" aria-label={t('roles.yes')}><Icon name="check" size={16} /></span>;
}
