/** What each right lets somebody do, as it stands in "Your roles do not allow you to ...". */
import type { Action } from './identity.schema.ts';

export const rightPhrases = {
  'right.ticket.read': 'read tickets', 'right.ticket.create': 'open tickets of this kind', 'right.ticket.comment': 'write to this ticket', 'right.ticket.commentInternal': 'write internal notes on this ticket', 'right.ticket.cancel': 'withdraw this ticket', 'right.ticket.link': 'link this ticket with others', 'right.file.remove': 'remove files of others from this ticket',
  'right.task.read': 'read tasks', 'right.task.act': 'act on this task', 'right.task.assign': 'assign tasks',
  'right.flow.read': 'read flows', 'right.flow.edit': 'change this flow', 'right.flow.publish': 'publish this flow',
  'right.run.read': 'follow the run of this ticket', 'right.run.repair': 'mend the run of this ticket', 'right.message.send': 'send messages to flows',
  'right.alarm.read': 'read alarms', 'right.alarm.acknowledge': 'acknowledge this alarm', 'right.deadLetter.read': 'read alarm bodies that were not understood', 'right.source.manage': 'manage alarm sources',
  'right.object.read': 'read objects', 'right.object.readTechnical': 'read how objects are reached', 'right.object.edit': 'change objects', 'right.directory.read': 'read the directory', 'right.event.read': 'read events', 'right.report.read': 'read reports',
  'right.demo.clear': 'remove the demonstration tickets', 'right.settings.manage': 'change settings', 'right.catalog.edit': 'change the catalogue', 'right.absence.edit': 'write down absences of others', 'right.directory.manage': 'manage people, teams and roles',
  'scope.service': 'service', 'scope.deviceGroup': 'device group',
  'right.use': 'use this portal',
} as const satisfies Record<`right.${Action}` | 'right.use' | 'scope.service' | 'scope.deviceGroup', string>;
