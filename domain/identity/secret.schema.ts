/** What a stored secret is for and where it may go: decided here, kept with its value by the store, asked at every use. */
import { z } from 'zod';

/** `system`: keys of the portal itself. `source`: proves the sender of alarms. `flow`: what a flow's steps show to the world. */
export const secretUses = ['system', 'source', 'flow'] as const;
export type SecretUse = (typeof secretUses)[number];

/** A secret without its value. `hosts`: "host" or "host:port" entries it may be sent to; empty is anywhere. */
export const secretFactsSchema = z.object({ name: z.string().min(1).max(200), use: z.enum(secretUses), hosts: z.array(z.string().min(1).max(260)).default([]) });
export type SecretFacts = z.infer<typeof secretFactsSchema>;

/** Whether it may be sent to `address`, "host:port". */
export const mayGoTo = ({ hosts }: Pick<SecretFacts, 'hosts'>, address: string): boolean =>
  hosts.length === 0 || hosts.some((host) => host === address || address.replace(/:\d+$/, '') === host);

/** Of a secret stored before secrets had uses: names were the only word of it. What is neither the portal's nor a source's was used by flows. */
export const useByName = (name: string): SecretUse => (name.startsWith('signalbox.') ? 'system' : name.startsWith('source.') ? 'source' : 'flow');
