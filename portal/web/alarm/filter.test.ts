import { describe, expect, it } from 'vitest';
import { alarmStates, parseAlarmFilter } from './filter.ts';

describe('the address of the alarm console', () => {
  it('keeps what it knows, and what stands beside the list', () => {
    expect(parseAlarmFilter({ show: 'closed', q: ' uplink ', peek: 'alertmanager-0b1ca120ee192ae36b0c', view: 'all', other: 1 })).toEqual({ show: 'closed', q: 'uplink', peek: 'alertmanager-0b1ca120ee192ae36b0c', view: 'all' });
  });
  it.each([[{ peek: '../settings' }], [{ peek: 7 }], [{ peek: '' }], [{ peek: 'x'.repeat(201) }], [{ show: 'everything', q: {} }]])('leaves out %j', (search) => expect(parseAlarmFilter(search)).toEqual({}));
  it('lists the same whatever stands beside it', () => expect(alarmStates({ peek: 'alertmanager-1' })).toBe(alarmStates({})));
});
