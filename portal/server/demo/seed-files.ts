/** Reads the shipped seed files. A broken one is our bug: it stops the start and says which place to mend. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { catalogKeySchema, itemContentSchema, type ItemContent } from '#domain/catalog/catalog.schema';
import { CatalogueError } from '#domain/errors';
import { personSchema, roleAssignmentSchema } from '#domain/identity/identity.schema';

/** A file's list, parsed one by one. Throws SEED_INVALID, which names file and place. */
export function readSeed<T>(folder: string, file: string, list: string, parse: (entry: unknown) => T): T[] {
  const content = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown[]>;
  return (content[list] ?? []).map((entry, index) => {
    try {
      return parse(entry);
    } catch (fault) {
      throw new CatalogueError('SEED_INVALID', { fault: `seed/${file}: ${list}[${index}]: ${fault instanceof Error ? fault.message : String(fault)}` });
    }
  });
}

export const seedPersonSchema = personSchema.extend({ assignments: z.array(roleAssignmentSchema).default([]), isDemoAccount: z.boolean().default(false) });

export function seedItem(entry: unknown): { key: string; content: ItemContent } {
  const { key, ...content } = z.object({ key: catalogKeySchema }).loose().parse(entry);
  return { key, content: itemContentSchema.parse(content) };
}
