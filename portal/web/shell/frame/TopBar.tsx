/** Where you are, what you can start, and who you are. */
import { useRef, type ReactNode } from 'react';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { Icon } from '../../ui/Icon.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { useMay, useMe } from '../session/session.ts';
import { useTexts } from '../texts/useTexts.tsx';
import type { Crumb } from './crumbs.ts';
import type { MenuEntry } from './menu.ts';
import { useEntryLabel } from './useEntryLabel.ts';
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
      {may('ticket.create') ? <Button className={css.create} icon={<Icon name="plus" size={16} />} onClick={() => void navigate({ to: newTicket })} aria-label={t('top.newLong')}><span className={css.createWord}>{t('top.new')}</span></Button> : null}
      <MeMenu />
    </header>
  );
}

const newTicket: string = '/tickets/new';

/** Signing out is a form post with the token, so that no other site can do it. */
function MeMenu(): ReactNode {
  const { t, knows } = useTexts();
  const me = useMe();
  const form = useRef<HTMLFormElement>(null);
  const roles = [...new Set(me.roles.map((role) => `role.${role.key}`))].map((key) => (knows(key) ? t(key) : key)).join(', ');
  return (
    <>
      <form ref={form} method="post" action={me.signOutUrl} hidden><input type="hidden" name="_csrf" value={me.csrfToken} /></form>
      <Dropdown
        trigger={['click']} placement="bottomRight"
        menu={{ items: [
          { key: 'who', type: 'group', label: <div className={css.who}><span className="visually-hidden">{t('top.signedInAs')}</span><strong><bdi>{me.person.name}</bdi></strong><span><bdi>{me.person.email}</bdi></span><span>{roles}</span></div> },
          { type: 'divider' },
          { key: 'out', icon: <Icon name="signOut" size={16} />, label: t('top.signOut'), onClick: () => form.current?.requestSubmit() },
        ] }}
      >
        <button type="button" className={css.me} aria-label={t('top.me', { name: me.person.name })}><PersonAvatar id={me.person.id} name={me.person.name} size={28} /></button>
      </Dropdown>
    </>
  );
}
