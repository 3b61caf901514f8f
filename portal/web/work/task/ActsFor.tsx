/** That the reader would decide in somebody's place, who is away. */
import type { ReactNode } from 'react';
import type { TaskView } from '#api/task.api';
import { Sentence } from '../../shell/texts/useTexts.tsx';
import { Icon } from '../../ui/Icon.tsx';
import css from './ActsFor.module.css';

export function ActsFor({ task }: { task: Pick<TaskView, 'actsFor'> }): ReactNode {
  if (!task.actsFor) return null;
  return <span className={css.for} data-acts-for={task.actsFor.id}><Icon name="person" size={14} /><span><Sentence of="absence.for" parts={{ name: <bdi>{task.actsFor.name}</bdi> }} /></span></span>;
}
