/** The draft being drawn: loaded, changed with undo, kept in the browser at once, saved on the server soon after, checked after that. Decides nothing about drawing. */
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { FlowFile } from '#domain/flow/flow.schema';
import { change, historyOf, redo, undo, type History } from '#domain/flow/edit/history';
import type { ResponseOf } from '#api/routes';
import { asFault, type ApiFault } from '../../shell/api/client.ts';
import { readAnew, useCall, useRead } from '../../shell/api/read.ts';
import { useKept } from '../../shell/kept/useKept.ts';
import { afterFault } from './refused.ts';

export type CheckResult = ResponseOf<'flows.check'>;
export type SaveState = 'saved' | 'dirty' | 'saving' | 'offline' | 'stale' | 'refused';

type Step = { type: 'load'; file: FlowFile } | { type: 'change'; next: FlowFile; gesture: string | null } | { type: 'undo' } | { type: 'redo' };
function reduce(history: History<FlowFile> | null, step: Step): History<FlowFile> | null {
  if (step.type === 'load') return historyOf(step.file);
  if (!history) return history;
  if (step.type === 'change') return change(history, step.next, step.gesture);
  return step.type === 'undo' ? undo(history) : redo(history);
}

const saveAfterMs = 500;
const checkAfterMs = 400;
const checkAgainAfterMs = 2_000;

/** A kept draft is taken up when it belongs to the stored revision; otherwise somebody else saved meanwhile and the person chooses. */
interface KeptDraft { revision: number; file: FlowFile | null }

export function useDesign(key: string, mayEdit: boolean) {
  const read = useRead('flows.read', { params: { key } }, { staleMs: 60_000 });
  const call = useCall();
  const queries = useQueryClient();
  const [history, dispatch] = useReducer(reduce, null);
  const [kept, setKept, clearKept] = useKept<KeptDraft>(`flow.${key}`, { revision: 0, file: null });
  const revision = useRef(0);
  const saved = useRef<FlowFile | null>(null);
  // The very file that was refused: it is not sent again until something changed.
  const refused = useRef<{ file: FlowFile; fault: ApiFault } | null>(null);
  const [saveState, setSaveState] = useState<SaveState>('saved');
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [fault, setFault] = useState<ApiFault | null>(null);
  const [check, setCheck] = useState<{ file: FlowFile; result: CheckResult } | null>(null);
  // The very file that is the latest version; undoing back to it leaves nothing to publish.
  const [published, setPublished] = useState<FlowFile | null>(null);
  const file = history?.present ?? null;

  // First load, and what this browser kept from before.
  useEffect(() => {
    if (!read.data || history) return;
    revision.current = read.data.flow.draftRevision;
    saved.current = read.data.draft;
    dispatch({ type: 'load', file: read.data.draft });
    setPublished(read.data.flow.latestVersion !== null && !read.data.flow.hasDraftChanges ? read.data.draft : null);
    setSavedAt(read.data.flow.updatedAt);
    if (!mayEdit || !kept.file) return;
    dispatch({ type: 'change', next: kept.file, gesture: null });
    if (kept.revision !== read.data.flow.draftRevision) setSaveState('stale');
  }, [read.data, history, kept, mayEdit]);

  const save = useCallback(async (draft: FlowFile): Promise<void> => {
    setSaveState('saving');
    try {
      const answer = await call('flows.saveDraft', { params: { key }, body: { revision: revision.current, file: draft } });
      revision.current = answer.revision;
      saved.current = draft;
      setSavedAt(answer.savedAt);
      setFault(null);
      setSaveState('saved');
      clearKept();
      readAnew(queries, ['flows.list']);
    } catch (thrown) {
      const problem = asFault(thrown);
      const next = afterFault(problem);
      if (next === 'refused') refused.current = { file: draft, fault: problem };
      setFault(problem);
      setSaveState(next);
    }
  }, [call, key, queries, clearKept]);

  useEffect(() => {
    if (!file || !mayEdit || saveState === 'stale' || saveState === 'saving') return undefined;
    const become = (state: SaveState, why: ApiFault | null): void => { if (saveState !== state) { setSaveState(state); setFault(why); } };
    if (file === saved.current) {
      if (saveState !== 'saved') clearKept();
      become('saved', null);
      return undefined;
    }
    setKept({ revision: revision.current, file });
    if (file === refused.current?.file) {
      become('refused', refused.current.fault);
      return undefined;
    }
    if (saveState !== 'offline') become('dirty', null);
    const timer = setTimeout(() => void save(file), saveState === 'offline' ? 4_000 : saveAfterMs);
    return () => clearTimeout(timer);
    // setKept is stable per key; saveState drives the retry.
  }, [file, mayEdit, saveState, save, setKept, clearKept]);

  useEffect(() => {
    if (!file || !mayEdit) return undefined;
    const stop = new AbortController();
    const ask = (): void => {
      call('flows.check', { params: { key }, body: { file }, signal: stop.signal }).then((result) => setCheck({ file, result }), (thrown: unknown) => {
        // Another window of the same person took the turn.
        if (asFault(thrown).shape.code === 'FLOW_CHECK_REPLACED' && !stop.signal.aborted) timer = setTimeout(ask, checkAgainAfterMs);
      });
    };
    let timer = setTimeout(ask, checkAfterMs);
    return () => { clearTimeout(timer); stop.abort(); };
  }, [file, key, call, mayEdit]);

  const publish = useCallback(async (note: string, confirmNotProven: boolean) => {
    const answer = await call('flows.publish', { params: { key }, body: { revision: revision.current, note, confirmNotProven } });
    setPublished(saved.current);
    readAnew(queries, ['flows.read', 'flows.list', 'flows.version']);
    return answer.version;
  }, [call, key, queries]);

  const takeTheirs = useCallback(async () => {
    clearKept();
    const fresh = await read.refetch();
    if (!fresh.data) return;
    revision.current = fresh.data.flow.draftRevision;
    saved.current = fresh.data.draft;
    dispatch({ type: 'load', file: fresh.data.draft });
    setPublished(fresh.data.flow.latestVersion !== null && !fresh.data.flow.hasDraftChanges ? fresh.data.draft : null);
    setSaveState('saved');
    setFault(null);
  }, [read, clearKept]);
  const takeMine = useCallback(async () => {
    const fresh = await read.refetch();
    if (!fresh.data || !file) return;
    revision.current = fresh.data.flow.draftRevision;
    await save(file);
  }, [read, file, save]);

  return {
    read, file, saveState, savedAt, fault, publish, takeTheirs, takeMine,
    hasChanges: file !== published, check: check?.result ?? null, isCheckCurrent: check?.file === file,
    canUndo: (history?.past.length ?? 0) > 0, canRedo: (history?.future.length ?? 0) > 0,
    edit: useCallback((next: FlowFile, gesture: string | null = null) => dispatch({ type: 'change', next, gesture }), []),
    undo: useCallback(() => dispatch({ type: 'undo' }), []), redo: useCallback(() => dispatch({ type: 'redo' }), []),
  };
}
export type Design = ReturnType<typeof useDesign>;
