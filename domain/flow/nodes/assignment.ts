/** Who is asked: assignments of a task or an approval, resolved from the run's variables. Rights are decided elsewhere; here only names are found. */
import { z } from 'zod';
import { says } from '../../issue.ts';
import type { Json } from '../../values.ts';
import type { NodeTurn, Params } from '../kernel/kernel.behaviour.ts';
import type { TaskSlot } from '../kernel/kernel.types.ts';
import { feelSchema } from './node.config.ts';

export const relations = ['requester', 'objectOwner', 'ownerOrLead', 'teamLead', 'teamManager', 'ticketTeam', 'assignee'] as const;
const byPerson = z.strictObject({ by: z.literal('person'), person: z.string().min(1, says('config.person')).max(100) });
const byTeam = z.strictObject({ by: z.literal('team'), team: z.string().min(1, says('config.team')).max(100) });
const byRole = z.strictObject({ by: z.literal('role'), role: z.string().min(1, says('config.role')).max(50) });
const byRelation = z.strictObject({ by: z.literal('relation'), relation: z.enum(relations) });
/** FEEL: a person id, or a list of them. */
const byExpression = z.strictObject({ by: z.literal('expression'), expression: feelSchema });
export const assignmentSchema = z.discriminatedUnion('by', [byPerson, byTeam, byRole, byRelation, byExpression]);
export type Assignment = z.infer<typeof assignmentSchema>;

/** One who decides; `hasVeto`: whose rejection ends it at once, whatever the rule. */
const veto = { hasVeto: z.boolean().optional() };
export const approverSchema = z.discriminatedUnion('by', [byPerson.extend(veto), byTeam.extend(veto), byRole.extend(veto), byRelation.extend(veto), byExpression.extend(veto)]);
export type Approver = z.infer<typeof approverSchema>;

type Whom = Pick<TaskSlot, 'people' | 'teams' | 'roles'>;
/** `gaps` are the assignments that named nobody, `vetoGaps` those of them that have a veto. */
export type Resolved = { ok: true; slots: TaskSlot[]; gaps: string[]; vetoGaps: string[] } | { ok: false; code: string; params: Params };

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
export function resolveAssignments(turn: NodeTurn, assignments: readonly (Assignment | Approver)[]): Resolved {
  const found: (Whom & Pick<TaskSlot, 'hasVeto'>)[] = [];
  const [gaps, vetoGaps]: [string[], string[]] = [[], []];
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
    const hasVeto = 'hasVeto' in assignment && assignment.hasVeto === true;
    if (named.length === 0) gaps.push(nameOf(assignment));
    if (named.length === 0 && hasVeto) vetoGaps.push(nameOf(assignment));
    found.push(...(hasVeto ? named.map((one) => ({ ...one, hasVeto })) : named));
  }
  return { ok: true, slots: found.map((whom, index) => ({ id: `slot${index + 1}`, ...whom })), gaps, vetoGaps };
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
