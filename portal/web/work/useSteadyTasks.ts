/** Keeps a task on the page after it was refused because somebody was faster, so that the reader learns by whom instead of seeing it vanish. */
import { useCallback, useMemo, useState } from 'react';
import type { TaskView } from '#api/task.api';
import type { InboxSort } from '#domain/ticket/inbox';
import type { ApiFault } from '../shell/api/client.ts';
import { isOvertaken } from './task/useTaskAction.ts';

export interface SteadyTasks {
  tasks: readonly TaskView[];
  /** Why an action was refused because somebody was faster, by task id. */
  faults: ReadonlyMap<string, ApiFault>;
  /** Tasks that stand there only for that. */
  gone: ReadonlySet<string>;
  note(task: TaskView, fault: ApiFault): void;
  forget(task: string): void;
}

const byAge = (a: TaskView, b: TaskView): number => a.openedAt.localeCompare(b.openedAt);
const orders: Record<InboxSort, (a: TaskView, b: TaskView) => number> = { oldest: byAge, newest: (a, b) => byAge(b, a), priority: (a, b) => a.ticket.priority.localeCompare(b.ticket.priority) || byAge(a, b) };

/** The listed tasks as they stand, and before the one that would follow those that went while the reader acted on them. A changed `place` forgets. */
export function steady(listed: readonly TaskView[], gone: readonly TaskView[], sort: InboxSort = 'oldest'): TaskView[] {
  const rows = [...listed];
  for (const task of gone.filter(({ id }) => !listed.some((one) => one.id === id))) {
    const at = rows.findIndex((row) => orders[sort](row, task) > 0);
    rows.splice(at < 0 ? rows.length : at, 0, { ...task, can: [] });
  }
  return rows;
}

export function useSteadyTasks(listed: readonly TaskView[], place: string, sort: InboxSort = 'oldest'): SteadyTasks {
  const [noted, setNoted] = useState<{ place: string; items: readonly { task: TaskView; fault: ApiFault }[] }>({ place, items: [] });
  const items = useMemo(() => (noted.place === place ? noted.items : []), [noted, place]);
  const note = useCallback((task: TaskView, fault: ApiFault) => {
    if (!isOvertaken(fault)) return;
    setNoted((was) => ({ place, items: [...(was.place === place ? was.items : []).filter((item) => item.task.id !== task.id), { task, fault }] }));
  }, [place]);
  const forget = useCallback((id: string) => setNoted((was) => ({ ...was, items: was.items.filter((item) => item.task.id !== id) })), []);
  const tasks = useMemo(() => steady(listed, items.map((item) => item.task), sort), [listed, items, sort]);
  const faults = useMemo(() => new Map(items.map((item) => [item.task.id, item.fault])), [items]);
  const gone = useMemo(() => new Set(items.map((item) => item.task.id).filter((id) => !listed.some((task) => task.id === id))), [items, listed]);
  return { tasks, faults, gone, note, forget };
}
