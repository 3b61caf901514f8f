/** What begins flows by messages and schedules, on a database and an engine: the portal and the worker have the same. */
import type { FlowEngine } from '#domain/flow/engine.ports';
import type { FlowStarter } from '#domain/flow/start/start.ports';
import type { Connection } from '#store/core/connection';
import { createFlowStartRepo } from '#store/flow/flow-start.repo';
import { createFlowVersionRepo } from '#store/flow/flow-version.repo';
import { createMessageRepo } from '#store/flow/message.repo';
import { createStartLetterRepo } from '#store/flow/start-letter.repo';
import { createPersonRepo } from '#store/identity/person.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { nextTicketKey } from '#store/ticket/counter.repo';
import { createOpeningRepo } from '#store/ticket/opening.repo';
import { createTicketRepo } from '#store/ticket/ticket.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';
import { createFlowStarter } from './flow-starter.ts';
import { createMessageStarts, type MessageStarts } from './message-starts.ts';

export function startersOn({ connection, engine, nowMs }: { connection: Connection; engine: Pick<FlowEngine, 'startRun'>; nowMs(): number }): { starter: FlowStarter; messageStarts: MessageStarts } {
  const starter = createFlowStarter({
    versions: createFlowVersionRepo(connection), tickets: createTicketRepo(connection), types: createTicketTypeRepo(connection), openings: createOpeningRepo(connection), people: createPersonRepo(connection), teams: createTeamRepo(connection),
    engine, nextKey: (prefix) => nextTicketKey(connection, prefix), nowMs,
  });
  return { starter, messageStarts: createMessageStarts({ messages: createMessageRepo(connection), starts: createFlowStartRepo(connection), letters: createStartLetterRepo(connection), starter, nowMs }) };
}
