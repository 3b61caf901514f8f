/** Takes back how a ticket ended, once however often it is tried, and offers to right after it ended. */
import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { RouteName } from '#api/routes';
import { newKey } from '../../shell/api/client.ts';
import { readAnew, useCall } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { useUndo } from '../../shell/undo/undo.ts';

const touched: readonly RouteName[] = ['tickets.list', 'tickets.read', 'tickets.timeline', 'tickets.overlay', 'inbox.list', 'inbox.counts'];

/** `until`: as the answer to what ended it says; null offers nothing. */
export function useOfferTakeBack(): (ticketKey: string, word: 'answer' | 'cancel', until: string | null) => void {
  const call = useCall();
  const queries = useQueryClient();
  const offer = useUndo();
  const { t } = useTexts();
  return useCallback((ticketKey, word, until) => {
    if (until === null) return;
    const idempotencyKey = newKey();
    const undo = async (): Promise<void> => { await call('tickets.takeBack', { params: { key: ticketKey }, idempotencyKey }).finally(() => readAnew(queries, touched)); };
    offer({ text: t(word === 'cancel' ? 'undo.withdrawn' : 'undo.ended', { key: ticketKey }), undo });
  }, [call, offer, queries, t]);
}
