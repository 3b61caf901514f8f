/** What stands in the document of the service levels: the figures of an instant, what they were narrowed to, where the page with them is. In no language: levels.report.ts says them. */
import { z } from 'zod';
import { levelFiguresSchema } from '../report/levels.schema.ts';
import { instantSchema, textSchema } from '../values.ts';

export const levelsDocumentSchema = z.object({
  figures: levelFiguresSchema,
  /** Names of what they were narrowed to; an empty list is everything. */
  scope: z.object({ teams: z.array(textSchema), types: z.array(textSchema), priorities: z.array(textSchema) }),
  /** Address of the page under the same filter. */
  address: z.string(),
  madeAt: instantSchema, madeFor: z.string(),
});
export type LevelsDocument = z.infer<typeof levelsDocumentSchema>;
