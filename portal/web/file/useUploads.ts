/** Files on their way: sent as they are added, with progress, cancel and another try. What got through is its id, which the caller keeps with what else is typed. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { megabyte } from '#domain/file/file.schema';
import { asFault, newKey, type ApiFault } from '../shell/api/client.ts';
import { keyOf, useCall, useRead } from '../shell/api/read.ts';
import { useMe } from '../shell/session/session.ts';
import { refusedHere, sendFile } from './send.ts';

export interface Upload { key: string; file: File; name: string; /** 0 to 1. */ share: number; fault: ApiFault | null; abort: AbortController }
export interface Uploads {
  /** Those that got through, by id. */
  ids: readonly string[];
  onTheWay: readonly Upload[];
  /** Nothing may be sent meanwhile: something is on its way, or could not be sent. */
  state: 'ready' | 'busy' | 'faulty';
  /** Bytes a file may have; null until it is known. */
  mostBytes: number | null;
  add: (files: readonly File[], named?: (file: File, at: number) => string) => void;
  cancel: (key: string) => void;
  again: (key: string) => void;
  takeOut: (id: string) => void;
  /** Forgets all: they were sent with something. */
  clear: () => void;
}
const none: readonly string[] = [];

/** `ids` and `onIds`: where what got through is kept. `most`: how many are taken, default as many as go with a message. */
export function useUploads({ ids = none, onIds, most }: { ids?: readonly string[]; onIds: (ids: readonly string[]) => void; most?: number }): Uploads {
  const [onTheWay, setOnTheWay] = useState<readonly Upload[]>([]);
  const limits = useRead('files.limits', {}, { staleMs: 600_000 }).data;
  const { csrfToken } = useMe();
  const call = useCall();
  const queries = useQueryClient();
  // Answers come later than the page is drawn: they add to what is there then.
  const latest = useRef({ ids, onIds, csrfToken, onTheWay });
  useEffect(() => { latest.current = { ids, onIds, csrfToken, onTheWay }; });
  useEffect(() => () => { for (const { abort } of latest.current.onTheWay) abort.abort(); }, []);

  const change = useCallback((key: string, part: Partial<Upload> | null): void => setOnTheWay((all) => all.flatMap((one) => (one.key !== key ? [one] : part === null ? [] : [{ ...one, ...part }]))), []);
  const keep = (next: readonly string[]): void => {
    latest.current.ids = next;
    latest.current.onIds(next);
  };
  const send = ({ key, file, name, abort }: Upload): void => {
    sendFile(file, name, { key, csrfToken: latest.current.csrfToken, signal: abort.signal, onProgress: (share) => change(key, { share }) }).then((view) => {
      queries.setQueryData(keyOf('files.read', { params: { id: view.id } }), view);
      change(key, null);
      if (!latest.current.ids.includes(view.id)) keep([...latest.current.ids, view.id]);
    }, (thrown: unknown) => {
      if (abort.signal.aborted) return;
      const fault = asFault(thrown);
      // Asking who one is opens the dialog to sign in again.
      if (fault.status === 401) void call('me.read').catch(() => undefined);
      change(key, { fault });
    });
  };

  return {
    ids, onTheWay, mostBytes: limits?.fileBytes ?? null,
    state: onTheWay.some(({ fault }) => fault === null) ? 'busy' : onTheWay.length > 0 ? 'faulty' : 'ready',
    add: (files, named) => {
      const room = (most ?? limits?.perMessage ?? Infinity) - ids.length - onTheWay.length;
      const added = files.map((file, at): Upload => {
        const name = named?.(file, at) ?? file.name;
        const fault = at >= room ? refusedHere('FILES_TOO_MANY', { limit: most ?? limits?.perMessage ?? 0 }) : file.size === 0 ? refusedHere('FILE_EMPTY', { name }) : limits && file.size > limits.fileBytes ? refusedHere('FILE_TOO_LARGE', { name, limit: Math.floor(limits.fileBytes / megabyte) }) : null;
        return { key: newKey(), file, name, share: 0, fault, abort: new AbortController() };
      });
      setOnTheWay((all) => [...all, ...added]);
      for (const upload of added) if (upload.fault === null) send(upload);
    },
    cancel: (key) => {
      onTheWay.find((one) => one.key === key)?.abort.abort();
      change(key, null);
    },
    again: (key) => {
      const upload = onTheWay.find((one) => one.key === key);
      if (!upload) return;
      change(key, { fault: null, share: 0 });
      send(upload);
    },
    takeOut: (id) => {
      keep(latest.current.ids.filter((one) => one !== id));
      void call('files.remove', { params: { id } }).catch(() => undefined);
    },
    clear: () => { setOnTheWay([]); keep([]); },
  };
}
