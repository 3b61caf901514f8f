/** A managed object as somebody may see it: everybody who may name it gets its name, those who work on it also how machines know and reach it. */
import type { z } from 'zod';
import type { Actor } from '#domain/identity/identity.schema';
import { can, objectResource } from '#domain/identity/rights';
import type { ManagedObject } from '#domain/object/object.schema';
import type { objectViewSchema } from '#api/ticket.api';

export function presentObject(object: ManagedObject, actor: Actor): z.output<typeof objectViewSchema> {
  if (can(actor, 'object.readTechnical', objectResource(object))) return object;
  const { labels: _labels, endpoints: _endpoints, ...named } = object;
  return named;
}
