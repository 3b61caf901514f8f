/** What is being filled in for an item: kept in this browser at every key, and on the server a moment later, so that it is there on any device. Sent or discarded, it is gone from both. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { Instant, Json } from '#domain/values';
import type { ResponseOf } from '#api/routes';
import { keyOf, readAnew, useCall } from '../shell/api/read.ts';
import { useKept } from '../shell/kept/useKept.ts';
import { chosenDraft, type LocalDraft, type StoredDraft } from './draft.ts';

/** A pause in typing after which the server is told. */
const saveAfterMs = 600;

export interface RequestDraftState {
  answers: Json;
  change: (answers: Json) => void;
  /** kept: here and on the server; here: here only, the server follows or could not be reached; none: nothing typed. */
  where: 'kept' | 'here' | 'none';
  /** A draft of another device that is newer than what this one has seen, while something else was typed here. */
  other: StoredDraft | null;
  takeOther: () => void;
  /** Forgets it in this browser; `sent`: the server has forgotten it already. */
  forget: (how: 'sent' | 'discarded') => void;
}

export function useRequestDraft(item: string, stored: StoredDraft | null): RequestDraftState {
  const call = useCall();
  const queries = useQueryClient();
  const [local, setLocal, clearLocal] = useKept<LocalDraft | null>(`request.${item}`, null);
  const [isOver, setIsOver] = useState(false);
  const { answers, other } = isOver ? { answers: {}, other: null } : chosenDraft(local, stored);
  const latest = useRef(local);
  useEffect(() => { latest.current = local; }, [local]);

  const save = useCallback(async (draft: LocalDraft): Promise<void> => {
    const saved = await call('requestDrafts.save', { params: { key: item }, body: { answers: draft.answers as Record<string, Json> } }).catch(() => null);
    if (saved === null || latest.current === null) return;
    queries.setQueryData<ResponseOf<'catalogItems.read'>>(keyOf('catalogItems.read', { params: { key: item } }), (held) => held && { ...held, draft: { answers: draft.answers, at: saved.at } });
    setLocal(latest.current.answers === draft.answers ? { ...draft, isDirty: false, seenAt: saved.at } : { ...latest.current, seenAt: saved.at });
  }, [call, item, queries, setLocal]);

  const unsaved = local?.isDirty && !isOver ? local : null;
  useEffect(() => {
    if (unsaved === null) return undefined;
    const timer = setTimeout(() => void save(unsaved), saveAfterMs);
    return () => clearTimeout(timer);
  }, [unsaved, save]);
  // Whoever leaves the page before the pause is over has typed it all the same.
  const leaving = useRef({ save, isOver });
  useEffect(() => { leaving.current = { save, isOver }; });
  useEffect(() => () => { if (latest.current?.isDirty && !leaving.current.isOver) void leaving.current.save(latest.current); }, []);

  // Saved from here and not on the server any more: it was sent or discarded elsewhere.
  const [isGone] = useState(() => local !== null && !local.isDirty && stored === null);
  useEffect(() => { if (isGone) clearLocal(); }, [isGone, clearLocal]);

  const seenAt: Instant | null = local?.seenAt ?? stored?.at ?? null;
  return {
    answers, other, where: local?.isDirty ? 'here' : local !== null || stored !== null ? 'kept' : 'none',
    change: (next) => { setIsOver(false); setLocal({ answers: next, seenAt, isDirty: true }); },
    takeOther: () => { if (stored) setLocal({ answers: stored.answers, seenAt: stored.at, isDirty: false }); },
    forget: (how) => {
      latest.current = null;
      setIsOver(true);
      clearLocal();
      if (how === 'discarded') void call('requestDrafts.remove', { params: { key: item } }).catch(() => null).then(() => readAnew(queries, ['catalogItems.list', 'catalogItems.read']));
    },
  };
}
