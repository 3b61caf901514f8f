/** From the catalogue to one's own requests and back. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../shell/texts/useTexts.tsx';
import css from './RequestTabs.module.css';

export function RequestTabs({ active }: { active: 'catalog' | 'mine' }): ReactNode {
  const { t } = useTexts();
  return (
    <nav className={css.tabs} aria-label={t('menu.requests')}>
      <Link to="/requests" data-active={active === 'catalog'} aria-current={active === 'catalog' ? 'page' : undefined}>{t('catalog.tab')}</Link>
      <Link to="/requests/mine" data-active={active === 'mine'} aria-current={active === 'mine' ? 'page' : undefined}>{t('home.myRequests')}</Link>
    </nav>
  );
}
