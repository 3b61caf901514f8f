/** What the workflow of an alarm group can be told. The engine socket sends these; group-alarms.workflow.ts answers them. */
import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { AcknowledgeAnswer } from '#domain/alarm/alarm.ports';
import type { ActorRef } from '#domain/identity/identity.schema';

/** Workflow type of every group. */
export const groupAlarmsType = 'groupAlarms';

/** Empty on purpose: what changed stands in the journal. */
export const doorbell = defineSignal('doorbell');
/** Update id = commandId. It stands in the arguments too: a group that has rested since starts a new execution, which knows no update ids of the one before. */
export const acknowledge = defineUpdate<AcknowledgeAnswer, [{ by: ActorRef; commandId?: string }]>('acknowledge');
