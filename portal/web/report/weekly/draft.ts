/** A weekly report while it is being chosen, and what of the page's filter it takes along. */
import type { ReportSubscriptionView } from '#api/subscription.api';
import type { LevelsFilter, ReportSubscriptionFacts } from '#domain/report/subscription.schema';
import type { Locale } from '#domain/values';
import type { LevelFilters } from '../filters.ts';

/** The days of the page are not taken along: a report is about the weeks before it is sent. */
export const filterOf = ({ team, type, priority, promise }: LevelFilters): LevelsFilter =>
  ({ ...(team === undefined ? {} : { team }), ...(type === undefined ? {} : { type }), ...(priority === undefined ? {} : { priority }), ...(promise === undefined ? {} : { promise }) });

/** Monday morning, everything in one file. */
export const newDraft = (filters: LevelFilters, reader: { locale: Locale; zone: string }): ReportSubscriptionFacts =>
  ({ filter: filterOf(filters), weeks: 12, weekday: 1, time: '08:00', zone: reader.zone, locale: reader.locale, formats: ['pdf'], isPaused: false });

export const factsOf = ({ filter, weeks, weekday, time, zone, locale, formats, isPaused }: ReportSubscriptionView): ReportSubscriptionFacts => ({ filter, weeks, weekday, time, zone, locale, formats: [...formats], isPaused });
