/** A labelled field with what is wrong with it below. */
import type { ReactNode } from 'react';
import css from './Directory.module.css';

export function Field({ id, label, fault, children }: { id: string; label: string; fault?: string | undefined; children: ReactNode }): ReactNode {
  return <div className={css.field}><label htmlFor={id}>{label}</label>{children}{fault === undefined ? null : <p className={css.fault} role="alert">{fault}</p>}</div>;
}
