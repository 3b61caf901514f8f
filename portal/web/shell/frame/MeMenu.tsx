/** Who you are, the language and look you read in, what programs may do for you, and the way out. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { Dropdown, type MenuProps } from 'antd';
import { lookSchema } from '#domain/identity/identity.schema';
import { locales } from '#domain/values';
import { Icon } from '../../ui/Icon.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { useReader, type Reader } from '../reader/reader.ts';
import { useChooseReader } from '../reader/useChooseReader.ts';
import { parseMailbox } from '../../notify/filters.ts';
import { useMe } from '../session/session.ts';
import { useTexts } from '../texts/useTexts.tsx';
import css from './TopBar.module.css';

/** Fetched because it was asked for: it stands open at once, and its button has the keyboard. */
export function MeMenu(): ReactNode {
  const [isOpen, setIsOpen] = useState(true);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => { button.current?.focus(); }, []);
  const { t, say, list } = useTexts();
  const me = useMe();
  const reader = useReader();
  const choose = useChooseReader();
  const navigate = useNavigate();
  // Signing out is a form post with the token, so that no other site can do it.
  const form = useRef<HTMLFormElement>(null);
  const roles = list([...new Set(me.roles.map((role) => say(role.name)))]);
  const choice = (key: string, label: string, isChosen: boolean, changed: Partial<Reader>, lang?: string): NonNullable<MenuProps['items']>[number] => ({
    key, label: <span role="none" lang={lang}>{label}</span>, icon: <span className={css.chosen}>{isChosen ? <Icon name="check" size={14} /> : null}</span>, onClick: () => choose(changed), 'aria-checked': isChosen, role: 'menuitemradio',
  } as NonNullable<MenuProps['items']>[number]);
  return (
    <>
      <form ref={form} method="post" action={me.signOutUrl} hidden><input type="hidden" name="_csrf" value={me.csrfToken} /></form>
      <Dropdown
        open={isOpen} onOpenChange={setIsOpen} trigger={['click']} placement="bottomRight"
        menu={{ items: [
          { key: 'who', type: 'group', label: <div className={css.who}><span className="visually-hidden">{t('top.signedInAs')}</span><strong><bdi>{me.person.name}</bdi></strong><span><bdi>{me.person.email}</bdi></span><span>{roles}</span></div> },
          { type: 'divider' },
          { key: 'language', type: 'group', label: t('top.language'), children: locales.map((locale) => choice(`language.${locale}`, t(`language.${locale}`), locale === reader.locale, { locale }, locale)) },
          { key: 'look', type: 'group', label: t('top.look'), children: lookSchema.options.map((look) => choice(`look.${look}`, t(`look.${look}`), look === reader.look, { look })) },
          { type: 'divider' },
          { key: 'mailbox', icon: <Icon name="message" size={16} />, label: t('mailbox.title'), onClick: () => void navigate({ to: '/mailbox', search: parseMailbox({}) }) },
          { key: 'absences', icon: <Icon name="clock" size={16} />, label: t('absence.menu'), onClick: () => void navigate({ to: '/absences' }) },
          { key: 'apiTokens', icon: <Icon name="lock" size={16} />, label: t('top.apiTokens'), onClick: () => void navigate({ to: '/api-tokens' }) },
          { key: 'apiDocs', icon: <Icon name="external" size={16} />, label: t('top.apiDocs'), onClick: () => void navigate({ to: '/api/docs' }) },
          { type: 'divider' },
          { key: 'out', icon: <Icon name="signOut" size={16} />, label: t('top.signOut'), onClick: () => form.current?.requestSubmit() },
        ] }}
      >
        <button ref={button} type="button" data-me className={css.me} aria-label={t('top.me', { name: me.person.name })}><PersonAvatar id={me.person.id} name={me.person.name} size={28} /></button>
      </Dropdown>
    </>
  );
}
