/** Rings and asks the workflows of alarm groups over the Temporal client. What they answer is theirs. */
import { WithStartWorkflowOperation, type Client } from '@temporalio/client';
import { groupWorkflowId, type AlarmEngine, type GroupInputs, type GroupSettings } from '#domain/alarm/alarm.ports';
import { flowQueue } from '#domain/flow/executor.queues';
import { CatalogueError } from '#domain/errors';
import { faultOf } from './engine.failures.ts';
import { acknowledge, doorbell, groupAlarmsType } from '#workflows/alarm/group-alarms.messages';

export interface AlarmEngineOptions {
  /** Longest wait for an answer, milliseconds. Default 10,000. */
  timeoutMs?: number;
  /** For tests: handed to groups that are started. */
  groupSettings?: GroupSettings;
}

export function createAlarmEngine(client: Client, { timeoutMs = 10_000, groupSettings }: AlarmEngineOptions = {}): AlarmEngine {
  const start = (group: string) => ({ workflowId: groupWorkflowId(group), taskQueue: flowQueue, args: [{ group, ...(groupSettings ? { settings: groupSettings } : {}) }] as [GroupInputs] });
  const asked = async <T>(call: () => Promise<T>): Promise<T> => {
    try {
      return await client.withDeadline(Date.now() + timeoutMs, call);
    } catch (thrown) {
      const fault = faultOf(thrown);
      throw fault.is === 'failed' ? fault.error : new CatalogueError('SERVICE_UNAVAILABLE', { service: 'Temporal' });
    }
  };
  return {
    ring: (group) => asked(async () => { await client.workflow.signalWithStart(groupAlarmsType, { ...start(group), signal: doorbell, signalArgs: [] }); }),
    end: (group, reason) => asked(() => client.workflow.getHandle(groupWorkflowId(group)).terminate(reason).then(() => undefined, (thrown: unknown) => {
      if (faultOf(thrown).is !== 'gone') throw thrown;
    })),
    // With start: a group whose bell was lost answers too, and one at rest says that nothing fires.
    acknowledge: (group, { commandId, by }) => asked(() => client.workflow.executeUpdateWithStart(acknowledge, {
      updateId: commandId, args: [{ by, commandId }],
      startWorkflowOperation: new WithStartWorkflowOperation<(inputs: GroupInputs) => Promise<void>>(groupAlarmsType, { ...start(group), workflowIdConflictPolicy: 'USE_EXISTING' }),
    })),
  };
}
