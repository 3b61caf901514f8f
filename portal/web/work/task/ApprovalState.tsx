/** How an approval stands: who has answered, whose turn it is, and what time does to it. */
import type { ReactNode } from 'react';
import type { TaskView } from '#api/task.api';
import { SlotList } from './SlotList.tsx';
import { TaskClock } from './TaskClock.tsx';

export const ApprovalState = ({ task }: { task: TaskView }): ReactNode => <>{task.slots.length > 1 ? <SlotList task={task} /> : null}<TaskClock task={task} /></>;
