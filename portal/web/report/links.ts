/** Where each number and mark of the service levels leads: a ticket list whose filter finds exactly the tickets that were counted. */
import type { LevelTable } from '#domain/report/levels.report';
import { levelStates, type LevelFigures, type LevelState, type PromiseKind } from '#domain/report/levels.schema';
import { parseFilters, type TicketFilters } from '../ticket/list/filters.ts';
import type { LevelFilters } from './filters.ts';

type Figures = Pick<LevelFigures, 'period' | 'promise' | 'line' | 'byWeek' | 'response' | 'resolution'>;
/** Every ticket with a promise. */
const every = levelStates.join(',');

export interface LevelLinks {
  /** Of a figure over the whole period, or over one of its twelve weeks. */
  figure(key: 'tickets' | PromiseKind | 'breached', week?: string): TicketFilters;
  /** Of a row of the counts; one state of it, or all. */
  counts(table: 'week' | 'team' | 'type' | 'priority', row: string, state: LevelState | 'all'): TicketFilters;
  bucket(promise: PromiseKind, fromMinutes: number): TicketFilters;
  step(step: string): TicketFilters;
  /** Of a cell of a table; null where the cell counts no tickets. */
  cell(table: LevelTable, row: string, column: string): TicketFilters | null;
}

export function levelLinks(figures: Figures, filters: LevelFilters): LevelLinks {
  const { period, promise } = figures;
  const within = (span: { fromAt: string; toAt: string }, more: Record<string, unknown>): TicketFilters => parseFilters({
    category: 'all', reported: 'yes', sort: 'opened', openedFrom: span.fromAt, openedTo: span.toAt, team: filters.team, type: filters.type, priority: filters.priority, ...more,
  });
  const weekOf = (week: string | undefined): { fromAt: string; toAt: string } => figures.line.find((one) => one.week === week) ?? period;
  const links: Omit<LevelLinks, 'cell'> = {
    figure: (key, week) => within(weekOf(week), key === 'tickets' ? { level: every } : key === 'breached' ? { level: 'breached' } : { level: 'met', promise: key }),
    counts(table, row, state) {
      const level = { level: state === 'all' ? every : state, promise: promise ?? undefined };
      switch (table) {
        case 'week': return within(figures.byWeek.find(({ week }) => week === row) ?? period, level);
        case 'team': return within(period, { ...level, team: row === '' ? '-' : row });
        case 'type': return within(period, { ...level, type: row });
        case 'priority': return within(period, { ...level, priority: row });
      }
    },
    bucket(kind, fromMinutes) {
      const bucket = figures[kind].buckets.find((one) => one.fromMinutes === fromMinutes);
      return within(period, { promise: kind, tookFrom: String(fromMinutes), tookTo: bucket?.toMinutes == null ? undefined : String(bucket.toMinutes) });
    },
    step: (step) => within(period, { step }),
  };
  return {
    ...links,
    cell(table, row, column) {
      switch (table) {
        case 'line': return column === 'week' ? null : links.figure(column as 'tickets' | PromiseKind | 'breached', row);
        case 'week': case 'team': case 'type': case 'priority': return column === table ? null : links.counts(table, row, column as LevelState | 'all');
        case 'response': case 'resolution': return column === 'tickets' ? links.bucket(table, Number(row)) : null;
        case 'steps': return column === 'tickets' ? links.step(row) : null;
      }
    },
  };
}
