/** All open tasks of a ticket the reader may see, each with its buttons. */
import type { ReactNode } from 'react';
import type { TaskView } from '#api/task.api';
import { Sentence, useTexts } from '../../shell/texts/useTexts.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { TaskPanel } from '../../work/task/TaskPanel.tsx';
import { waitedFor } from './next.ts';
import css from './Tasks.module.css';

export function Tasks({ tasks }: { tasks: readonly TaskView[] }): ReactNode {
  const { t, say, list } = useTexts();
  if (tasks.length === 0) return <EmptyState icon="work" title={t('task.none')} text={t('task.noneText')} isCompact />;
  return (
    <ul className={css.tasks}>
      {tasks.map((task) => (
        <li key={task.id} className={css.task}>
          <p className={css.head}>
            <Icon name={task.kind === 'approval' ? 'approvals' : 'work'} size={16} />
            <strong><bdi>{say(task.name)}</bdi></strong>
            <span className="secondary small"><Sentence of="next.waitingFor" parts={{ who: <bdi>{list(waitedFor(task).map(say)) || t('nobody')}</bdi> }} />{t('phrase.list.comma')}<RelativeTime at={task.openedAt} /></span>
          </p>
          <TaskPanel task={task} />
        </li>
      ))}
    </ul>
  );
}
