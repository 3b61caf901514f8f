/** The catalogue as people see it: what they may ask for, its form, what they have begun, and sending it; and as administrators edit it. */
import { z } from 'zod';
import { catalogItemSchema, catalogKeySchema, categorySchema, itemContentSchema } from '#domain/catalog/catalog.schema';
import { instantSchema, jsonSchema, textSchema } from '#domain/values';
import { engineFaults, route } from './route.ts';
import { openedTicketSchema } from './ticket.api.ts';

const byKey = z.object({ key: catalogKeySchema });
/** An item on the catalogue's page. `beganAt`: when the reader last changed a draft of theirs; null without one. */
export const itemCardSchema = z.object({
  key: z.string(), version: z.number().int(), name: textSchema, about: textSchema, words: textSchema.optional(), icon: itemContentSchema.shape.icon, category: z.string(), beganAt: instantSchema.nullable(),
});
export type ItemCard = z.infer<typeof itemCardSchema>;
const draftView = z.object({ answers: jsonSchema, at: instantSchema });
/** Answers are bounded and checked as a form: their shape is the item's. */
const answers = z.record(z.string(), jsonSchema);
const example = { key: 'system-access' };
const exampleAnswers = { system: 'payments', level: 'read', reason: 'Month-end closing' };

export const catalogRoutes = {
  'catalogItems.list': route({
    method: 'GET', path: '/api/catalog/items', summary: 'What I may ask for, by category', access: 'ticket.create',
    response: z.object({ categories: z.array(categorySchema), items: z.array(itemCardSchema) }),
  }),
  'catalogItems.read': route({
    method: 'GET', path: '/api/catalog/items/:key', summary: 'One item with its form, and what I have begun to fill in', access: 'ticket.create', params: byKey, example: { params: example },
    response: itemCardSchema.omit({ beganAt: true }).extend({ form: itemContentSchema.shape.form, /** Null while the flow is not published: then it cannot be sent. */ flowName: textSchema.nullable(), draft: draftView.nullable() }),
  }),
  'requestDrafts.save': route({
    method: 'PUT', path: '/api/catalog/items/:key/draft', summary: 'Keeps what I have begun to fill in, as it is', access: 'ticket.create', errors: ['CATALOG_ANSWERS_INVALID'], params: byKey, body: z.object({ answers }), example: { params: example, body: { answers: exampleAnswers } },
    response: z.object({ at: instantSchema }),
  }),
  'requestDrafts.remove': route({ method: 'DELETE', path: '/api/catalog/items/:key/draft', summary: 'Forgets what I have begun to fill in', access: 'ticket.create', params: byKey, example: { params: example }, response: z.object({ removed: z.literal(true) }) }),
  'requests.open': route({
    method: 'POST', path: '/api/requests', summary: 'Asks for an item: opens its ticket and starts its flow', access: 'ticket.create',
    errors: [...engineFaults, 'NOT_FOUND', 'CATALOG_ANSWERS_INVALID', 'CATALOG_ITEM_CHANGED', 'TICKET_TYPE_UNKNOWN', 'TICKET_OBJECT_UNKNOWN', 'TICKET_FLOW_UNPUBLISHED', 'TICKET_FIELDS_INVALID', 'FILES_TOO_MANY', 'FILES_TICKET_FULL'],
    body: z.object({ item: catalogKeySchema, /** The version the form was read in. */ version: z.number().int().positive(), answers }), example: { body: { item: 'system-access', version: 1, answers: exampleAnswers } },
    response: openedTicketSchema,
  }),

  'catalogEditor.list': route({ method: 'GET', path: '/api/catalog/editor', summary: 'Every item, published or not, and the categories', access: 'catalog.edit', response: z.object({ categories: z.array(categorySchema), items: z.array(catalogItemSchema) }) }),
  'catalogEditor.save': route({
    method: 'PUT', path: '/api/catalog/editor/items/:key', summary: 'Writes the draft of an item; revision 0 makes it', access: 'catalog.edit', errors: ['REVISION_CONFLICT'], params: byKey, body: z.object({ revision: z.number().int().nonnegative(), content: itemContentSchema }), response: catalogItemSchema,
  }),
  'catalogEditor.publish': route({
    method: 'POST', path: '/api/catalog/editor/items/:key/publish', summary: 'Makes the draft the next version and shows it', access: 'catalog.edit', errors: ['REVISION_CONFLICT', 'CATALOG_ITEM_INVALID'], params: byKey, body: z.object({ revision: z.number().int().positive() }), response: catalogItemSchema,
  }),
  'catalogEditor.unpublish': route({ method: 'POST', path: '/api/catalog/editor/items/:key/unpublish', summary: 'Takes an item off the catalogue', access: 'catalog.edit', errors: ['REVISION_CONFLICT'], params: byKey, body: z.object({ revision: z.number().int().positive() }), response: catalogItemSchema }),
  'catalogEditor.saveCategory': route({ method: 'PUT', path: '/api/catalog/editor/categories/:key', summary: 'Makes or renames a category', access: 'catalog.edit', params: byKey, body: categorySchema.omit({ key: true }), response: categorySchema }),
  'catalogEditor.removeCategory': route({ method: 'DELETE', path: '/api/catalog/editor/categories/:key', summary: 'Removes a category no item is in', access: 'catalog.edit', errors: ['CATALOG_CATEGORY_USED'], params: byKey, response: z.object({ removed: z.literal(true) }) }),
};
