/** The roles as shipped: what each may do, and of that what only with one's own things. Copied into the directory at the first start; from then on the directory's count. */
import { actions, type Role } from './identity.schema.ts';

export const shippedRoles: readonly Role[] = [
  {
    key: 'requester', name: { en: 'Requester', zh: '申请人', ar: 'مقدّم الطلب' }, defaultScope: 'everywhere',
    actions: ['ticket.read', 'ticket.create', 'ticket.comment', 'ticket.cancel', 'task.read', 'task.act', 'run.read', 'object.read', 'directory.read'],
    ownOnly: ['ticket.read', 'ticket.comment', 'ticket.cancel', 'task.read', 'task.act', 'run.read'],
  },
  {
    key: 'agent', name: { en: 'Agent', zh: '处理人', ar: 'موظف الدعم' }, defaultScope: 'memberTeams', ownOnly: [],
    actions: [
      'ticket.read', 'ticket.create', 'ticket.comment', 'ticket.commentInternal', 'ticket.cancel', 'ticket.link', 'task.read', 'task.act', 'task.assign',
      'flow.read', 'run.read', 'alarm.read', 'alarm.acknowledge', 'object.read', 'object.readTechnical', 'directory.read', 'event.read',
    ],
  },
  {
    key: 'processOwner', name: { en: 'Process owner', zh: '流程负责人', ar: 'مالك العملية' }, defaultScope: 'everywhere', ownOnly: ['task.act'],
    actions: [
      'ticket.read', 'ticket.create', 'task.read', 'task.act', 'flow.read', 'flow.edit', 'flow.publish', 'run.read', 'run.repair',
      'alarm.read', 'object.read', 'object.readTechnical', 'directory.read', 'event.read', 'report.read',
    ],
  },
  {
    key: 'manager', name: { en: 'Manager', zh: '经理', ar: 'المدير' }, defaultScope: 'memberTeams', ownOnly: [],
    actions: [
      'ticket.read', 'ticket.create', 'ticket.comment', 'ticket.commentInternal', 'ticket.cancel', 'ticket.link', 'file.remove', 'task.read', 'task.act', 'task.assign',
      'flow.read', 'run.read', 'alarm.read', 'alarm.acknowledge', 'object.read', 'directory.read', 'event.read', 'report.read',
    ],
  },
  { key: 'administrator', name: { en: 'Administrator', zh: '管理员', ar: 'مسؤول النظام' }, defaultScope: 'everywhere', ownOnly: [], actions: [...actions] },
];
