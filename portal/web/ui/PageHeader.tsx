/** The head of a page: title, what belongs beside it, its actions. */
import type { ReactNode } from 'react';
import css from './PageHeader.module.css';

export function PageHeader({ title, note, marks, actions, children }: { title: ReactNode; note?: ReactNode; marks?: ReactNode; actions?: ReactNode; children?: ReactNode }): ReactNode {
  return (
    <header className={css.header}>
      <div className={css.line}>
        <div className={css.words}><h1>{title}</h1>{marks}{note ? <span className={css.note}>{note}</span> : null}</div>
        {actions ? <div className={css.actions}>{actions}</div> : null}
      </div>
      {children}
    </header>
  );
}
