/** What stands in a document that a flow writes: a title and light markup (sheet.markup.ts) in one language, and the values of their holes. */
import { z } from 'zod';
import { instantSchema, jsonSchema } from '../values.ts';

/** Letters of a title and of a text; letters of all values together as JSON; entries of a list that is printed. */
export const sheetLimits = { title: 200, text: 20_000, values: 100_000, entries: 1_000 } as const;

export const sheetDocumentSchema = z.object({
  title: z.string(), text: z.string(),
  /** By the name of their hole, as a flow has them: dates and lengths of time are tagged (feel.json.ts). */
  values: z.record(z.string(), jsonSchema),
  /** Key and address of the ticket it belongs to. */
  key: z.string(), address: z.string(),
  /** Whether it is for colleagues only. */
  isInternal: z.boolean(),
  madeAt: instantSchema,
});
export type SheetDocument = z.infer<typeof sheetDocumentSchema>;
