/** The draft being drawn: loaded, changed with undo, kept in the browser at once, saved on the server soon after. Decides nothing about drawing; checking is useFlowCheck's. */
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { FlowFile } from '#domain/flow/flow.schema';
import { change, historyOf, redo, undo, type History } from '#domain/flow/edit/history';
import { asFault, type ApiFault } from '../../shell/api/client.ts';
import { readAnew, useCall, useRead } from '../../shell/api/read.ts';
import { useKept } from '../../shell/kept/useKept.ts';
import { markOf, standingOf, type KeptDraft } from './kept-draft.ts';
import { afterFault } from './refused.ts';
import { useFlowCheck } from './useFlowCheck.ts';

export type SaveState = 'saved' | 'dirty' | 'saving' | 'offline' | 'stale' | 'refused';

type Step = { type: 'load'; file: FlowFile } | { type: 'change'; next: FlowFile; gesture: string | null } | { type: 'undo' } | { type: 'redo' };
function reduce(history: History<FlowFile> | null, step: Step): History<FlowFile> | null {
  if (step.type === 'load') return historyOf(step.file);
  if (!history) return history;
  if (step.type === 'change') return change(history, step.next, step.gesture);
  return step.type === 'undo' ? undo(history) : redo(history);
}

const saveAfterMs = 500;
/** Nobody answered, or not let in: sent again. */
const saveAgainAfterMs = 4_000;

