/** Acts on a task: claim, release, assign, complete, withdraw. Said once with one command id however often it is tried; what came of it is told, and offered to be taken back where a verb leads back. */
import { useCallback, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { BodyOf, ResponseOf, RouteName } from '#api/routes';
import type { TaskView } from '#api/task.api';
import type { Text } from '#domain/values';
import { ApiFault, asFault } from '../../shell/api/client.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { readAnew, useCall } from '../../shell/api/read.ts';
import { isAnswer, useSaying } from '../../shell/api/said.ts';
import { useMe } from '../../shell/session/session.ts';
import { useUndo } from '../../shell/undo/undo.ts';
import { undoOf } from './task-undo.ts';
import { undoText } from './undo-text.ts';
import { useOfferTakeBack } from './useTakeBack.ts';

type Act = BodyOf<'tasks.act'>;
export type TaskActData = NonNullable<Act['data']>;
export const touched: readonly RouteName[] = ['tickets.list', 'tickets.read', 'tickets.timeline', 'tickets.overlay', 'comments.list', 'inbox.list', 'inbox.counts', 'tasks.read'];

/** Refused because somebody else acted first. */
export const isOvertaken = (fault: ApiFault): boolean => fault.shape.family === 'conflict' || fault.status === 404;

/** A refusal because it was answered already, told with the answer's name instead of its key; any other as it came. */
export function withAnswer(refused: ApiFault, task: Pick<TaskView, 'outcomes'>, say: (text: Text) => string): ApiFault {
  const { code, params } = refused.shape;
  const outcome = task.outcomes.find((known) => known.key === params?.['outcome']);
  if (!outcome || !['TASK_GONE', 'TASK_DECIDED_ALREADY'].includes(code)) return refused;
  return new ApiFault({ ...refused.shape, code: 'TASK_DECIDED_ALREADY', params: { ...params, outcome: say(outcome.name) } }, refused.status);
}

export interface TaskAction {
  act(action: Act['action'], data?: TaskActData): Promise<ResponseOf<'tasks.act'> | null>;
  /** The action under way, to show on its button. */
  pending: { action: Act['action']; outcome: string | null } | null;
  fault: ApiFault | null;
}

/** `onFault` hears of refusals also when the task is gone from the page by then. */
export function useTaskAction(task: TaskView, onFault?: (fault: ApiFault) => void): TaskAction {
  const call = useCall();
  const queries = useQueryClient();
  const texts = useTexts();
  const { say } = texts;
  const me = useMe().person.id;
  const offer = useUndo();
  const offerTakeBack = useOfferTakeBack();
  const [pending, setPending] = useState<TaskAction['pending']>(null);
  const [failed, setFailed] = useState<{ fault: ApiFault; revision: number } | null>(null);
  // "It may have got through" stands until the page shows that the task went on.
  const fault = failed && (isAnswer(failed.fault) || failed.revision === task.revision) ? failed.fault : null;
  const saying = useSaying();
  const act = useCallback<TaskAction['act']>(async (action, data = {}) => {
    const commandId = saying.keyOf(JSON.stringify([task.id, task.revision, action, data]));
    setPending({ action, outcome: data.outcome ?? null });
    setFailed(null);
    try {
      const answer = await call('tasks.act', { params: { id: task.id }, body: { action, commandId, taskRevision: task.revision, data }, idempotencyKey: commandId });
      saying.done();
      readAnew(queries, touched);
      offerTakeBack(task.ticket.key, 'answer', answer.takeBackUntil);
      const undo = answer.shown ? await undoOf(call, task, action, me) : null;
      if (undo) offer({ text: undoText(action, [undo.after], texts), undo: async () => { await undo.run().finally(() => readAnew(queries, touched)); } });
      return answer;
    } catch (thrown) {
      const refused = withAnswer(asFault(thrown), task, say);
      saying.failed(refused);
      if (isOvertaken(refused)) readAnew(queries, touched);
      setFailed({ fault: refused, revision: task.revision });
      onFault?.(refused);
      return null;
    } finally {
      setPending(null);
    }
  }, [call, me, offer, offerTakeBack, onFault, queries, say, saying, task, texts]);
  return { act, pending, fault };
}
