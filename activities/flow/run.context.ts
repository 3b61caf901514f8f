/** What a run keeps from its ticket type and SLA policies when it starts. Pure; the reading is run.activities'. */
import type { RunContext, RunTicket } from '#domain/flow/run.ports';
import { clockSlot } from '#domain/flow/projection/run.clocks';
import type { Vars } from '#domain/flow/kernel/kernel.types';
import { clocksOf, policyFor, type SlaPolicy } from '#domain/sla/sla.policy';
import { priorities, type Priority, type TicketType } from '#domain/ticket/ticket.schema';

/** Of the policies only those its type names take part; a type that names none takes part in all. */
export function contextOf(ticket: RunTicket, type: TicketType, policies: readonly SlaPolicy[], variables: Vars): RunContext {
  const offered = type.slaPolicies.length === 0 ? policies : policies.filter((policy) => type.slaPolicies.includes(policy.id));
  const clocksAt = (priority: Priority) => {
    const choice = policyFor({ ticketType: ticket.type, priority, team: ticket.team }, offered);
    return choice === null ? [] : clocksOf(choice.policy);
  };
  const targets: RunContext['targets'] = {};
  for (const priority of priorities) {
    for (const clock of clocksAt(priority)) {
      const { target, warn = null, policyId, calendarId, isPausable } = clock;
      (targets[clockSlot(clock)] ??= {})[priority] = { target, warn, policyId, calendarId, isPausable };
    }
  }
  return {
    variables, clocks: clocksAt(ticket.priority), targets, initialState: type.initialState,
    clockStates: Object.fromEntries(type.states.map((state) => [state.key, { clock: state.clock, pauseReason: state.clock === 'paused' ? (state.pauseReason ?? state.name).en : null, category: state.category }])),
  };
}
