/** Whom a state asks, as assignments: people, groups and relations that have a like here; whoever has none is told, and the ticket's team is asked, because a run that asks nobody stops. */
import type { Assignment } from '#domain/flow/nodes/assignment';
import { feelText } from '../bpmn/expression.print.ts';
import { calledState, type BkDraft } from './bk.draft.ts';
import type { BkState } from './bk.process.ts';
import { cutTo, firstAt, listed, objectAt, textAt } from './bk.values.ts';

const most = 50;
const ticketTeam: Assignment = { by: 'relation', relation: 'ticketTeam' };
const requester: Assignment = { by: 'relation', relation: 'requester' };
/** The manager of who asks; a directory without one names nobody. */
const requesterLeader: Assignment = { by: 'expression', expression: 'requester.manager' };

/** Never empty. */
export function assignmentsOf(draft: BkDraft, state: BkState, node: string): Assignment[] {
  const type = textAt(state.raw, 'processors_type').toUpperCase() || 'OPEN';
  if (/^DISTRIBUTE/.test(textAt(state.raw, 'distribute_type')) && type !== 'BY_ASSIGNOR') draft.missAt(state, 'that somebody hands it out before it is done');
  return named(draft, state, node, type, textAt(state.raw, 'processors'));
}

function named(draft: BkDraft, state: BkState, node: string, type: string, text: string): Assignment[] {
  const names = [...new Set(listed(text))].slice(0, most);
  const nobody = (): Assignment[] => {
    draft.find('bk-processor', { name: calledState(state), type, whom: cutTo(text, 100) }, 'warning', node, '/assignments');
    draft.missAt(state, `it is asked of ${JSON.stringify(`${type} ${cutTo(text, 200)}`.trim())}, who has no like here`);
    return [ticketTeam];
  };
  switch (type) {
    case 'PERSON': return names.length === 0 ? nobody() : names.map((person) => ({ by: 'person', person: cutTo(person, 100) }));
    case 'STARTER': return [requester];
    case 'STARTER_LEADER': return [requesterLeader];
    case 'GENERAL': case 'ORGANIZATION': return names.length === 0 ? nobody() : groups(draft, state, node, type, names);
    // A field nobody fills in names nobody.
    case 'VARIABLE': { const given = names.filter((key) => draft.sources.has(key)); return given.length === 0 ? nobody() : given.map((key) => ({ by: 'expression', expression: personsIn(draft, key) })); }
    case 'BY_ASSIGNOR': return byAssignor(draft, state, node);
    case 'OPEN':
      if (state.isFirst) return [requester];
      draft.find('bk-open', { name: calledState(state) }, 'info', node, '/assignments');
      return [ticketTeam];
    default: return nobody();
  }
}

/** The ids of groups are numbers of the other system: teams of these ids have to be there. */
function groups(draft: BkDraft, state: BkState, node: string, type: string, names: readonly string[]): Assignment[] {
  const prefix = type === 'GENERAL' ? 'role' : 'department';
  const teams = names.map((name) => cutTo(/^\d+$/.test(name) ? `${prefix}-${name}` : name, 100));
  draft.find('bk-team', { name: calledState(state), teams: teams.join(', ').slice(0, 200), type }, 'warning', node, '/assignments');
  return teams.map((team) => ({ by: 'team', team }));
}

function personsIn(draft: BkDraft, key: string): string {
  const source = draft.sources.get(key);
  const name = draft.variable(key);
  draft.declare([name]);
  // A text may name several.
  return source?.is === 'field' && !['MEMBER', 'MEMBERS', 'MULTISELECT', 'CHECKBOX', 'SELECT', 'RADIO'].includes(source.type) ? `if ${name} = null then null else split(${name}, ",")` : name;
}

/** Whoever hands the work out is asked, and hands it on. */
function byAssignor(draft: BkDraft, state: BkState, node: string): Assignment[] {
  const type = (firstAt(state.raw, 'assignors_type') || firstAt(state.extras, 'assignor_type')).toUpperCase();
  const text = firstAt(state.raw, 'assignors') || firstAt(state.extras, 'assignor') || firstAt(objectAt(state.extras, 'assignors'), 'value');
  draft.find('bk-assignor', { name: calledState(state) }, 'info', node, '/assignments');
  draft.missAt(state, 'that somebody hands it out before it is done: whoever would is asked');
  return type === '' || type === 'EMPTY' || type === 'BY_ASSIGNOR' ? [ticketTeam] : named(draft, state, node, type, text);
}

/** The people as a list in FEEL, for a step that each of them does; null where a group is among them, whose people nobody can list. */
export function peopleList(assignments: readonly Assignment[]): string | null {
  const each = assignments.map((one) => (one.by === 'person' ? feelText(one.person) : one.by === 'expression' ? bracketed(one.expression) : one.by === 'relation' && one.relation === 'requester' ? 'requester.id' : null));
  if (each.includes(null)) return null;
  return assignments.every((one) => one.by === 'person') ? `[${each.join(', ')}]` : `flatten([${each.join(', ')}])[item != null]`;
}
const bracketed = (feel: string): string => (/^[\w.]+$/.test(feel) ? feel : `(${feel})`);
export const isOnlyRequester = (assignments: readonly Assignment[]): boolean => assignments.every((one) => one.by === 'relation' && one.relation === 'requester');
