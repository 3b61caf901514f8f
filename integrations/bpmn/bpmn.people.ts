/** Whom a user task asks: people and groups named in it, by the standard's resource roles and by what engines write beside them. What is computed there is left to whoever publishes. */
import { done } from '#domain/flow/nodes/node.config';
import type { Json } from '#domain/values';
import type { FlowDraft } from './bpmn.draft.ts';
import { bodyOf, elementOf, elementsOf, typeOf, vendorElements, vendorOf, type BpmnElement } from './bpmn.elements.ts';

type Assignment = { by: 'person'; person: string } | { by: 'team'; team: string } | { by: 'relation'; relation: 'requester' | 'ticketTeam' };

const most = 50;
/** Characters of a list that are read. */
const longest = 5_000;
/** Attributes that are read here. */
export const peopleNames = ['assignee', 'candidateUsers', 'candidateGroups', 'assignmentDefinition', 'initiator'];

/** `initiators`: names the starts keep the person under who began it. Never empty. */
export function assignmentsOf(draft: FlowDraft, task: BpmnElement, initiators: ReadonlySet<string>): Json[] {
  const found: Assignment[] = [];
  const computed: string[] = [];
  const take = (text: string | undefined, isTeam: boolean): void => {
    for (const one of listed(text)) {
      const name = /^[$#]\{\s*(\w+)\s*\}$/.exec(one)?.[1];
      if (name !== undefined && initiators.has(name)) found.push({ by: 'relation', relation: 'requester' });
      else if (/[$#]\{|^=/.test(one)) computed.push(one);
      else found.push(isTeam ? { by: 'team', team: one.slice(0, 100) } : { by: 'person', person: one.slice(0, 100) });
    }
  };
  const given = vendorElements(task, 'assignmentDefinition');
  const attribute = (name: string): (string | undefined)[] => [vendorOf(task, name), ...given.map((one) => (typeof one[name] === 'string' ? one[name] : undefined))];
  for (const text of [...attribute('assignee'), ...attribute('candidateUsers')]) take(text, false);
  for (const text of attribute('candidateGroups')) take(text, true);
  for (const role of elementsOf(task, 'resources')) {
    const text = bodyOf(elementOf(elementOf(role, 'resourceAssignmentExpression'), 'expression'));
    for (const one of listed(text)) {
      const [, kind, name] = /^(user|group)\(\s*(.+?)\s*\)$/.exec(one) ?? [];
      take(name ?? one, kind === undefined ? typeOf(role) === 'PotentialOwner' : kind === 'group');
    }
  }
  for (const one of computed) draft.lose(task, `who is asked is computed by ${JSON.stringify(one.slice(0, 200))}`);
  return found.length > 0 ? unique(found).slice(0, most) : [{ by: 'relation', relation: 'ticketTeam' }];
}

/** The settings of a task with one way out. */
export const taskFor = (assignments: Json[]): Record<string, Json> => ({ assignments, outcomes: [{ key: 'done', name: { ...done } as Record<string, string> }] });

/** Names between commas; an expression is one, whatever stands in it. */
const listed = (text: string | undefined): string[] => (text === undefined ? [] : /^\s*=/.test(text) ? [text.trim()] : (text.slice(0, longest).match(/[$#]\{[^}]*\}|[^,]+/g) ?? []).map((one) => one.trim()).filter((one) => one !== ''));

const unique = (assignments: readonly Assignment[]): Assignment[] => [...new Map(assignments.map((one) => [JSON.stringify(one), one])).values()];
