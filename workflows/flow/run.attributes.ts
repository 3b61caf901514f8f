/** Search attributes of a run: few, for operators who look for runs in Temporal's own tools. Registered at start-up by the stack. */
import { defineSearchAttributeKey, SearchAttributeType, type SearchAttributePair, type TypedSearchAttributes } from '@temporalio/common';
import type { DefinitionRef } from '#domain/flow/flow.schema';
import type { RunTicketPatch } from '#domain/flow/run.ports';

export const flowKey = defineSearchAttributeKey('SbFlow', SearchAttributeType.KEYWORD);
export const versionKey = defineSearchAttributeKey('SbVersion', SearchAttributeType.KEYWORD);
export const ticketKey = defineSearchAttributeKey('SbTicket', SearchAttributeType.KEYWORD);
export const stateKey = defineSearchAttributeKey('SbState', SearchAttributeType.KEYWORD);
export const priorityKey = defineSearchAttributeKey('SbPriority', SearchAttributeType.KEYWORD);

/** Those that differ from what stands there. */
export function runAttributes(definition: DefinitionRef, ticket: string, patch: Pick<RunTicketPatch, 'state' | 'priority'>, there: TypedSearchAttributes): SearchAttributePair[] {
  const wanted = [
    { key: flowKey, value: definition.id }, { key: versionKey, value: String(definition.version) }, { key: ticketKey, value: ticket },
    { key: stateKey, value: patch.state }, { key: priorityKey, value: patch.priority },
  ];
  return wanted.filter(({ key, value }) => there.get(key) !== value);
}
