/** That a task is suspended, by whom and why. */
import type { ReactNode } from 'react';
import type { TaskView } from '#api/task.api';
import { Sentence } from '../../shell/texts/useTexts.tsx';
import { LongText } from '../../ui/LongText.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import css from './Questions.module.css';

export const Suspended = ({ suspended: { by, at, reason } }: { suspended: NonNullable<TaskView['suspended']> }): ReactNode => (
  <div className={css.suspended} role="status" data-suspended>
    <p className={css.who}><Sentence of="task.suspendedBy" parts={{ who: <bdi>{by.name ?? by.id}</bdi> }} /> · <RelativeTime at={at} /></p>
    <LongText text={reason} />
  </div>
);
