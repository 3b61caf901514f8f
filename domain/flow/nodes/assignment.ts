/** Who is asked: assignments of a task or an approval, resolved from the run's variables. Rights are decided elsewhere; here only names are found. */
import { z } from 'zod';
import { says } from '../../issue.ts';
import type { Json } from '../../values.ts';
import type { NodeTurn, Params } from '../kernel/kernel.behaviour.ts';
import type { TaskSlot } from '../kernel/kernel.types.ts';
import { feelSchema } from './node.config.ts';

export const relations = ['requester', 'objectOwner', 'ownerOrLead', 'teamLead', 'teamManager', 'ticketTeam', 'assignee'] as const;
export const assignmentSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('person'), person: z.string().min(1, says('config.person')).max(100) }),
  z.strictObject({ by: z.literal('team'), team: z.string().min(1, says('config.team')).max(100) }),
  z.strictObject({ by: z.literal('role'), role: z.string().min(1, says('config.role')).max(50) }),
  z.strictObject({ by: z.literal('relation'), relation: z.enum(relations) }),
  /** FEEL: a person id, or a list of them. */
  z.strictObject({ by: z.literal('expression'), expression: feelSchema }),
]);
export type Assignment = z.infer<typeof assignmentSchema>;

type Whom = Pick<TaskSlot, 'people' | 'teams' | 'roles'>;
/** `gaps` are the assignments that named nobody. */
export type Resolved = { ok: true; slots: TaskSlot[]; gaps: string[] } | { ok: false; code: string; params: Params };

const nobody: Whom = { people: [], teams: [], roles: [] };
const person = (id: Json | undefined): Whom => (typeof id === 'string' && id !== '' ? { ...nobody, people: [id] } : nobody);
const isEmpty = (whom: Whom): boolean => whom.people.length + whom.teams.length + whom.roles.length === 0;

function member(turn: NodeTurn, variable: string, key: string): Json | undefined {
  const value = turn.variable(variable);
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The person the ticket was opened for, if any. */
export const requesterOf = (turn: NodeTurn): string | null => person(member(turn, 'requester', 'id') ?? member(turn, 'ticket', 'requester')).people[0] ?? null;

function related(turn: NodeTurn, relation: (typeof relations)[number]): Whom {
  switch (relation) {
    case 'requester': return person(requesterOf(turn));
    case 'objectOwner': return person(member(turn, 'object', 'owner'));
    case 'ownerOrLead': return person(member(turn, 'object', 'owner') ?? member(turn, 'team', 'lead'));
    case 'teamLead': return person(member(turn, 'team', 'lead'));
    case 'teamManager': return person(member(turn, 'team', 'manager'));
    case 'assignee': return person(member(turn, 'ticket', 'assignee'));
    case 'ticketTeam': {
      const team = member(turn, 'ticket', 'team') ?? member(turn, 'team', 'id');
      return typeof team === 'string' && team !== '' ? { ...nobody, teams: [team] } : nobody;
    }
  }
}

/** One slot per assignment; an expression that gives a list makes one per person. */
export function resolveAssignments(turn: NodeTurn, assignments: readonly Assignment[]): Resolved {
  const found: Whom[] = [];
  const gaps: string[] = [];
  for (const [index, assignment] of assignments.entries()) {
    const whom: Whom[] = [];
    switch (assignment.by) {
      case 'person': whom.push({ ...nobody, people: [assignment.person] }); break;
      case 'team': whom.push({ ...nobody, teams: [assignment.team] }); break;
      case 'role': whom.push({ ...nobody, roles: [assignment.role] }); break;
      case 'relation': whom.push(related(turn, assignment.relation)); break;
      case 'expression': {
        const result = turn.evaluate(assignment.expression, `assignments.${index}`);
        if (!result.ok) return { ok: false, code: result.code, params: result.params };
        const ids = Array.isArray(result.value) ? result.value : [result.value];
        whom.push(...ids.filter((id) => id !== null).map(person));
      }
    }
    const named = whom.filter((one) => !isEmpty(one));
    if (named.length === 0) gaps.push(nameOf(assignment));
    found.push(...named);
  }
  return { ok: true, slots: found.map((whom, index) => ({ id: `slot${index + 1}`, ...whom })), gaps };
}

const nameOf = (assignment: Assignment): string => {
  switch (assignment.by) {
    case 'relation': return assignment.relation;
    case 'expression': return assignment.expression.slice(0, 80);
    case 'person': return assignment.person;
    case 'team': return assignment.team;
    case 'role': return assignment.role;
  }
};

/** One slot that anybody of the assignments fills. */
export function merged(slots: readonly TaskSlot[]): TaskSlot {
  const all = (pick: (slot: TaskSlot) => string[]): string[] => [...new Set(slots.flatMap(pick))];
  return { id: 'slot1', people: all((slot) => slot.people), teams: all((slot) => slot.teams), roles: all((slot) => slot.roles) };
}
