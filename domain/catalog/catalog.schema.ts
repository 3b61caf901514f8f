/** The catalogue: what people may ask for, in categories. An item is a form with what becomes of it; what its flow then does is the flow's. */
import { z } from 'zod';
import { says } from '../issue.ts';
import { instantSchema, jsonSchema, textSchema } from '../values.ts';
import { roleKeySchema } from '../identity/identity.schema.ts';

export const catalogKeySchema = z.string().regex(/^[a-z][a-z0-9-]{0,49}$/, says('form.key'));
/** Pictures an item may have, by what they show. */
export const catalogIcons = ['lock', 'device', 'warning', 'people', 'person', 'message', 'link', 'wrench', 'bolt', 'eye', 'flag', 'tickets', 'clock', 'settings'] as const;

/** Who sees an item: whoever is in one of the teams or has one of the roles. Both empty: everybody. */
export const visibilitySchema = z.strictObject({ teams: z.array(z.string().max(100)).max(100).default([]), roles: z.array(roleKeySchema).max(100).default([]) });
export type Visibility = z.infer<typeof visibilitySchema>;

export const categorySchema = z.object({ key: catalogKeySchema, name: textSchema.strict(), order: z.number().int().min(0).max(9_999).default(0) });
export type CatalogCategory = z.infer<typeof categorySchema>;

const said = (most: number) => z.strictObject({ en: z.string().trim().min(1).max(most), zh: z.string().max(most).optional(), ar: z.string().max(most).optional() });
export const itemContentSchema = z.strictObject({
  name: said(200),
  /** One or two sentences under the name. */
  about: said(1_000),
  /** Further words it is found by, which stand nowhere. */
  words: said(500).optional(),
  icon: z.enum(catalogIcons).default('tickets'),
  category: catalogKeySchema,
  /** Place within its category, the smaller the earlier. */
  order: z.number().int().min(0).max(9_999).default(0),
  /** Kind of ticket it opens; that decides the flow. */
  ticketType: z.string().min(1).max(50),
  /** JSON Schema with `x-title`, `x-when`, `x-required-when`, `x-computed` (docs/catalog.md), and UI schema. */
  form: z.strictObject({ schema: z.record(z.string(), jsonSchema), ui: z.record(z.string(), jsonSchema).default({}) }),
  /** FEEL for the ticket's title: the answers by name, `item` (its name) and `titles` (choices as they are shown), in the requester's language. Null: the item's name. */
  subject: z.string().max(4_000).nullable().default(null),
  /** Field whose answer is the id of the object it is about; null: none. */
  objectField: z.string().max(80).nullable().default(null),
  /** Field whose answer becomes the ticket's description; null: none. */
  descriptionField: z.string().max(80).nullable().default(null),
  /** Team that fulfils it; null: as the ticket type says. */
  team: z.string().max(100).nullable().default(null),
  visibility: visibilitySchema.default({ teams: [], roles: [] }),
});
export type ItemContent = z.infer<typeof itemContentSchema>;

/** An item with what people see (`published`, null: nothing) and what an administrator works on (`draft`). `revision` rises with every change. */
export const catalogItemSchema = z.object({
  key: catalogKeySchema, revision: z.number().int().nonnegative(), draft: itemContentSchema,
  published: z.object({ version: z.number().int().positive(), at: instantSchema, content: itemContentSchema }).nullable(),
  /** Highest version ever published; versions are never changed. */
  lastVersion: z.number().int().nonnegative(),
});
export type CatalogItem = z.infer<typeof catalogItemSchema>;

/** By which form a ticket was asked for. */
export const catalogRefSchema = z.object({ item: z.string(), version: z.number().int() });
export type CatalogRef = z.infer<typeof catalogRefSchema>;
