/** Replays all letters of a source, some at a time, until there are none left that were not tried; adds up what became of them. */
import { useState } from 'react';
import type { LetterFate } from '#domain/alarm/alarm.schema';
import { asFault, type ApiFault } from '../shell/api/client.ts';
import { readAnew, useCall } from '../shell/api/read.ts';
import { useQueryClient } from '@tanstack/react-query';

export interface ReplayAll {
  /** Null before it was pressed. */
  fates: readonly LetterFate[] | null;
  isBusy: boolean; fault: ApiFault | null;
  run(): Promise<void>;
}

export function useReplayAll(source: string): ReplayAll {
  const call = useCall();
  const queries = useQueryClient();
  const [state, setState] = useState<Omit<ReplayAll, 'run'>>({ fates: null, isBusy: false, fault: null });
  return {
    ...state,
    async run() {
      const fates: LetterFate[] = [];
      setState({ fates, isBusy: true, fault: null });
      try {
        for (let cursor: string | null = null, isFirst = true; isFirst || cursor !== null; isFirst = false) {
          const page: { items: LetterFate[]; next: string | null } = await call('deadLetters.replayAll', { params: { id: source }, body: { cursor } });
          fates.push(...page.items);
          cursor = page.next;
          setState({ fates: [...fates], isBusy: cursor !== null, fault: null });
        }
      } catch (thrown) {
        setState({ fates: [...fates], isBusy: false, fault: asFault(thrown) });
      }
      readAnew(queries, ['deadLetters.list']);
    },
  };
}
