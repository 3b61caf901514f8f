import { describe, expect, it } from 'vitest';
import { locales } from '../values.ts';
import { periodOf } from './report.period.ts';
import { percentOf, reportWords } from './report.words.ts';
import { levelFigures, worseLevel, type LevelCell, type LevelFacts } from './levels.ts';
import { levelTables, serviceLevelsReport } from './levels.report.ts';
import { levelFiguresSchema } from './levels.schema.ts';

const period = periodOf({ from: '2026-11-16', to: '2026-11-27', zone: 'Europe/Berlin' }, 0);
const cell = (given: Partial<LevelCell>): LevelCell => ({ week: '2026-11-16', isInPeriod: true, team: 'network', type: 'incident', priority: 'P2', response: 'met', resolution: 'met', tickets: 1, ...given });
const facts: LevelFacts = {
  asOf: '2026-11-27T10:00:00.000Z', period, promise: null,
  names: { team: (id) => ({ en: `Team ${id}`, zh: `${id} 团队` }), type: () => ({ en: 'Incident' }), flow: () => ({ en: 'Incident' }), node: (_, node) => (node === 'gone' ? null : { en: `Step ${node}` }) },
  counted: {
    cells: [
      cell({ tickets: 5 }), cell({ response: 'breached', tickets: 2 }), cell({ week: '2026-11-23', resolution: 'atRisk', team: null, tickets: 3 }), cell({ week: '2026-11-23', response: 'open', resolution: 'open', priority: 'P1' }),
      cell({ response: null, resolution: null, tickets: 50 }), cell({ response: null, resolution: 'breached', priority: 'P4' }), cell({ week: '2026-11-09', isInPeriod: false, tickets: 4 }),
    ],
    minutes: [{ promise: 'response', minutes: 4, tickets: 5 }, { promise: 'response', minutes: 5, tickets: 4 }, { promise: 'response', minutes: 61, tickets: 1 }, { promise: 'resolution', minutes: 4_000, tickets: 1 }],
    steps: { tickets: 3, times: [{ flow: 'incident', node: 'diagnose', seconds: 7_200, tickets: 3 }, { flow: 'incident', node: 'gone', seconds: 3_600, tickets: 1 }, { flow: 'incident', node: 'back', seconds: 0, tickets: 3 }] },
  },
};

describe('the service levels', () => {
  const figures = levelFigures(facts);
  it('count a ticket once, by the worse of its promises, and no ticket without one', () => {
    expect(figures.totals).toEqual({ tickets: 12, response: { met: 8, judged: 10 }, resolution: { met: 7, judged: 8 }, breached: 3 });
    expect(figures.byWeek.map(({ week, counts }) => [week, counts])).toEqual([['2026-11-16', { met: 5, open: 0, atRisk: 0, breached: 3 }], ['2026-11-23', { met: 0, open: 1, atRisk: 3, breached: 0 }]]);
    expect(figures.byTeam.map(({ key, counts }) => [key, counts.atRisk + counts.breached + counts.met + counts.open])).toEqual([['network', 9], [null, 3]]);
    expect(worseLevel('met', 'open')).toBe('open');
    expect(worseLevel(null, null)).toBe(null);
  });
  it('count by one promise where one is asked for', () => expect(levelFigures({ ...facts, promise: 'response' }).byPriority.map(({ key, counts }) => [key, counts.met, counts.breached])).toEqual([['P1', 0, 0], ['P2', 8, 2], ['P3', 0, 0], ['P4', 0, 0]]));
  it('show twelve weeks though the period is shorter', () => {
    expect(figures.line).toHaveLength(12);
    expect(figures.line.find(({ week }) => week === '2026-11-09')).toMatchObject({ tickets: 4, response: { met: 4, judged: 4 } });
  });
  it('name median and the ninth of ten by nearest rank', () => {
    expect(figures.response).toMatchObject({ tickets: 10, medianMinutes: 4, p90Minutes: 5 });
    expect(figures.response.buckets.map(({ tickets }) => tickets)).toEqual([5, 4, 0, 0, 1, 0, 0, 0]);
    expect(figures.resolution.buckets.at(-1)).toEqual({ fromMinutes: 3_840, toMinutes: null, tickets: 1 });
    expect(levelFigures({ ...facts, counted: { ...facts.counted, minutes: [] } }).response).toMatchObject({ tickets: 0, medianMinutes: null, p90Minutes: null });
  });
  it('leave out steps that took no time', () => expect(figures.steps.flows).toEqual([{ flow: 'incident', name: { en: 'Incident' }, seconds: 10_800, steps: [expect.objectContaining({ node: 'diagnose', seconds: 7_200 }), { node: 'gone', name: null, seconds: 3_600, tickets: 1 }] }]));
  it('have the shape the API promises', () => expect(levelFiguresSchema.parse(figures)).toEqual(figures));
});

describe('the report', () => {
  it.each(locales)('says everything in %s, with no hole left open', (locale) => {
    const report = serviceLevelsReport(levelFigures(facts), locale, { teams: [{ en: 'Network' }], types: [{ en: 'Incident' }], priorities: [{ en: 'P1' }, { en: 'P2' }] });
    expect(report.tables.map(({ key }) => key)).toEqual([...levelTables]);
    expect(JSON.stringify(report)).not.toMatch(/\{\w+\}|undefined|NaN/);
    for (const { columns, rows } of report.tables) for (const row of rows) expect(row.cells).toHaveLength(columns.length);
    expect(report.scope).toHaveLength(5);
    expect(serviceLevelsReport(levelFigures({ ...facts, counted: { cells: [], minutes: [], steps: { tickets: 0, times: [] } } }), locale)).toMatchObject({ isEmpty: true });
  });
  it('names teams in the reader\'s language, and says where there is none', () => {
    const rows = (locale: 'en' | 'zh' | 'ar') => serviceLevelsReport(levelFigures(facts), locale).tables.find(({ key }) => key === 'team')!.rows.map(({ cells }) => cells[0]!.text);
    expect([rows('en'), rows('zh'), rows('ar')]).toEqual([['Team network', 'No team'], ['network 团队', '无团队'], ['Team network', 'بلا فريق']]);
  });
  it('rounds shares down: only all of them are 100', () => expect([percentOf(999, 1_000), percentOf(9_999, 10_000), percentOf(3, 3), percentOf(0, 0)]).toEqual([99.9, 99.9, 100, null]));
  it('says minutes as people do', () => {
    expect([0, 59, 60, 65, 3_840].map(reportWords('en').minutes)).toEqual(['0 m', '59 m', '1 h', '1 h 5 m', '64 h']);
    expect([reportWords('zh').minutes(65), reportWords('ar').minutes(65)]).toEqual(['1 小时 5 分', '1 س 5 د']);
  });
});
