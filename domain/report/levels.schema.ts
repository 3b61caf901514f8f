/** The figures of the service levels: what is counted, in which shape. How they read is levels.report.ts; what counts as met is levels.ts. */
import { z } from 'zod';
import { priorities } from '../ticket/ticket.schema.ts';
import { instantSchema, textSchema } from '../values.ts';

/** What a promise has come to, the worst last. */
export const levelStates = ['met', 'open', 'atRisk', 'breached'] as const;
export type LevelState = (typeof levelStates)[number];

/** The promises people are given: an answer, a solution. */
export const promises = ['response', 'resolution'] as const;
export type PromiseKind = (typeof promises)[number];

const count = z.number().int().nonnegative();
export const levelCountsSchema = z.object({ met: count, open: count, atRisk: count, breached: count });
export type LevelCounts = z.infer<typeof levelCountsSchema>;

/** Of the promises that are decided, those that were met. */
export const levelShareSchema = z.object({ met: count, judged: count });
export type LevelShare = z.infer<typeof levelShareSchema>;

const week = { week: z.iso.date(), fromAt: instantSchema, toAt: instantSchema };
const totals = { tickets: count, response: levelShareSchema, resolution: levelShareSchema, breached: count };
const named = z.object({ key: z.string().nullable(), name: textSchema.nullable(), counts: levelCountsSchema });

/** Minutes of working time, rounded down. `toMinutes` null: without end; else before it. */
export const distributionSchema = z.object({
  tickets: count, medianMinutes: count.nullable(), p90Minutes: count.nullable(),
  buckets: z.array(z.object({ fromMinutes: count, toMinutes: count.nullable(), tickets: count })),
});
export type Distribution = z.infer<typeof distributionSchema>;

/** `seconds` of working time in the calendar of the ticket. */
export const stepTimeSchema = z.object({ node: z.string(), name: textSchema.nullable(), seconds: count, tickets: count });
export const flowTimeSchema = z.object({ flow: z.string(), name: textSchema.nullable(), seconds: count, steps: z.array(stepTimeSchema) });
export type FlowTime = z.infer<typeof flowTimeSchema>;

export const levelFiguresSchema = z.object({
  /** The instant they were counted at: open promises are judged as of it. */
  asOf: instantSchema,
  period: z.object({ from: z.iso.date(), to: z.iso.date(), zone: z.string(), fromAt: instantSchema, toAt: instantSchema }),
  /** Which promise the counts by week, team, type and priority are about; null: the worse of a ticket's two. */
  promise: z.enum(promises).nullable(),
  totals: z.object(totals),
  /** Twelve weeks that end with the period, whatever it begins with. */
  line: z.array(z.object({ ...week, ...totals })),
  byWeek: z.array(z.object({ ...week, counts: levelCountsSchema })),
  byTeam: z.array(named), byType: z.array(named),
  byPriority: z.array(z.object({ key: z.enum(priorities), counts: levelCountsSchema })),
  response: distributionSchema, resolution: distributionSchema,
  /** Of tickets that are over. */
  steps: z.object({ tickets: count, flows: z.array(flowTimeSchema) }),
});
export type LevelFigures = z.infer<typeof levelFiguresSchema>;
