/** Absences: mine, and (for administrators) everybody's; and for whom I stand in now. */
import { z } from 'zod';
import { absenceSchema } from '#domain/identity/absence';
import { instantSchema } from '#domain/values';
import { route } from './route.ts';

/** With names; `standIn`: who decides now in their place, at the end of a chain; null where nobody does, or it is not now. */
export const absenceView = absenceSchema.extend({
  personName: z.string(), substituteName: z.string().nullable(), setByName: z.string(), isNow: z.boolean(), standIn: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Why nobody decides now, though somebody was named or nobody was. */
  gap: z.enum(['none', 'circle', 'left']).nullable(),
});
export type AbsenceView = z.infer<typeof absenceView>;

export const absenceRoutes = {
  'absences.list': route({
    method: 'GET', path: '/api/absences', summary: 'My absences that are not over, or everybody\'s; and for whom I stand in now', access: 'signedIn', errors: ['NOT_ALLOWED'],
    query: z.object({ /** `all` needs the right absence.edit. */ of: z.enum(['me', 'all']).default('me') }),
    response: z.object({ items: z.array(absenceView), standsInFor: z.array(z.object({ id: z.string(), name: z.string(), until: instantSchema })) }),
  }),
  'absences.set': route({
    method: 'POST', path: '/api/absences', summary: 'Says when I am away and who stands in; or somebody else, with the right to', access: 'signedIn',
    errors: ['NOT_ALLOWED', 'ABSENCE_TIMES', 'ABSENCE_OVERLAPS', 'ABSENCE_LIMIT', 'ABSENCE_SUBSTITUTE_SELF', 'ABSENCE_SUBSTITUTE_GONE', 'ABSENCE_CIRCLE', 'NOT_FOUND'],
    body: z.object({ /** Person id; default: me. */ person: z.string().max(100).optional(), substitute: z.string().max(100).nullable(), from: instantSchema, until: instantSchema }),
    example: { body: { substitute: 'ana.silva', from: '2027-07-01T00:00:00.000Z', until: '2027-07-15T00:00:00.000Z' } },
    response: absenceSchema,
  }),
  'absences.end': route({ method: 'DELETE', path: '/api/absences/:id', summary: 'Ends an absence now, or takes back one that has not begun', access: 'signedIn', errors: ['NOT_ALLOWED'], params: z.object({ id: z.string().max(100) }), response: z.object({ ended: z.literal(true) }) }),
};
