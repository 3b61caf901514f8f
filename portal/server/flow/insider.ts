/** Whether somebody may read the flow of a run, and so how its steps work and what they computed; by the flow's own ticket type, as the flow pages ask. */
import type { Actor } from '#domain/identity/identity.schema';
import { can } from '#domain/identity/rights';
import type { Definitions } from '../ticket/definitions.ts';

export type IsInsider = (actor: Actor, flow: string, version: number) => Promise<boolean>;

export const insiderBy = (definitions: Definitions): IsInsider => async (actor, flow, version) => {
  if (!can(actor, 'flow.read')) return false;
  const file = await definitions.read(flow, version);
  return can(actor, 'flow.read', { type: file?.ticketType ?? null });
};
