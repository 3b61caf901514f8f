import { describe, expect, it } from 'vitest';
import { createHolidayPacks } from './packs.ts';

const packs = createHolidayPacks();
const days = async (place: { country: string; state?: string; region?: string }, from = 2027, to = from) => (await packs.days({ ...place, from, to })).closures;

describe('packs of holidays', () => {
  it('are there for countries, their states and regions', async () => {
    expect((await packs.places({})).length).toBeGreaterThan(150);
    expect(await packs.places({ country: 'DE' })).toContainEqual({ code: 'BE', name: 'Berlin' });
    expect(await packs.places({ country: 'DE', state: 'BY' })).toContainEqual(expect.objectContaining({ code: 'A' }));
    expect(await packs.places({ country: 'VA' })).toEqual([]);
  });
  it('name days in the languages the package has, and leave the others out', async () => {
    expect(await days({ country: 'CN' })).toContainEqual({ date: '2027-01-01', name: { en: "New Year's Day", zh: '元旦', ar: 'عيد رأس السنة' } });
    expect(await days({ country: 'SA' })).toContainEqual({ date: '2027-09-23', name: { en: 'National Day', ar: 'اليوم الوطني' } });
    const names = (await days({ country: 'DE', state: 'BE' })).map(({ name }) => name);
    expect(names.every(({ zh = '汉', ar = 'ع' }) => /^\p{Script=Han}/u.test(zh) && /^\p{Script=Arabic}/u.test(ar))).toBe(true);
    expect(names.some(({ zh }) => zh === undefined)).toBe(true);
  });
  it('know feasts of several days, and half days', async () => {
    expect(await days({ country: 'SA' })).toContainEqual(expect.objectContaining({ date: '2027-03-09', until: '2027-03-12' }));
    expect(await days({ country: 'CN' })).toContainEqual(expect.objectContaining({ date: '2027-03-08', hours: { from: '12:00', to: '24:00' } }));
  });
  it('differ by state, hold public holidays only, and cover the years asked for', async () => {
    const [berlin, bavaria] = [await days({ country: 'DE', state: 'BE' }, 2027, 2028), await days({ country: 'DE', state: 'BY' }, 2027, 2028)];
    expect(berlin.some(({ date }) => date === '2027-03-08')).toBe(true);
    expect(bavaria.some(({ date }) => date === '2027-03-08')).toBe(false);
    expect(berlin.some(({ date }) => date === '2027-02-14')).toBe(false);
    expect(new Set(berlin.map(({ date }) => date.slice(0, 4)))).toEqual(new Set(['2027', '2028']));
    expect((await packs.days({ country: 'DE', state: 'BE', from: 2027, to: 2027 })).source).toBe('pack:DE-BE');
  });
  it.each([{ country: 'XX' }, { country: 'DE', state: 'XX' }, { country: 'DE', state: 'BE', region: 'XX' }, { country: 'constructor' }])('of %j do not exist', async (place) => {
    await expect(days(place)).rejects.toMatchObject({ code: 'HOLIDAY_PACK_UNKNOWN' });
  });
});
