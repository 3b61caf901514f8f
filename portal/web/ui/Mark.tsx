/** The mark of Signalbox: two signal arms in a square. Colours come from where it stands. */
import type { ReactNode } from 'react';

export function Mark({ size = 28 }: { size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="var(--sb-brand)" />
      <path d="M22 6.5V26" stroke="var(--sb-ink-on-brand)" strokeWidth="2.8" strokeLinecap="round" />
      <path d="M21.5 12.3 9.6 6.9" stroke="var(--sb-ink-on-brand)" strokeWidth="4.4" strokeLinecap="round" />
      <path d="M21.5 20H9" stroke="var(--sb-brand-line)" strokeWidth="4.4" strokeLinecap="round" />
    </svg>
  );
}
