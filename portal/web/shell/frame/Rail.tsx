/** The main menu at the side: icons with their words on hover and focus, grouped, with numbers of what waits. */
import { Fragment, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import type { ResponseOf } from '#api/routes';
import { Icon } from '../../ui/Icon.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { directionOf } from '../reader/reader.ts';
import { useMe } from '../session/session.ts';
import { useTexts } from '../texts/useTexts.tsx';
import type { MenuEntry } from './menu.ts';
import { useEntryLabel } from './useEntryLabel.ts';
import css from './Rail.module.css';

export interface MenuProps { entries: readonly MenuEntry[]; active: MenuEntry | null; counts: ResponseOf<'inbox.counts'> | null }

export function Rail({ entries, active, counts }: MenuProps): ReactNode {
  const { t, locale } = useTexts();
  const me = useMe();
  const labelOf = useEntryLabel();
  const side = directionOf(locale) === 'rtl' ? 'left' : 'right';
  return (
    <nav className={css.rail} aria-label={t('menu.label')}>
      <Link to="/" className={css.mark} aria-label={t('app.name')}><Mark size={30} /></Link>
      {entries.map((entry, at) => {
        const label = labelOf(entry);
        const count = entry.count && counts ? counts[entry.count] : 0;
        const isNewGroup = at > 0 && entries[at - 1]!.group !== entry.group;
        return (
          <Fragment key={entry.to}>
            {isNewGroup ? <span className={css.gap} aria-hidden="true" /> : null}
            <Tooltip title={label} placement={side} mouseEnterDelay={0.05}>
              <Link to={entry.to} className={css.entry} data-active={entry === active} aria-current={entry === active ? 'page' : undefined} aria-label={count > 0 ? `${label}, ${t('menu.waiting', { count })}` : label}>
                <Icon name={entry.icon} size={20} />
                {count > 0 ? <span className={css.count} data-tone={entry.count === 'firing' ? 'firing' : 'plain'} aria-hidden="true">{count > 99 ? '99+' : count}</span> : null}
              </Link>
            </Tooltip>
          </Fragment>
        );
      })}
      <span className={css.rest} />
      {me.isDemo ? <Tooltip title={t('top.demoWhy')} placement={side}><span className={css.demo} tabIndex={0}>{t('top.demo')}</span></Tooltip> : null}
    </nav>
  );
}
