/** Reports that are sent to their owner every week: made, changed, paused and removed by them, with what became of the last and when the next one comes. Who manages the settings sees everybody's, pauses and stops them. */
import { z } from 'zod';
import { noticeFaultSchema, noticeStates } from '#domain/notify/notice.schema';
import { mostSubscriptions, reportOutcomeSchema, reportSubscriptionFactsSchema, reportSubscriptionSchema } from '#domain/report/subscription.schema';
import { instantSchema } from '#domain/values';
import { pageOf, pageQuery, route } from './route.ts';

/** Why, in the catalogue's words beside its code. */
const toldFault = noticeFaultSchema.extend({ message: z.string(), hint: z.string() });
export const reportSubscriptionView = reportSubscriptionSchema.extend({
  /** When the next one comes, late where its time has passed; null while it is paused. */
  next: z.object({ week: z.string(), dueAt: instantSchema }).nullable(),
  last: reportOutcomeSchema.extend({
    fault: toldFault.nullable(),
    /** What became of its notice; null where there is none, or it was forgotten. */
    notice: z.object({ id: z.string(), state: z.enum(noticeStates), dueAt: instantSchema.nullable(), fault: toldFault.nullable() }).nullable(),
  }).nullable(),
});
export type ReportSubscriptionView = z.infer<typeof reportSubscriptionView>;

/** One of anybody's, with whom it is sent to. */
export const everybodysReportView = reportSubscriptionView.extend({ ownerName: z.string(), /** False: they are switched off, or not in the directory, and get none. */ isOwnerActive: z.boolean() });
export type EverybodysReportView = z.infer<typeof everybodysReportView>;
/** inactive: of people who are switched off. */
export const everybodysReportKinds = ['inactive', 'paused'] as const;
export type EverybodysReportKind = (typeof everybodysReportKinds)[number];

const byId = z.object({ id: z.string().min(1).max(100) });
const path = '/api/reports/service-levels/subscriptions';
const faults = ['REPORT_FILTER_GONE'] as const;
const exampleFacts = { filter: { team: 'network' }, weeks: 12, weekday: 1, time: '08:00', zone: 'Europe/Berlin', locale: 'en', formats: ['pdf', 'csv'], isPaused: false };

export const subscriptionRoutes = {
  'reportSubscriptions.list': route({ method: 'GET', path, summary: 'My weekly reports, with what became of the last and when the next one comes', access: 'session', response: z.object({ items: z.array(reportSubscriptionView), /** How many there may be. */ most: z.literal(mostSubscriptions) }) }),
  'reportSubscriptions.make': route({
    method: 'POST', path, summary: 'Has the service levels under a filter sent to me every week', access: 'report.read', errors: [...faults, 'REPORT_SUBSCRIPTIONS_TOO_MANY'],
    body: reportSubscriptionFactsSchema, example: { body: exampleFacts }, response: reportSubscriptionView,
  }),
  'reportSubscriptions.save': route({
    method: 'PUT', path: `${path}/:id`, summary: 'Changes, pauses or resumes a weekly report of mine', access: 'report.read', errors: [...faults, 'REVISION_CONFLICT'],
    params: byId, body: reportSubscriptionFactsSchema.extend({ revision: z.number().int().positive() }), example: { body: { ...exampleFacts, revision: 1 } }, response: reportSubscriptionView,
  }),
  'reportSubscriptions.remove': route({ method: 'DELETE', path: `${path}/:id`, summary: 'Stops a weekly report of mine, also without the right to read it any more', access: 'session', params: byId, response: z.object({ removed: z.literal(true) }) }),
  'reportSubscriptions.listAll': route({
    method: 'GET', path: `${path}/everybody`, summary: "Everybody's weekly reports by their owner's name, also of people who are switched off", access: 'settings.manage',
    query: z.object({ ...pageQuery, /** Part of the owner's name. */ q: z.string().max(100).optional(), only: z.enum(everybodysReportKinds).optional() }), response: pageOf(everybodysReportView),
  }),
  'reportSubscriptions.pause': route({
    method: 'PUT', path: `${path}/everybody/:id`, summary: "Pauses or resumes anybody's weekly report; its owner may do the other again", access: 'settings.manage', errors: ['REVISION_CONFLICT'],
    params: byId, body: z.object({ isPaused: z.boolean(), revision: z.number().int().positive() }), example: { body: { isPaused: true, revision: 1 } }, response: reportSubscriptionView,
  }),
  'reportSubscriptions.stop': route({ method: 'DELETE', path: `${path}/everybody/:id`, summary: "Removes anybody's weekly report, for instance when they have left", access: 'settings.manage', params: byId, response: z.object({ removed: z.literal(true) }) }),
};