export function useDesign(key: string) {
  const read = useRead('flows.read', { params: { key } }, { staleMs: 60_000 });
  const mayEdit = read.data?.can.includes('flow.edit') ?? false;
  const call = useCall();
  const queries = useQueryClient();
  const [history, dispatch] = useReducer(reduce, null);
  const [kept, setKept, clearKept] = useKept<KeptDraft>(`flow.${key}`, { revision: 0, file: null });
  /** The stored draft the drawing is based on, and what was sent to follow it without an answer. */
  const base = useRef<{ revision: number; sent: readonly string[] }>({ revision: 0, sent: [] });
  const saved = useRef<FlowFile | null>(null);
  // The very file that was refused: it is not sent again until something changed.
  const refused = useRef<{ file: FlowFile; fault: ApiFault } | null>(null);
  const [saveState, setSaveState] = useState<SaveState>('saved');
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [fault, setFault] = useState<ApiFault | null>(null);
  // The very file that is the latest version; undoing back to it leaves nothing to publish.
  const [published, setPublished] = useState<FlowFile | null>(null);
  const file = history?.present ?? null;
  const checked = useFlowCheck(key, mayEdit ? file : null);

  // First load, and what this browser kept from before.
  useEffect(() => {
    if (!read.data || history) return;
    const { flow, draft } = read.data;
    base.current = { revision: flow.draftRevision, sent: [] };
    saved.current = draft;
    dispatch({ type: 'load', file: draft });
    setPublished(flow.latestVersion !== null && !flow.hasDraftChanges ? draft : null);
    setSavedAt(flow.updatedAt);
    if (!mayEdit || !kept.file) return;
    const standing = standingOf(kept, { revision: flow.draftRevision, file: draft });
    if (standing === 'none') return clearKept();
    dispatch({ type: 'change', next: kept.file, gesture: null });
    if (standing === 'onTop') return;
    base.current = { revision: kept.revision, sent: kept.sent ?? [] };
    setSaveState('stale');
  }, [read.data, history, kept, clearKept, mayEdit]);

  const isSaved = useCallback((draft: FlowFile, revision: number, at: string): void => {
    base.current = { revision, sent: [] };
    saved.current = draft;
    setSavedAt(at);
    setFault(null);
    setSaveState('saved');
    clearKept();
    readAnew(queries, ['flows.list']);
  }, [queries, clearKept]);

  const { refetch } = read;
  /** Why it was not saved. Null when it was refused as stale by a save of this very browser whose answer was lost: then it goes on from there. */
  const whyNotSaved = useCallback(async (draft: FlowFile, fault: ApiFault): Promise<ApiFault | null> => {
    if (afterFault(fault) !== 'stale') return fault;
    const { data, error } = await refetch();
    if (!data || error) return error ?? fault;
    const standing = standingOf({ ...base.current, file: draft }, { revision: data.flow.draftRevision, file: data.draft });
    if (standing === 'aside') return fault;
    if (standing === 'none') isSaved(draft, data.flow.draftRevision, data.flow.updatedAt);
    else {
      base.current = { revision: data.flow.draftRevision, sent: [] };
      saved.current = data.draft;
      setSaveState('dirty');
    }
    return null;
  }, [refetch, isSaved]);

  const save = useCallback(async (draft: FlowFile): Promise<void> => {
    const earlier = base.current.sent;
    base.current = { ...base.current, sent: [...new Set([...earlier, markOf(draft)])] };
    setKept({ ...base.current, file: draft });
    setSaveState('saving');
    try {
      const answer = await call('flows.saveDraft', { params: { key }, body: { revision: base.current.revision, file: draft } });
      isSaved(draft, answer.revision, answer.savedAt);
    } catch (thrown) {
      const problem = await whyNotSaved(draft, asFault(thrown));
      if (problem === null) return;
      const next = afterFault(problem);
      if (next === 'refused') {
        refused.current = { file: draft, fault: problem };
        base.current = { ...base.current, sent: earlier };
      }
      setFault(problem);
      setSaveState(next);
    }
  }, [call, key, setKept, isSaved, whyNotSaved]);

  useEffect(() => {
    if (!file || !mayEdit) return undefined;
    // Whatever stands in the way of saving it: what is drawn is kept here first.
    if (file !== saved.current) setKept({ ...base.current, file });
    if (saveState === 'stale' || saveState === 'saving') return undefined;
    const become = (state: SaveState, why: ApiFault | null): void => { if (saveState !== state) { setSaveState(state); setFault(why); } };
    if (file === saved.current) {
      if (saveState !== 'saved') clearKept();
      become('saved', null);
      return undefined;
    }
    if (file === refused.current?.file) {
      become('refused', refused.current.fault);
      return undefined;
    }
    if (saveState !== 'offline') become('dirty', null);
    const timer = setTimeout(() => void save(file), saveState === 'offline' ? saveAgainAfterMs : saveAfterMs);
    return () => clearTimeout(timer);
    // setKept is stable per key; saveState drives the retry.
  }, [file, mayEdit, saveState, save, setKept, clearKept]);

  const publish = useCallback(async (note: string, confirmNotProven: boolean) => {
    const answer = await call('flows.publish', { params: { key }, body: { revision: base.current.revision, note, confirmNotProven } });
    setPublished(saved.current);
    readAnew(queries, ['flows.read', 'flows.list', 'flows.version']);
    return answer.version;
  }, [call, key, queries]);

  const takeTheirs = useCallback(async () => {
    const { data, error } = await refetch();
    if (!data || error) return;
    clearKept();
    base.current = { revision: data.flow.draftRevision, sent: [] };
    saved.current = data.draft;
    dispatch({ type: 'load', file: data.draft });
    setPublished(data.flow.latestVersion !== null && !data.flow.hasDraftChanges ? data.draft : null);
    setSaveState('saved');
    setFault(null);
  }, [refetch, clearKept]);
  const takeMine = useCallback(async () => {
    const { data, error } = await refetch();
    if (!data || error || !file) return;
    base.current = { revision: data.flow.draftRevision, sent: [] };
    await save(file);
  }, [refetch, file, save]);

  return {
    read, file, mayEdit, mayPublish: read.data?.can.includes('flow.publish') ?? false, saveState, savedAt, fault, publish, takeTheirs, takeMine,
    hasChanges: file !== published, ...checked,
    canUndo: (history?.past.length ?? 0) > 0, canRedo: (history?.future.length ?? 0) > 0,
    edit: useCallback((next: FlowFile, gesture: string | null = null) => dispatch({ type: 'change', next, gesture }), []),
    undo: useCallback(() => dispatch({ type: 'undo' }), []), redo: useCallback(() => dispatch({ type: 'redo' }), []),
  };
}
export type Design = ReturnType<typeof useDesign>;
