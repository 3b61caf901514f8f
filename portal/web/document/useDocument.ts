/** A document from being asked for to being there: asked once however often it is pressed, followed while it is made, saved when it is ready. */
import { useEffect, useRef, useState } from 'react';
import type { DocumentView } from '#api/document.api';
import { ApiFault, asFault, type CallInput } from '../shell/api/client.ts';
import { download } from '../shell/api/download.ts';
import { useRead, useWrite } from '../shell/api/read.ts';

/** Routes that have a document made. */
export type DocumentRoute = 'documents.ofTicket' | 'serviceLevels.document';

export interface DocumentState {
  document: DocumentView | null;
  isBusy: boolean;
  fault: ApiFault | null;
  make(): void;
  save(): void;
}

const lookMs = 600;
const isAtWork = (document: DocumentView | null): boolean => document !== null && (document.status === 'waiting' || document.status === 'rendering');

/** `isWatched`: somebody looks on, so the file is handed over as soon as it is there. */
export function useDocument<N extends DocumentRoute>(name: N, wish: CallInput<N>, isWatched: boolean): DocumentState {
  const [asked, setAsked] = useState<DocumentView | null>(null);
  const [fault, setFault] = useState<ApiFault | null>(null);
  /** The document that is saved without being pressed for, once. */
  const awaited = useRef<string | null>(null);
  const ask = useWrite(name, { onDone: (document: DocumentView) => { awaited.current = document.id; setAsked(document); } });
  const [isLooking, setIsLooking] = useState(false);
  const read = useRead('documents.read', { params: { id: asked?.id ?? '' } }, { isEnabled: asked !== null, ...(isLooking ? { refetchMs: lookMs } : {}) });
  const document = asked === null ? null : read.data ?? asked;
  useEffect(() => setIsLooking(isAtWork(document)), [document]);
  const save = (id: string): void => {
    setFault(null);
    download('documents.file', {}, { id }).catch((thrown: unknown) => setFault(asFault(thrown)));
  };
  useEffect(() => {
    if (document?.status !== 'ready' || awaited.current !== document.id || !isWatched) return;
    awaited.current = null;
    save(document.id);
  }, [document, isWatched]);
  return {
    document, isBusy: ask.isPending || isAtWork(document),
    fault: ask.error ?? fault ?? (document?.fault ? new ApiFault({ ...document.fault, family: 'unavailable' }, 503) : null) ?? (isAtWork(document) ? null : read.error),
    make() {
      setFault(null);
      setAsked(null);
      ask.mutate(wish);
    },
    save() { if (document) save(document.id); },
  };
}
