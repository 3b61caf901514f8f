/** What the parts of this template say their texts by. */
import type { SharedKey, Words } from '../../words.ts';
import type { ticketTextsEn } from './texts/en.ts';

export type TicketWords = Words<keyof typeof ticketTextsEn | SharedKey>;
