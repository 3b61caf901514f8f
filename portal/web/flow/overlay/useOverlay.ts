/** The run of a ticket as it stands: its pinned drawing and its tokens, read anew on every hint of its room. */
import { useMemo, useRef } from 'react';
import type { ResponseOf } from '#api/routes';
import { useRead } from '../../shell/api/read.ts';
import { useLive } from '../../shell/live/useLive.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { drawingOf, type Drawing } from '#domain/flow/drawing/drawing';
import { pictureRun, type PictureRun } from '#domain/flow/drawing/picture-run';
import { nodeKinds } from '../kinds.ts';

export type Overlay = ResponseOf<'tickets.overlay'>;

export type StateBack = ResponseOf<'runs.state'>;
/** A run that waits for a lock hears nothing of how the queue before it goes on. */
const queueMs = 10_000;

/** `seq`: as it stood after that line of its log; `back` is that state, null while it is read or when now is looked at. */
export function useOverlay(ticketKey: string, run?: number, seq?: number): { overlay: Overlay | null; back: { state: StateBack | null; error: unknown } | null; drawing: Drawing | null; picture: PictureRun | null; at: string[]; error: unknown; retry: () => void } {
  const { locale, say } = useTexts();
  const read = useRead('tickets.overlay', { params: { key: ticketKey }, query: run === undefined ? {} : { run } }, { keepsOld: true, refetchMs: queueMs, refetchWhile: ({ locks }) => locks.some(({ phase }) => phase === 'asked') });
  useLive(`run:${ticketKey}`, ['tickets.overlay', 'tickets.log']);
  const overlay = read.data ?? null;
  const stood = useRead('runs.state', { params: { run: `${ticketKey}.${overlay?.n ?? 1}` }, query: seq === undefined ? {} : { seq } }, { isEnabled: overlay !== null && seq !== undefined, keepsOld: true, staleMs: 600_000 });
  const state = seq === undefined ? null : stood.data ?? null;
  // A file never changes: drawn once for each, also where a run is changed to another.
  const version = overlay ? `${overlay.run}@${overlay.sha256}` : null;
  const drawn = useRef<{ version: string; locale: string; drawing: Drawing } | null>(null);
  const drawing = useMemo(() => {
    if (!overlay || version === null) return null;
    if (drawn.current?.version !== version || drawn.current.locale !== locale) drawn.current = { version, locale, drawing: drawingOf(overlay.file, nodeKinds, locale) };
    return drawn.current.drawing;
  }, [overlay, version, locale]);
  const picture = useMemo(() => (overlay === null ? null : pictureRun(state === null ? overlay : { ...state, incidents: state.waits.filter(({ kind }) => kind === 'incident') })), [overlay, state]);
  const at = overlay && picture ? [...picture.tokens.keys()].map((id) => say(overlay.file.nodes[id]?.name) || id) : [];
  return { overlay, back: seq === undefined ? null : { state, error: stood.error }, drawing, picture, at, error: read.error, retry: () => void read.refetch() };
}
