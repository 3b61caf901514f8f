/** The flow engine over Temporal: starts runs, hands them commands and messages, waits a bounded time for answers. What they mean is the run's. */
import { WithStartWorkflowOperation, WorkflowIdConflictPolicy, WorkflowIdReusePolicy, type Client } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { CatalogueError } from '#domain/errors';
import { commandIdOf } from '#domain/flow/command-id';
import { flowQueue } from '#domain/flow/executor.queues';
import type { CommandResult, FlowEngine } from '#domain/flow/engine.ports';
import { runIdOf, type RunInput } from '#domain/flow/run.ports';
import { instantOf } from '#domain/values';
import { priorities } from '#domain/ticket/ticket.schema';
import { cancelRun, changeInstances, changeRun, deliverMessage, flowKey, mendIncident, message, patchesFromStart, priorityKey, resumeRun, runFlowType, started, suspendRun, taskAction, tellLock, ticketKey, versionKey } from '#workflows/flow/run-flow.messages';
import type { EngineConnection } from './connection.ts';
import { faultOf } from './engine.failures.ts';

const away = (): CatalogueError => new CatalogueError('SERVICE_UNAVAILABLE', { service: 'Temporal' });
const pauseMs = (attempt: number): number => Math.min(50 * 2 ** attempt, 1_000);

/** Repeats of the same command are harmless (their ids are remembered by the run), so a call that was cut off is simply made again until time is up. */
export function createFlowEngine({ client, settings: { timeoutMs, run } }: Pick<EngineConnection, 'client' | 'settings'>): FlowEngine {
  async function call<T>(runId: string, attempt: () => Promise<T>): Promise<T> {
    const deadline = Date.now() + timeoutMs;
    for (let tries = 0; ; tries++) {
      try {
        return await client.withDeadline(deadline, attempt);
      } catch (thrown) {
        const fault = faultOf(thrown);
        if (fault.is === 'failed') throw fault.error;
        if (fault.is === 'gone') throw await goneError(client, runId);
        if (fault.is === 'away' || Date.now() + pauseMs(tries) >= deadline) throw away();
        await new Promise((resolve) => setTimeout(resolve, pauseMs(tries)));
      }
    }
  }

  const stamped = <T extends object>(news: T): T & { at: string } => ({ ...news, at: instantOf(Date.now()) });
  return {
    async startRun(given: RunInput): Promise<CommandResult> {
      const input: RunInput = { askedAt: instantOf(Date.now()), patches: patchesFromStart, ...(run === undefined ? {} : { settings: run }), ...given };
      const runId = runIdOf(input.ticket.id, input.n);
      try {
        return await call(runId, () => client.workflow.executeUpdateWithStart(started, { updateId: 'started', startWorkflowOperation: startOf(runId, input) }));
      } catch (thrown) {
        if (thrown instanceof CatalogueError && thrown.code === 'RUN_OVER') return { answer: { accepted: true, seq: 0 }, shown: true };
        throw thrown;
      }
    },
    actOnTask: (runId, given) => {
      const command = { ...given, commandId: commandIdOf(given.actor.person, given.commandId) };
      return call(runId, () => client.workflow.getHandle(runId).executeUpdate(taskAction, { updateId: command.commandId, args: [stamped(command)] }));
    },
    sendMessage: (runId, news) => call(runId, () => client.workflow.getHandle(runId).signal(message, stamped(news))),
    deliverMessage: (runId, news) => call(runId, () => client.workflow.getHandle(runId).executeUpdate(deliverMessage, { updateId: news.id, args: [stamped(news)] })),
    tellLock: (runId, told) => call(runId, () => client.workflow.getHandle(runId).executeUpdate(tellLock, { updateId: told.id, args: [stamped(told)] })),
    cancelRun: (runId, given) => {
      const cancel = { ...given, id: commandIdOf(given.by.id, given.id) };
      return call(runId, () => client.workflow.getHandle(runId).executeUpdate(cancelRun, { updateId: cancel.id, args: [stamped(cancel)] }));
    },
    suspendRun: (runId, given) => {
      const suspend = { ...given, id: commandIdOf(given.by.id, given.id) };
      return call(runId, () => client.workflow.getHandle(runId).executeUpdate(suspendRun, { updateId: suspend.id, args: [stamped(suspend)] }));
    },
    resumeRun: (runId, given) => {
      const resume = { ...given, id: commandIdOf(given.by.id, given.id) };
      return call(runId, () => client.workflow.getHandle(runId).executeUpdate(resumeRun, { updateId: resume.id, args: [stamped(resume)] }));
    },
    changeRun: (runId, given) => {
      const change = { ...given, id: commandIdOf(given.by.id, given.id) };
      return call(runId, () => client.workflow.getHandle(runId).executeUpdate(changeRun, { updateId: change.id, args: [stamped(change)] }));
    },
    async hasEnded(runId) {
      for (const deadline = Date.now() + endingMs; ;) {
        const { status } = await call(runId, () => client.workflow.getHandle(runId).describe());
        if (status.name !== 'RUNNING') return true;
        if (Date.now() >= deadline) return false;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    changeInstances: (runId, given) => {
      const change = { ...given, id: commandIdOf(given.by.id, given.id) };
      return call(runId, () => client.workflow.getHandle(runId).executeUpdate(changeInstances, { updateId: change.id, args: [stamped(change)] }));
    },
    mendIncident: (runId, given) => {
      const mend = { ...given, id: commandIdOf(given.by.id, given.id) };
      return call(runId, () => client.workflow.getHandle(runId).executeUpdate(mendIncident, { updateId: mend.id, args: [stamped(mend)] }));
    },
  };
}

function startOf(runId: string, input: RunInput): WithStartWorkflowOperation<(input: RunInput) => Promise<unknown>> {
  const { ticket, definition } = input;
  return new WithStartWorkflowOperation<(input: RunInput) => Promise<unknown>>(runFlowType, {
    workflowId: runId, taskQueue: flowQueue, args: [input],
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING, workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
    priority: { priorityKey: priorities.indexOf(ticket.priority) + 1, fairnessKey: ticket.object?.id ?? ticket.team ?? ticket.type },
    typedSearchAttributes: new TypedSearchAttributes([
      { key: flowKey, value: definition.id }, { key: versionKey, value: String(definition.version) }, { key: ticketKey, value: ticket.key }, { key: priorityKey, value: ticket.priority },
    ]),
  });
}

/** A run that has said its last word closes within one more workflow task. */
const endingMs = 3_000;

/** Whether a run that takes nothing has ended or never was. */
async function goneError(client: Client, runId: string): Promise<CatalogueError> {
  try {
    const { status } = await client.workflow.getHandle(runId).describe();
    return new CatalogueError('RUN_OVER', { status: status.name.toLowerCase() });
  } catch (thrown) {
    return faultOf(thrown).is === 'gone' ? new CatalogueError('RUN_UNKNOWN', { run: runId }) : away();
  }
}
