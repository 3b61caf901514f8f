/** Which search attributes of a run have to be set anew. */
import { TypedSearchAttributes, type SearchAttributePair } from '@temporalio/common';
import type { DefinitionRef } from '#domain/flow/flow.schema';
import type { RunInput, RunTicketPatch } from '#domain/flow/run.ports';
import { flowKey, priorityKey, stateKey, ticketKey, versionKey } from './run-flow.messages.ts';

/** Those that differ from what stands there. */
export function runAttributes(definition: DefinitionRef, ticket: string, patch: Pick<RunTicketPatch, 'state' | 'priority'>, there: TypedSearchAttributes): SearchAttributePair[] {
  const wanted = [
    { key: flowKey, value: definition.id }, { key: versionKey, value: String(definition.version) }, { key: ticketKey, value: ticket },
    { key: stateKey, value: patch.state }, { key: priorityKey, value: patch.priority },
  ];
  return wanted.filter(({ key, value }) => there.get(key) !== value);
}

/** Those a called run begins with, as the engine gives them to the run of a ticket. */
export const attributesAtStart = ({ definition, ticket }: RunInput): TypedSearchAttributes => new TypedSearchAttributes([
  { key: flowKey, value: definition.id }, { key: versionKey, value: String(definition.version) }, { key: ticketKey, value: ticket.key }, { key: priorityKey, value: ticket.priority },
]);
