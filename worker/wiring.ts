/** Wires the activities of runs to MongoDB and to the catalogue of executors. */
import { recently } from '#activities/core/recently';
import { createCalendarShelf } from '#activities/flow/calendar-shelf';
import { createCallActivities } from '#activities/flow/call.activities';
import { createRunActivities } from '#activities/flow/run.activities';
import { postExecutors } from '#activities/flow/post.executors';
import { createRunIoActivities } from '#activities/flow/run-io.activities';
import { createExecutors, type AddressPolicy } from '#integrations/executors/index';
import { createProbes } from '#integrations/probes/index';
import type { ExecutorCatalog } from '#domain/flow/executor.ports';
import type { MessagePost } from '#domain/flow/message/message.ports';
import type { OpenedConnection } from '#store/core/connection';
import { createFlowVersionRepo } from '#store/flow/flow-version.repo';
import { createRunRepo } from '#store/flow/run.repo';
import { createTokenLogRepo } from '#store/flow/token-log.repo';
import { createRunWriter, type RunWriter } from '#store/flow/run.writer';
import { createPersonRepo } from '#store/identity/person.repo';
import { createTeamRepo } from '#store/identity/team.repo';
import { createObjectRepo } from '#store/object/object.repo';
import { createSecretRepo } from '#store/secret/secret.repo';
import { createCalendarRepo } from '#store/sla/calendar.repo';
import { createSlaPolicyRepo } from '#store/sla/policy.repo';
import { createTicketTypeRepo } from '#store/ticket/ticket-type.repo';

/** An edited ticket type, policy, team or person holds for runs that start this much later. */
const brief = { keepMs: 2_000, nowMs: () => Date.now() };

export interface WiringOf {
  connection: OpenedConnection['connection'];
  /** Key that secrets at rest are sealed with. */
  dataKey: string;
  addresses: AddressPolicy;
  /** Carries what flows send. Default: none, and nothing is sent. */
  post?: MessagePost;
  /** What flows have done in the portal itself. Default: none of it. */
  desk?: ExecutorCatalog;
  /** Default: silent. */
  log?: { error(facts: object, message: string): void };
  /** Stands between the activities and the store; tests of faults put one here. Default: the store's own. */
  around?: (writer: RunWriter) => RunWriter;
}

/** Activities by task queue. */
export function wireRuns({ connection, dataKey, addresses, post, desk = {}, log, around = (writer) => writer }: WiringOf) {
  const writer = createRunWriter(connection, { onFault: (fault) => log?.error({ err: fault }, 'writes of runs could not share a transaction') });
  const calendars = createCalendarRepo(connection);
  const [policies, types, people, teams] = [createSlaPolicyRepo(connection), createTicketTypeRepo(connection), createPersonRepo(connection), createTeamRepo(connection)];
  const secrets = createSecretRepo(connection, dataKey);
  const secret = (name: string, address: string): Promise<string> => secrets.resolve(name, 'flow', address);
  return {
    flow: { ...createCallActivities({ versions: createFlowVersionRepo(connection), runs: createRunRepo(connection), log: createTokenLogRepo(connection) }), ...createRunActivities({
      versions: createFlowVersionRepo(connection), writer: around(writer), policies: { list: recently(() => policies.list(), brief) }, ticketTypes: { read: recently((key: string) => types.read(key), brief) },
      people: { read: recently((id: string) => people.read(id), brief) }, teams: { read: recently((id: string) => teams.read(id), brief) }, objects: createObjectRepo(connection),
      calendars: createCalendarShelf({ read: (key) => calendars.read(key), list: () => calendars.list(), nowMs: () => Date.now() }),
    }) },
    io: createRunIoActivities({ executors: { ...createExecutors(addresses), ...(post ? postExecutors(post) : {}), ...desk }, secret, nowMs: () => Date.now() }),
    probes: createRunIoActivities({ executors: createProbes(addresses), secret, nowMs: () => Date.now() }),
    renders: createRunIoActivities({ executors: desk, secret, nowMs: () => Date.now() }),
  };
}
