/** Acts on rows of the list, one or several: keeps each result, offers to take back what was done, and reads anew what it touched. */
import { useCallback, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { readAnew, useCall } from '../../shell/api/read.ts';
import { useMe } from '../../shell/session/session.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { useUndo } from '../../shell/undo/undo.ts';
import { undoText } from '../../work/task/undo-text.ts';
import { touched } from '../../work/task/useTaskAction.ts';
import { actOnRows, type RowAct, type RowResult } from './row-acts.ts';

export interface RowActs {
  /** What is being done, to how many, and what came of it so far; null when nothing was. */
  work: { act: RowAct; count: number; results: readonly RowResult[]; isOver: boolean } | null;
  run(keys: readonly string[], act: RowAct): Promise<void>;
  /** What is not begun is left alone. */
  stop(): void;
  close(): void;
}

export function useRowActs(): RowActs {
  const call = useCall();
  const queries = useQueryClient();
  const me = useMe().person.id;
  const offer = useUndo();
  const texts = useTexts();
  const [work, setWork] = useState<RowActs['work']>(null);
  const isStopped = useRef(false);
  const isBusy = useRef(false);
  const run = useCallback<RowActs['run']>(async (keys, act) => {
    if (isBusy.current || keys.length === 0) return;
    isBusy.current = true;
    isStopped.current = false;
    const results: RowResult[] = [];
    // In the order of the list, whichever was answered first.
    const show = (isOver: boolean): void => setWork({ act, count: keys.length, results: [...results].sort((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key)), isOver });
    show(false);
    await actOnRows(call, keys, act, me, (result) => { results.push(result); show(false); }, () => isStopped.current);
    isBusy.current = false;
    readAnew(queries, touched);
    const undos = results.flatMap((result) => (result.is === 'done' && result.undo ? [result.undo] : []));
    if (undos.length > 0) {
      offer({ text: undoText(act.action, undos.map(({ after }) => after), texts), undo: async () => {
        const ended = await Promise.allSettled(undos.map((undo) => undo.run()));
        readAnew(queries, touched);
        const refused = ended.find((one) => one.status === 'rejected');
        if (refused) throw refused.reason;
      } });
    }
    // Where all went well the offer says it; the rest is told row by row.
    if (results.length === keys.length && results.every((result) => result.is === 'done' && result.undo !== null)) setWork(null);
    else show(true);
  }, [call, me, offer, queries, texts]);
  return { work, run, stop: () => { isStopped.current = true; }, close: () => setWork(null) };
}
