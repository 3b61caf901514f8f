/** One's picture at the end of the top bar; the menu behind it is fetched when it is wanted. */
import { useState, type ReactNode } from 'react';
import { later } from '../../ui/later.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { useMe } from '../session/session.ts';
import { useTexts } from '../texts/useTexts.tsx';
import css from './TopBar.module.css';

const load = () => import('./MeMenu.tsx').then(({ MeMenu: part }) => part);

export function Me(): ReactNode {
  const [isWanted, setIsWanted] = useState(false);
  return isWanted ? <MeMenu /> : <Picture onClick={() => setIsWanted(true)} onNear={() => { void load().catch(() => undefined); }} />;
}

function Picture({ onClick, onNear }: { onClick?: () => void; onNear?: () => void }): ReactNode {
  const { t } = useTexts();
  const me = useMe();
  return <button type="button" data-me className={css.me} aria-label={t('top.me', { name: me.person.name })} aria-haspopup="menu" onClick={onClick} onPointerEnter={onNear} onFocus={onNear}><PersonAvatar id={me.person.id} name={me.person.name} size={28} /></button>;
}

const MeMenu = later(load, <Picture />);
