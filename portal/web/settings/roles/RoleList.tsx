/** All roles side by side: what each may do, in words, how many people have it, and a door to each. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useRead } from '../../shell/api/read.ts';
import { useLive } from '../../shell/live/useLive.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { RoleMatrix } from './RoleMatrix.tsx';
import css from './Roles.module.css';

export function RoleList(): ReactNode {
  const { t } = useTexts();
  const list = useRead('directory.roles');
  useLive('directory', ['directory.roles']);
  if (list.error && !list.data) return <ErrorNotice fault={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading rows={8} height={36} />;
  return (
    <>
      <div className={css.top}>
        <p className={css.about}>{t('roles.about')} {t('roles.legend')}</p>
        <Link to="/settings/roles/$key" params={{ key: 'new' }} search={{}}><Button type="primary" icon={<Icon name="plus" size={16} />}>{t('roles.new')}</Button></Link>
      </div>
      <RoleMatrix roles={list.data.items} />
    </>
  );
}
