/** Secrets for administrators: names, uses and hosts, never values. A value goes in and is not told again. */
import { z } from 'zod';
import { keptUses, secretHostsSchema, secretNameSchema, secretValueSchema, storedSecretSchema } from '#domain/identity/secret.schema';
import { textSchema } from '#domain/values';
import { route } from './route.ts';

/** What names a secret. A flow by its draft, its version in force or one that still runs; a source for its sender; a channel by a setting of the installation. */
export const secretUseView = z.object({ kind: z.enum(keptUses), id: z.string(), name: textSchema });
export const secretView = storedSecretSchema.extend({ usedBy: z.array(secretUseView) });
export type SecretView = z.infer<typeof secretView>;

const byName = z.object({ name: z.string().min(1).max(200) });

export const secretRoutes = {
  'secrets.list': route({ method: 'GET', path: '/api/secrets', summary: 'Secrets by name: where they may go, who uses them, who set them when (never their values)', access: 'settings.manage', response: z.object({ items: z.array(secretView) }) }),
  'secrets.set': route({
    method: 'POST', path: '/api/secrets', summary: 'Stores a new secret. Its value is not told again', access: 'settings.manage', isShownOnce: true, errors: ['SECRET_NAME_TAKEN', 'SECRET_OF_PORTAL', 'FIELD_INVALID'], body: z.object({ name: secretNameSchema, use: z.enum(keptUses), hosts: secretHostsSchema, value: secretValueSchema }), example: { body: { name: 'switch-token', use: 'flow', hosts: ['10.0.0.5:8443'], value: 'example' } }, response: secretView,
  }),
  'secrets.change': route({
    method: 'PUT', path: '/api/secrets/:name', summary: 'Gives a secret another value, or other hosts; no value leaves the one that is there', access: 'settings.manage', isShownOnce: true, errors: ['SECRET_STALE', 'SECRET_OF_PORTAL', 'SECRET_MISSING', 'FIELD_INVALID'],
    params: byName, body: z.object({ hosts: secretHostsSchema, value: secretValueSchema.nullable().default(null), revision: z.number().int().positive() }), example: { body: { hosts: ['10.0.0.5:8443'], value: null, revision: 1 } }, response: secretView,
  }),
  'secrets.remove': route({
    method: 'DELETE', path: '/api/secrets/:name', summary: 'Removes a secret nothing uses', access: 'settings.manage', errors: ['SECRET_USED', 'SECRET_STALE', 'SECRET_OF_PORTAL', 'SECRET_MISSING'], params: byName, query: z.object({ revision: z.coerce.number().int() }), response: z.object({ removed: z.literal(true) }),
  }),
};
