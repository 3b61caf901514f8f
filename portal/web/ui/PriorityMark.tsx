/** A priority as a small square in ink: the darker the higher. Red stays with states. */
import type { ReactNode } from 'react';
import type { Priority } from '#domain/ticket/ticket.schema';
import { useTexts } from '../shell/texts/useTexts.tsx';
import css from './PriorityMark.module.css';

export function PriorityMark({ priority }: { priority: Priority }): ReactNode {
  const { t } = useTexts();
  return <span className={css.mark} data-priority={priority} title={t(`priority.${priority}`)}>{priority}</span>;
}
