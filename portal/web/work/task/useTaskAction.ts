/** Acts on a task: claim, release, assign, complete, withdraw. Said once with one command id however often it is tried; what came of it is told. */
import { useCallback, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { BodyOf, ResponseOf, RouteName } from '#api/routes';
import type { TaskView } from '#api/task.api';
import { asFault, newKey, type ApiFault } from '../../shell/api/client.ts';
import { readAnew, useCall } from '../../shell/api/read.ts';

type Act = BodyOf<'tasks.act'>;
export type TaskActData = NonNullable<Act['data']>;
const touched: readonly RouteName[] = ['tickets.read', 'tickets.timeline', 'tickets.overlay', 'comments.list', 'inbox.list', 'inbox.counts', 'tasks.read'];

/** Refused because somebody else acted first. */
export const isOvertaken = (fault: ApiFault): boolean => fault.shape.family === 'conflict' || fault.status === 404;

export interface TaskAction {
  act(action: Act['action'], data?: TaskActData): Promise<ResponseOf<'tasks.act'> | null>;
  /** The action under way, to show on its button. */
  pending: { action: Act['action']; outcome: string | null } | null;
  fault: ApiFault | null;
  clearFault(): void;
}

/** `onFault` hears of refusals also when the task is gone from the page by then. */
export function useTaskAction(task: TaskView, onFault?: (fault: ApiFault) => void): TaskAction {
  const call = useCall();
  const queries = useQueryClient();
  const [pending, setPending] = useState<TaskAction['pending']>(null);
  const [fault, setFault] = useState<ApiFault | null>(null);
  const last = useRef<{ said: string; key: string } | null>(null);
  const act = useCallback<TaskAction['act']>(async (action, data = {}) => {
    const said = JSON.stringify([task.id, task.revision, action, data]);
    if (last.current?.said !== said) last.current = { said, key: newKey() };
    const commandId = last.current.key;
    setPending({ action, outcome: data.outcome ?? null });
    setFault(null);
    try {
      const answer = await call('tasks.act', { params: { id: task.id }, body: { action, commandId, taskRevision: task.revision, data }, idempotencyKey: commandId });
      last.current = null;
      readAnew(queries, touched);
      return answer;
    } catch (thrown) {
      const refused = asFault(thrown);
      // A refusal is final for this command; only an unreachable portal is asked the same again.
      if (refused.shape.family !== 'unavailable') last.current = null;
      if (isOvertaken(refused)) readAnew(queries, touched);
      setFault(refused);
      onFault?.(refused);
      return null;
    } finally {
      setPending(null);
    }
  }, [call, onFault, queries, task.id, task.revision]);
  return { act, pending, fault, clearFault: () => setFault(null) };
}
