import { describe, expect, it } from 'vitest';
import { applyClockEvent, newClock } from '../../sla/clock.ts';
import { explainLine } from '../../sla/explain.words.ts';
import { followTicket } from './run.clocks.ts';

const at = (hour: string): string => `2034-08-16T${hour}:00.000Z`;
const started = applyClockEvent(newClock({ id: 'gold/resolution', kind: 'resolution', policyId: 'gold', calendarId: 'B', target: 'PT8H' }), { type: 'start', at: at('08:00') });

describe('clocks of a run', () => {
  it('take the target of another priority, and name it by its sign, which is read in any language', () => {
    const context = { clockStates: {}, targets: { resolution: { P1: { target: 'PT4H' } } } };
    const [clock] = followTicket([started], { state: 'working', priority: 'P3' }, { state: 'working', priority: 'P1' } as Parameters<typeof followTicket>[2], context as unknown as Parameters<typeof followTicket>[3], at('09:00'));
    const change = clock!.changes[0]!;
    expect(change).toMatchObject({ change: 'retarget', from: 'PT8H', to: 'PT4H', reason: 'P1' });
    expect(explainLine('RETARGET', { at: change.at, local: '2034-08-16 09:00:00', from: 'PT8H', to: 'PT4H', reason: change.reason }).text).toBe('At Wed 2034-08-16 09:00:00 the target changed from PT8H to PT4H (P1); the time already spent stays counted.');
  });
});
