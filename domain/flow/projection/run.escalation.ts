/** What a level of escalation does to the ticket of a run: whom it means now, what changes, and how it is told. Never blocks: who is missing is told with the reason. */
import type { Instant, Json } from '../../values.ts';
import type { ClockFacts } from '../../sla/clock.ts';
import type { EscalationLevel, EscalationReason } from '../../sla/escalation.ts';
import { priorities } from '../../ticket/ticket.schema.ts';
import type { Vars } from '../kernel/kernel.types.ts';
import type { RunContext, RunTicketPatch } from '../run.ports.ts';
import { clockActor, type EventDraft } from './run.events.ts';

export interface ReachedLevel { clock: ClockFacts; level: number; at: Instant }

/** Levels that were reached between two looks at the clocks, in order of time. */
export function reachedLevels(before: readonly ClockFacts[], after: readonly ClockFacts[]): ReachedLevel[] {
  const known = new Map(before.map((clock) => [clock.id, clock]));
  return after.flatMap((clock) => (clock.levels ?? []).flatMap(({ reachedAt }, level): ReachedLevel[] => (reachedAt !== null && known.get(clock.id)?.levels?.[level]?.reachedAt == null ? [{ clock, level, at: reachedAt }] : [])))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.level - b.level));
}

/** What becomes of a level: its event, and what changes on the ticket (nothing: an empty record). */
export function levelOutcome({ clock, level, at }: ReachedLevel, ticket: Pick<RunTicketPatch, 'assignee' | 'priority'>): { event: EventDraft; change: Vars } {
  const step = clock.chain?.[level];
  const { actions = [], to = 'assignee' } = step ?? {};
  const { person, missing } = personOf(step, ticket.assignee);
  const isReassigned = actions.includes('reassign') && person !== null && person !== ticket.assignee;
  const graver = actions.includes('raisePriority') ? priorities[priorities.indexOf(ticket.priority) - 1] : undefined;
  const reason: EscalationReason | null = missing ?? (actions.includes('reassign') && !isReassigned ? 'same' : null);
  const data: Record<string, Json> = {
    clock: clock.id, kind: clock.kind, policy: clock.policyId, target: clock.target, level: level + 1, offset: step?.at ?? '', to, actions: [...actions], people: person === null ? [] : [person], dueAt: clock.dueAt,
    ...(reason === null ? {} : { missing: reason }), ...(isReassigned ? { reassigned: true } : {}), ...(graver === undefined ? {} : { priority: graver }),
  };
  return { event: { action: 'clock.escalated', at, actor: clockActor, data }, change: { ...(isReassigned ? { assignee: person } : {}), ...(graver === undefined ? {} : { priority: graver }) } };
}

function personOf(step: EscalationLevel | undefined, assignee: string | null): { person: string | null; missing: EscalationReason | null } {
  if (step === undefined) return { person: null, missing: 'person' };
  if (step.to === 'assignee') return { person: assignee, missing: assignee === null ? 'assignee' : null };
  return { person: step.person, missing: step.person === null ? step.missing ?? step.to : null };
}

/** The context of a run that does not know escalation. */
export const withoutChains = (context: RunContext): RunContext => ({
  ...context, clocks: context.clocks.map(({ chain: _chain, levels: _levels, ...clock }) => clock),
  targets: Object.fromEntries(Object.entries(context.targets).map(([slot, byPriority]) => [slot, Object.fromEntries(Object.entries(byPriority).map(([priority, { chain: _chain, ...target }]) => [priority, target]))])),
});
