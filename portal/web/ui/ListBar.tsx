/** The bar above a list in which it is searched and narrowed. */
import type { ReactNode } from 'react';
import css from './ListBar.module.css';

export const ListBar = ({ label, children }: { label: string; children: ReactNode }): ReactNode => <div className={css.bar} role="search" aria-label={label}>{children}</div>;
/** Class of its search box, and of what takes the room that is left. */
export const listBar = { search: css.search, rest: css.rest } as const;
