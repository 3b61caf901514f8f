import { describe, expect, it } from 'vitest';
import type { LevelFigures } from '#domain/report/levels.schema';
import { queryOf } from '../ticket/list/filters.ts';
import { levelLinks } from './links.ts';

const [fromAt, toAt] = ['2026-11-01T23:00:00.000Z', '2026-11-29T23:00:00.000Z'];
const week = { week: '2026-11-09', fromAt: '2026-11-08T23:00:00.000Z', toAt: '2026-11-15T23:00:00.000Z' };
const figures = {
  period: { from: '2026-11-02', to: '2026-11-29', zone: 'Europe/Berlin', fromAt, toAt }, promise: 'response', line: [week], byWeek: [week],
  response: { buckets: [{ fromMinutes: 0, toMinutes: 5, tickets: 1 }, { fromMinutes: 480, toMinutes: null, tickets: 2 }] }, resolution: { buckets: [] },
} as unknown as LevelFigures;
const links = levelLinks(figures, { priority: 'P1,P2' });
const shared = { category: 'all', reported: 'yes', sort: 'opened', priority: 'P1,P2' };

describe('a number of the service levels', () => {
  it('leads to the tickets of its row, state and promise', () => {
    expect(links.counts('team', 'network', 'breached')).toEqual({ ...shared, openedFrom: fromAt, openedTo: toAt, team: 'network', level: 'breached', promise: 'response' });
    expect(links.counts('week', '2026-11-09', 'all')).toEqual({ ...shared, openedFrom: week.fromAt, openedTo: week.toAt, level: 'met,open,atRisk,breached', promise: 'response' });
    expect(links.counts('team', '', 'met')).toMatchObject({ team: '-' });
  });
  it('leads to the tickets that took so long, or went through a step', () => {
    expect(links.bucket('response', 480)).toEqual({ ...shared, openedFrom: fromAt, openedTo: toAt, promise: 'response', tookFrom: '480' });
    expect(links.bucket('response', 0)).toMatchObject({ tookFrom: '0', tookTo: '5' });
    expect(links.step('incident/diagnose')).toEqual({ ...shared, openedFrom: fromAt, openedTo: toAt, step: 'incident/diagnose' });
  });
  it('leads nowhere where it counts no tickets', () => expect([links.cell('steps', 'incident/diagnose', 'hours'), links.cell('line', '2026-11-09', 'week'), links.cell('response', '0', 'share')]).toEqual([null, null, null]));
  it('says all of it to the API', () => expect(queryOf(links.counts('week', '2026-11-09', 'breached'))).toEqual({ reported: 'yes', sort: 'opened', limit: 50, priority: 'P1,P2', openedFrom: week.fromAt, openedTo: week.toAt, level: 'breached', promise: 'response' }));
});
