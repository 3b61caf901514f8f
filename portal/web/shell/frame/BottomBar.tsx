/** The main menu on phones: at most five entries at the thumb. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Icon } from '../../ui/Icon.tsx';
import { useTexts } from '../texts/useTexts.tsx';
import type { MenuProps } from './Rail.tsx';
import { useEntryLabel } from './useEntryLabel.ts';
import css from './BottomBar.module.css';

const most = 5;

export function BottomBar({ entries, active, counts }: MenuProps): ReactNode {
  const { t } = useTexts();
  const labelOf = useEntryLabel();
  const shown = entries.filter((entry) => entry.phone !== undefined).sort((a, b) => a.phone! - b.phone!).slice(0, most);
  return (
    <nav className={css.bar} aria-label={t('menu.label')}>
      {shown.map((entry) => {
        const count = entry.count && counts ? counts[entry.count] : 0;
        return (
          <Link key={entry.to} to={entry.to} className={css.entry} data-active={entry === active} aria-current={entry === active ? 'page' : undefined}>
            <span className={css.icon}><Icon name={entry.icon} size={22} />{count > 0 ? <span className={css.count} data-tone={entry.count === 'firing' ? 'firing' : 'plain'}><span className="visually-hidden">{t('menu.waiting', { count })}</span><span aria-hidden="true">{count > 99 ? '99+' : count}</span></span> : null}</span>
            <span className={css.label}>{labelOf(entry)}</span>
          </Link>
        );
      })}
    </nav>
  );
}
