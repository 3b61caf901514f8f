/** Saved views of lists: a name for what the address of a list says, kept by a person or shared with a team. The address stays the truth: a view only remembers one. */
import { z } from 'zod';
import { instantSchema } from '../values.ts';

/** Lists that have views, named as their pages. */
export const viewLists = ['tickets', 'alarms', 'events', 'work', 'approvals', 'requests', 'mailbox', 'flows', 'runs', 'incidents', 'people', 'letters', 'reports'] as const;
export const viewListSchema = z.enum(viewLists);
export type ViewList = (typeof viewLists)[number];

export const viewLimits = { nameChars: 80, filters: 30, valueChars: 300, ofPerson: 50, ofTeam: 50, order: 200, columns: 20 } as const;

/** Parts of an address that say how a list is looked at, not what it lists: no view keeps them. */
export const viewAside = ['view', 'peek'] as const;

/** Name and value of each filter, as in the address. What a list does not know, its page leaves out when the view is opened. */
export const viewSearchSchema = z.record(z.string().regex(/^[A-Za-z]{1,40}$/), z.string().min(1).max(viewLimits.valueChars))
  .refine((search) => Object.keys(search).length <= viewLimits.filters && !viewAside.some((name) => name in search));
export type ViewSearch = z.infer<typeof viewSearchSchema>;

const nameSchema = z.string().trim().min(1).max(viewLimits.nameChars);
export const savedViewSchema = z.object({
  id: z.string(), list: viewListSchema, name: nameSchema, search: viewSearchSchema,
  /** Person id of who made it. */
  owner: z.string(),
  /** Team whose people see it; null: its owner alone. */
  team: z.string().max(100).nullable(),
  /** Counts changes, from 1. */
  revision: z.number().int(), changedAt: instantSchema,
});
export type SavedView = z.infer<typeof savedViewSchema>;

/** What a person made of the views of one list: their order, with which the list opens, and which columns are shown. */
export const viewShelfSchema = z.object({
  /** Ids of views, shipped ones too; those not named follow in their own order. */
  order: z.array(z.string().max(100)).max(viewLimits.order).default([]),
  /** Id of the view the list opens with; null: everything. */
  opensWith: z.string().max(100).nullable().default(null),
  /** Names of columns shown, in the list's own order; null: as the list shows them by itself. */
  columns: z.array(z.string().max(40)).max(viewLimits.columns).nullable().default(null),
});
export type ViewShelf = z.infer<typeof viewShelfSchema>;
export const emptyShelf: ViewShelf = { order: [], opensWith: null, columns: null };
