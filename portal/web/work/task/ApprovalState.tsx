/** How a task stands: returned from where, suspended or not, who has answered, whose turn it is, what time does to it, and what was asked back. */
import type { ReactNode } from 'react';
import type { TaskView } from '#api/task.api';
import { Questions } from './Questions.tsx';
import { Returned } from './Returned.tsx';
import { SlotList } from './SlotList.tsx';
import { Suspended } from './Suspended.tsx';
import { TaskClock } from './TaskClock.tsx';
import type { TaskAction } from './useTaskAction.ts';

export const ApprovalState = ({ task, act, isBusy }: { task: TaskView; act: TaskAction['act']; isBusy: boolean }): ReactNode => (
  <>
    {task.returned ? <Returned returned={task.returned} name={task.name} /> : null}
    {task.suspended ? <Suspended suspended={task.suspended} /> : null}
    {task.slots.length > 1 ? <SlotList task={task} /> : null}
    <TaskClock task={task} />
    {task.questions.length > 0 ? <Questions task={task} act={act} isBusy={isBusy} /> : null}
  </>
);
