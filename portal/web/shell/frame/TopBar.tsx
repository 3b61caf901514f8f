/** Where you are, what you can start, and who you are. */
import type { ReactNode } from 'react';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { Icon } from '../../ui/Icon.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { useMay } from '../session/session.ts';
import { useTexts } from '../texts/useTexts.tsx';
import { CommandBar } from '../command/CommandBar.tsx';
import type { Crumb } from './crumbs.ts';
import { NoticeBell } from './NoticeBell.tsx';
import type { MenuEntry } from './menu.ts';
import { useEntryLabel } from './useEntryLabel.ts';
import { Me } from './Me.tsx';
import css from './TopBar.module.css';

export function TopBar({ crumbs, active }: { crumbs: readonly Crumb[]; active: MenuEntry | null }): ReactNode {
  const { t } = useTexts();
  const may = useMay();
  const navigate = useNavigate();
  const labelOf = useEntryLabel();
  const own = active ? labelOf(active) : null;
  const trail: readonly Crumb[] = own && crumbs[0]?.label !== own ? [{ label: own, to: active!.to }, ...crumbs] : crumbs;
  return (
    <header className={css.bar}>
      <Link to="/" className={css.phoneMark} aria-label={t('menu.home')}><Mark size={26} /></Link>
      <nav aria-label={t('top.breadcrumb')} className={css.trail}>
        <ol>
          {trail.map((crumb, at) => (
            <li key={`${at}.${crumb.label}`}>
              {at > 0 ? <span className={css.slash} aria-hidden="true">/</span> : null}
              {crumb.to && at < trail.length - 1 ? <Link to={crumb.to}><bdi>{crumb.label}</bdi></Link> : <span aria-current={at === trail.length - 1 ? 'page' : undefined} className={at === trail.length - 1 ? css.here : ''}><bdi>{crumb.label}</bdi></span>}
            </li>
          ))}
        </ol>
      </nav>
      <CommandBar />
      {may('ticket.create') ? <Button className={css.create} icon={<Icon name="plus" size={16} />} onClick={() => void navigate({ to: newTicket })} aria-label={t('top.newLong')}><span className={css.createWord}>{t('top.new')}</span></Button> : null}
      <NoticeBell />
      <Me />
    </header>
  );
}

const newTicket: string = '/tickets/new';
