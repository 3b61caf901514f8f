/** An empty place: what belongs there, and the first step. */
import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';
import css from './EmptyState.module.css';

export function EmptyState({ icon, title, text, action, isCompact = false, isPage = false }: { icon: IconName; title: string; text?: string; action?: ReactNode; isCompact?: boolean; /** It stands for the whole page, so its title is the page's heading. */ isPage?: boolean }): ReactNode {
  return (
    <div className={`${css.empty} ${isCompact ? css.compact : ''}`}>
      <span className={css.icon}><Icon name={icon} size={isCompact ? 18 : 22} /></span>
      {isPage ? <h1 className={css.title}>{title}</h1> : <p className={css.title}>{title}</p>}
      {text ? <p className={css.text}>{text}</p> : null}
      {action ? <div className={css.action}>{action}</div> : null}
    </div>
  );
}
