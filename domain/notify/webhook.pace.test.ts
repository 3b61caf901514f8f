import { describe, expect, it } from 'vitest';
import { afterFailure, pauseMs } from './delivery.ts';
import { isHopeless, nextDueAt, nextOf, webhookPace, type OpenDelivery } from './webhook.pace.ts';

const at = (second: number): string => `2026-11-27T10:00:0${second}.000Z`;
const open = (id: string, subject: string, due: number, state: OpenDelivery['state'] = 'queued'): OpenDelivery => ({ id, subject, state, dueAt: at(due) });

describe('the next delivery of a webhook', () => {
  it('is the first in the order of the outbox that is due', () => expect(nextOf([open('a', 'x', 5), open('b', 'y', 1), open('c', 'z', 0)], at(2))?.id).toBe('b'));
  it('is none that waits for an earlier one of its thing', () => expect(nextOf([open('a', 'x', 5), open('b', 'x', 0)], at(2))).toBeNull());
  it('is none whose thing is in hand', () => expect(nextOf([open('a', 'x', 0, 'sending'), open('b', 'x', 0), open('c', 'y', 0)], at(2))?.id).toBe('c'));
  it('falls due when the first of a thing does, not when one that waits for it would', () => expect(nextDueAt([open('a', 'x', 7), open('b', 'x', 0), open('c', 'y', 8)])).toBe(at(7)));
  it('falls due never where nothing waits', () => expect(nextDueAt([])).toBeNull());
});

describe('a webhook', () => {
  it('is tried after 5 seconds, then twice as long up to three hours', () => expect([1, 2, 3, 13, 40].map((failures) => pauseMs(webhookPace, failures))).toEqual([5_000, 10_000, 20_000, 3 * 3_600_000, 3 * 3_600_000]));
  it('gives a message up after three days, with the last answer', () => {
    const fault = { code: 'WEBHOOK_STATUS', params: { host: 'desk.example', status: 503 } };
    const since = '2026-11-24T00:00:00.000Z';
    expect(afterFailure({ madeAt: since, attempts: [], forgottenAttempts: 30 }, fault, '2026-11-26T20:00:00.000Z', webhookPace, 'WEBHOOK_GAVE_UP')).toEqual({ dueAt: '2026-11-26T23:00:00.000Z' });
    expect(afterFailure({ madeAt: since, attempts: [], forgottenAttempts: 31 }, fault, '2026-11-26T23:00:00.000Z', webhookPace, 'WEBHOOK_GAVE_UP')).toEqual({ fault: { code: 'WEBHOOK_GAVE_UP', params: { days: 3, reason: 503 } } });
  });
  it.each([[null, false], ['2026-11-24T10:00:00.001Z', false], ['2026-11-24T10:00:00.000Z', true]])('that has failed since %s is hopeless: %s', (failingSince, isSo) => expect(isHopeless({ failingSince }, '2026-11-27T10:00:00.000Z', webhookPace)).toBe(isSo));
});
