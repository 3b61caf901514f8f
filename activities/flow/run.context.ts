/** What a run keeps from its ticket type and SLA policies when it starts. Pure; the reading is run.activities'. */
import type { RunContext, RunTicket } from '#domain/flow/run.ports';
import { clockSlot } from '#domain/flow/projection/run.clocks';
import type { Vars } from '#domain/flow/kernel/kernel.types';
import type { EscalationLevel } from '#domain/sla/escalation';
import { clocksOf, policyFor, type PolicyLevel, type SlaPolicy } from '#domain/sla/sla.policy';
import { priorities, type Priority, type TicketType } from '#domain/ticket/ticket.schema';

/** Who stands above a ticket when its run starts; null where nobody does. `left`: accounts of them that are switched off. `known`: person ids a policy may name. */
export interface Ladder { teamLead: string | null; teamManager: string | null; departmentHead: string | null; left: ReadonlySet<string>; known: ReadonlySet<string> }

const nobody: Ladder = { teamLead: null, teamManager: null, departmentHead: null, left: new Set(), known: new Set() };

/** A level with whom it means, found now: later changes of team and policy do not touch a run. */
export function levelFor({ at, to, person, actions }: PolicyLevel, ladder: Ladder): EscalationLevel {
  if (to === 'assignee') return { at, to, person: null, missing: null, actions };
  const who = to === 'person' ? (person !== undefined && ladder.known.has(person) ? person : null) : ladder[to];
  if (who === null) return { at, to, person: null, missing: to, actions };
  return ladder.left.has(who) ? { at, to, person: null, missing: 'left', actions } : { at, to, person: who, missing: null, actions };
}

/** Of the policies only those its type names take part; a type that names none takes part in all. */
export function contextOf(ticket: RunTicket, type: TicketType, policies: readonly SlaPolicy[], variables: Vars, ladder: Ladder = nobody): RunContext {
  const offered = type.slaPolicies.length === 0 ? policies : policies.filter((policy) => type.slaPolicies.includes(policy.id));
  const clocksAt = (priority: Priority) => {
    const choice = policyFor({ ticketType: ticket.type, priority, team: ticket.team }, offered);
    return choice === null ? [] : clocksOf(choice.policy, (level) => levelFor(level, ladder));
  };
  const targets: RunContext['targets'] = {};
  for (const priority of priorities) {
    for (const clock of clocksAt(priority)) {
      const { target, warn = null, policyId, calendarId, isPausable, chain = null } = clock;
      (targets[clockSlot(clock)] ??= {})[priority] = { target, warn, policyId, calendarId, isPausable, chain };
    }
  }
  return {
    variables, clocks: clocksAt(ticket.priority), targets, initialState: type.initialState,
    clockStates: Object.fromEntries(type.states.map((state) => [state.key, { clock: state.clock, pauseReason: state.clock === 'paused' ? (state.pauseReason ?? state.name).en : null, category: state.category }])),
  };
}
