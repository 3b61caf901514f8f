/** A state as colour and shape, so that neither alone carries it. The word stands beside it in ink, or is read aloud. */
import type { ReactNode } from 'react';
import { useTexts } from '../shell/texts/useTexts.tsx';

export const markStates = ['critical', 'major', 'minor', 'warning', 'info', 'ok', 'unknown', 'maintenance', 'paused'] as const;
export type MarkState = (typeof markStates)[number];

const on = 'var(--sb-surface)';
const shapes: Record<MarkState, (colour: string) => ReactNode> = {
  critical: (c) => <><path d="M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2Z" fill={c} /><path d="M8 4.6v4" stroke={on} strokeWidth="1.7" strokeLinecap="round" /><circle cx="8" cy="11.2" r="1.05" fill={on} /></>,
  major: (c) => <path d="M8 1.7 15 14.2H1Z" fill={c} stroke={c} strokeWidth="0.8" strokeLinejoin="round" />,
  minor: (c) => <path d="M8 1.2 14.8 8 8 14.8 1.2 8Z" fill={c} />,
  warning: (c) => <path d="M8 4.2 13 13H3Z" fill="none" stroke={c} strokeWidth="1.8" strokeLinejoin="round" />,
  info: (c) => <circle cx="8" cy="8" r="5.6" fill={c} />,
  ok: (c) => <path d="m2.8 8.5 3.5 3.5 7-8" fill="none" stroke={c} strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round" />,
  unknown: (c) => <circle cx="8" cy="8" r="5.6" fill="none" stroke={c} strokeWidth="1.8" strokeDasharray="2.6 1.8" />,
  maintenance: (c) => <path d="M14.2 4.4a4 4 0 0 1-5.3 4.7L4.7 13.3a1.7 1.7 0 0 1-2.4-2.4l4.2-4.2a4 4 0 0 1 4.7-5.3L8.9 3.7l.6 2.4 2.4.6Z" fill={c} />,
  paused: (c) => <path d="M5.3 3v10M10.7 3v10" stroke={c} strokeWidth="3" strokeLinecap="round" />,
};

export function StateMark({ state, size = 16, isSilent = false }: { state: MarkState; size?: number; isSilent?: boolean }): ReactNode {
  const { t } = useTexts();
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" focusable="false" {...(isSilent ? { 'aria-hidden': true } : { role: 'img', 'aria-label': t(`state.${state}`) })}>
      {shapes[state](`var(--sb-${state})`)}
    </svg>
  );
}
