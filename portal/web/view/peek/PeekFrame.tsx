/** A list with room for what stands beside it: 480 px from 1200 on, over the list below that. */
import type { ReactNode } from 'react';
import css from './PeekFrame.module.css';

/** `beside` null: the list alone. */
export function PeekFrame({ beside, children }: { beside: ReactNode; children: ReactNode }): ReactNode {
  return <div className={css.frame} data-peeking={beside !== null}><div className={css.list}>{children}</div>{beside}</div>;
}
