/** The mark of Signalbox: two signal arms in a square. Colours come from where it stands. */
import type { ReactNode } from 'react';

export function Mark({ size = 28 }: { size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="var(--sb-brand)" />
      <g stroke="var(--sb-ink-on-brand)" strokeLinecap="round" fill="none">
        <path d="M11 26V7M21 26V12" strokeWidth="2.6" />
        <path d="M11 9.2 24.4 5.6" strokeWidth="4.2" />
      </g>
      <path d="M21 15.5H8.6" stroke="var(--sb-brand-line)" strokeWidth="4.2" strokeLinecap="round" fill="none" />
    </svg>
  );
}
