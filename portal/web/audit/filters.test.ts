import { describe, expect, it } from 'vitest';
import { isNarrowed, parseEventFilters, searchOf } from './filters.ts';

describe('filters of the events', () => {
  it('read an address and write the same one', () => {
    const search = { person: 'ana.silva', family: 'ticket,task', subject: 'alarmSource:am', from: '2026-11-01', to: '2026-11-27' };
    expect(parseEventFilters(search)).toEqual(search);
    expect(isNarrowed(parseEventFilters(search))).toBe(true);
  });
  it('drop what is unknown, empty or no day, rather than failing', () => expect(parseEventFilters({ person: '', family: 'unknown', subject: ['a'], from: '2026-13-01', to: 'yesterday', extra: 1 })).toEqual({}));
  it('drop a family filter that names them all', () => expect(parseEventFilters({ family: 'ticket,task,run,clock,alarm,flow,settings,session' })).toEqual({}));
  it('ask from the first moment of the first day to the last of the last, where the reader is', () => {
    expect(searchOf({ from: '2026-10-25', to: '2026-10-25' })).toEqual({ from: new Date(2026, 9, 25).toISOString(), to: new Date(2026, 9, 26).toISOString() });
    expect(searchOf({ person: 'ana', subject: 'INC-7', family: 'clock' })).toEqual({ actor: 'ana', subject: 'INC-7', family: 'clock' });
    expect(searchOf({})).toEqual({});
  });
});
