/** Reports: figures over tickets, as data and as files. What the figures mean is docs/service-levels.md. */
import { z } from 'zod';
import { levelTables } from '#domain/report/levels.report';
import { levelFiguresSchema, promises } from '#domain/report/levels.schema';
import { localeSchema } from '#domain/values';
import { documentView } from './document.api.ts';
import { route, streamedSchema } from './route.ts';

const filter = {
  /** Dates of the zone, both included: tickets opened then. Default: the twelve weeks that end with this one. */
  from: z.string().max(40).optional(), to: z.string().max(40).optional(),
  /** IANA name of the zone whose days and weeks count. */
  zone: z.string().max(64).default('Etc/UTC'),
  /** Ids of teams ("-": tickets of no team), keys of types, priorities; comma between. */
  team: z.string().max(2_000).optional(), type: z.string().max(2_000).optional(), priority: z.string().max(40).optional(),
  /** Which promise the counts by week, team, type and priority are about. Default: the worse of a ticket's two. */
  promise: z.enum(promises).optional(),
};
const faults = ['REPORT_PERIOD_REVERSED', 'REPORT_PERIOD_LONG', 'REPORT_DATE_UNKNOWN', 'REPORT_ZONE_UNKNOWN'] as const;

export const reportRoutes = {
  'serviceLevels.read': route({
    method: 'GET', path: '/api/reports/service-levels', access: 'report.read', errors: faults, example: { query: { from: '2026-11-02', to: '2026-11-29', zone: 'Europe/Berlin' } },
    summary: 'What became of the promises to tickets: met, in time, at risk, breached; how long they took; where the time went. Of tickets whose reports the reader may read',
    query: z.object(filter), response: levelFiguresSchema,
  }),
  'serviceLevels.export': route({
    method: 'GET', path: '/api/reports/service-levels/export', access: 'report.read', errors: faults, summary: 'A table of the same as a file for spreadsheets',
    query: z.object({ ...filter, table: z.enum(levelTables), locale: localeSchema.default('en') }), response: streamedSchema, media: ['text/csv'],
  }),
  'serviceLevels.document': route({
    method: 'POST', path: '/api/reports/service-levels/documents', access: 'report.read', errors: [...faults, 'DOCUMENTS_TOO_MANY'], example: { body: { from: '2026-11-02', to: '2026-11-29', zone: 'Europe/Berlin', locale: 'en' } },
    summary: 'Has the same made into a PDF, as of now: figures, every table with its bars, definitions. How far it is and the file are those of documents',
    body: z.object({ ...filter, locale: localeSchema.default('en') }), response: documentView,
  }),
};
