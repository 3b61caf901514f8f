/** Saved views of lists: one's own and those shared with one's teams, and what one made of them. */
import { z } from 'zod';
import { savedViewSchema, viewListSchema, viewShelfSchema } from '#domain/view/view.schema';
import { textSchema } from '#domain/values';
import { route } from './route.ts';

/** With names; `canChange`: whether the reader may save over it, rename, share and remove it. */
export const savedViewView = savedViewSchema.extend({ ownerName: z.string(), teamName: textSchema.nullable(), canChange: z.boolean() });
export type SavedViewView = z.infer<typeof savedViewView>;
const content = savedViewSchema.pick({ name: true, search: true, team: true });
const byId = z.object({ id: z.string().min(1).max(100) });
const byList = z.object({ list: viewListSchema });
const example = { name: 'Network, urgent', search: { team: 'network', priority: 'P1,P2' }, team: null };

export const viewRoutes = {
  'views.list': route({
    method: 'GET', path: '/api/views', summary: 'Views of a list: mine and those shared with my teams, and what I made of them', access: 'signedIn', query: byList,
    response: z.object({ items: z.array(savedViewView), shelf: viewShelfSchema, /** Teams the reader may share with. */ teams: z.array(z.object({ id: z.string(), name: textSchema })) }),
  }),
  'views.save': route({
    method: 'POST', path: '/api/views', summary: 'Keeps the filters of a list under a name, for me or for a team', access: 'signedIn', errors: ['VIEW_NAME_TAKEN', 'VIEW_LIMIT', 'VIEW_SHARE_NOT_ALLOWED'],
    body: content.extend({ list: viewListSchema }), example: { body: { list: 'tickets', ...example } }, response: savedViewView,
  }),
  'views.change': route({
    method: 'PUT', path: '/api/views/:id', summary: 'Changes name, filters or whom it is for', access: 'signedIn', errors: ['NOT_FOUND', 'VIEW_NAME_TAKEN', 'VIEW_LIMIT', 'VIEW_SHARE_NOT_ALLOWED', 'REVISION_CONFLICT'],
    params: byId, body: content.extend({ revision: z.number().int() }), example: { body: { revision: 1, ...example } }, response: savedViewView,
  }),
  'views.remove': route({ method: 'DELETE', path: '/api/views/:id', summary: 'Removes a view', access: 'signedIn', errors: ['NOT_FOUND', 'VIEW_SHARE_NOT_ALLOWED'], params: byId, response: z.object({ removed: z.literal(true) }) }),
  'views.arrange': route({
    method: 'PUT', path: '/api/view-shelves/:list', summary: 'In which order I see the views of a list, with which it opens, and which columns it shows', access: 'signedIn',
    params: byList, body: viewShelfSchema, example: { params: { list: 'tickets' }, body: { order: ['mine', 'all'], opensWith: 'mine', columns: null } }, response: viewShelfSchema,
  }),
};
