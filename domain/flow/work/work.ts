/** Activities that may last longer than a minute: each is a workflow of its own beside the run that asked for it, which hears what came of it. */
import type { MessageParams } from '../../message.ts';
import type { Instant, Json } from '../../values.ts';
import type { ActivityRequest } from '../kernel/kernel.types.ts';
import type { EffectCall } from '../run.ports.ts';

/** Seconds that an activity of the run itself may take; longer ones are work. */
const shortSeconds = 60;
/** Seconds one try may take at all: a day. */
export const mostSeconds = 86_400;

export const isWork = ({ timeoutSeconds }: Pick<ActivityRequest, 'timeoutSeconds'>): boolean => timeoutSeconds > shortSeconds;

/** `work/run/<ticketId>/<n>/<effect>`. */
export const workIdOf = (run: string, effect: string): string => `work/${run}/${effect}`;

/** What came of it; `at`: when, where it is known. */
export type WorkOutcome = { is: 'done'; result: Json; at: Instant } | { is: 'failed'; code: string; message: string; params?: MessageParams; at: Instant | null };
export interface WorkInput { call: EffectCall }
