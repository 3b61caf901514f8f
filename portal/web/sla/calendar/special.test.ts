import { describe, expect, it } from 'vitest';
import { changed, isPast, listed, sourcesOf, withClosedDays, withDay, without } from './special.ts';
import type { Version } from './draft.ts';

const version: Version = {
  week: { thu: [{ from: '08:00', to: '16:00' }] }, makeUpDays: [{ date: '2026-10-10', like: 'fri', active: true }],
  holidays: [{ date: '2026-12-25', active: true }, { date: '01-01', active: true }], halfDays: [{ date: '2026-12-24', windows: [{ from: '08:00', to: '12:00' }], active: true }],
};
const name = { en: 'Closed' };

describe('special days', () => {
  it('are listed as the year goes, those of every year first', () => {
    expect(listed(version).map(({ kind, at, day }) => `${kind}.${at} ${day.date}`)).toEqual(['holidays.1 01-01', 'makeUpDays.0 2026-10-10', 'halfDays.0 2026-12-24', 'holidays.0 2026-12-25']);
    expect(listed(version).filter((day) => isPast(day, '2026-11-01')).map(({ day }) => day.date)).toEqual(['2026-10-10']);
  });
  it('are taken out, added and changed where they stand', () => {
    expect(without(version, { kind: 'holidays', at: 0 }).holidays).toEqual([version.holidays[1]]);
    expect(withDay(version, 'holidays', { date: '05-01', active: true }).holidays).toHaveLength(3);
    expect(changed(version, { kind: 'holidays', at: 1 }, { active: false }).holidays[1]).toEqual({ date: '01-01', active: false });
  });
  it('of a source take the place of what it brought before, and double nothing', () => {
    const once = withClosedDays(version, [{ date: '2027-01-01', name }, { date: '2027-04-02', name }, { date: '2026-12-25', name }, { date: '2026-12-31', name, hours: { from: '12:00', to: '24:00' } }], 'pack:DE');
    expect(once.holidays.map(({ date }) => date)).toEqual(['2026-12-25', '01-01', '2027-04-02']);
    expect(once.halfDays.map(({ date, source }) => [date, source])).toEqual([['2026-12-24', undefined], ['2026-12-31', 'pack:DE']]);
    expect(sourcesOf(once)).toEqual([{ source: 'pack:DE', days: 2 }]);
    expect(sourcesOf(withClosedDays(once, [{ date: '2027-05-17', name }], 'pack:DE'))).toEqual([{ source: 'pack:DE', days: 1 }]);
  });
});
