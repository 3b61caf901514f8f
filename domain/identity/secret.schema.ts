/** What a stored secret is for and where it may go: decided here, kept with its value by the store, asked at every use. */
import { z } from 'zod';
import { says } from '../issue.ts';
import { instantSchema, type Json } from '../values.ts';
import { actorRefSchema } from './identity.schema.ts';

/** `system`: keys of the portal itself. `source`: proves the sender of alarms. `flow`: what a flow's steps show to the world. `channel`: what a mail server asks of us. */
export const secretUses = ['system', 'source', 'flow', 'channel'] as const;
export type SecretUse = (typeof secretUses)[number];

/** A secret without its value. `hosts`: "host" or "host:port" entries it may be sent to; empty is anywhere. */
export const secretFactsSchema = z.object({ name: z.string().min(1).max(200), use: z.enum(secretUses), hosts: z.array(z.string().min(1).max(260)).default([]) });
export type SecretFacts = z.infer<typeof secretFactsSchema>;

/** One that is stored: how often it was set, when last, and by whom; null when that was on the server. Still without its value. */
export const storedSecretSchema = secretFactsSchema.extend({ revision: z.number().int(), changedAt: instantSchema, changedBy: actorRefSchema.nullable() });
export type StoredSecret = z.infer<typeof storedSecretSchema>;

/** A host as somebody writes it: "10.0.0.5", "device.example:8443", "[fd00::5]:8443", in lower case. */
export const secretHostPattern = /^(\[[0-9a-f:.]+\]|[^\s/:[\]@]+)(:\d{1,5})?$/;

/** As people write a secret down in the portal. A name stands in addresses and flow files. */
export const secretNameSchema = z.string().trim().min(1).max(200).regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, says('secret.name'));
export const secretHostsSchema = z.array(z.string().trim().toLowerCase().max(260).regex(secretHostPattern, says('secret.host'))).max(50);
export const secretValueSchema = z.string().min(1).max(20_000);
/** Uses that people keep secrets for; the portal's own are made by itself. */
export const keptUses = ['flow', 'source', 'channel'] as const satisfies readonly SecretUse[];

/** Names of secrets inside a step's inputs, each with its JSON pointer; what a run computes and what a body carries names none. */
export function secretsNamedIn(value: Json | undefined, field: string): { name: string; field: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const name = Array.isArray(value) ? undefined : value['secret'];
  if (typeof name === 'string') return name.startsWith('=') ? [] : [{ name, field }];
  return Object.entries(value).filter(([key]) => `${field}/${key}` !== '/inputs/body').flatMap(([key, inner]) => secretsNamedIn(inner, `${field}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`));
}

/** Whether it may be sent to `address`, "host:port". */
export const mayGoTo = ({ hosts }: Pick<SecretFacts, 'hosts'>, address: string): boolean =>
  hosts.length === 0 || hosts.some((host) => host === address || address.replace(/:\d+$/, '') === host);

/** Of a secret stored before secrets had uses: names were the only word of it. What is neither the portal's nor a source's was used by flows. */
export const useByName = (name: string): SecretUse => (name.startsWith('signalbox.') ? 'system' : name.startsWith('source.') ? 'source' : 'flow');
