/** The kinds a flow is drawn of. A new kind is a folder and one line here; callers may hand the kernel further ones. */
import { activityKind } from './activity/activity.kind.ts';
import { approvalKind } from './approval/approval.kind.ts';
import { assignKind } from './assign/assign.kind.ts';
import { boundaryMessageKind } from './boundary-message/boundary-message.kind.ts';
import { boundaryConditionKind } from './boundary-condition/boundary-condition.kind.ts';
import { boundaryErrorKind } from './boundary-error/boundary-error.kind.ts';
import { boundaryEscalationKind } from './boundary-escalation/boundary-escalation.kind.ts';
import { boundaryTakeBackKind } from './boundary-take-back/boundary-take-back.kind.ts';
import { boundaryTimerKind } from './boundary-timer/boundary-timer.kind.ts';
import { callFlowKind } from './call-flow/call-flow.kind.ts';
import { decisionTableKind } from './decision-table/decision-table.kind.ts';
import { endKind } from './end/end.kind.ts';
import { errorEndKind } from './error-end/error-end.kind.ts';
import { escalationEndKind } from './escalation-end/escalation-end.kind.ts';
import { escalationKind } from './escalation/escalation.kind.ts';
import { eventGatewayKind } from './event-gateway/event-gateway.kind.ts';
import { eventScopeConditionKind } from './event-scope-condition/event-scope-condition.kind.ts';
import { eventScopeErrorKind } from './event-scope-error/event-scope-error.kind.ts';
import { eventScopeEscalationKind } from './event-scope-escalation/event-scope-escalation.kind.ts';
import { eventScopeMessageKind } from './event-scope-message/event-scope-message.kind.ts';
import { eventScopeTakeBackKind } from './event-scope-take-back/event-scope-take-back.kind.ts';
import { eventScopeTimerKind } from './event-scope-timer/event-scope-timer.kind.ts';
import { exclusiveKind } from './exclusive/exclusive.kind.ts';
import { inclusiveKind } from './inclusive/inclusive.kind.ts';
import { messageEndKind } from './message-end/message-end.kind.ts';
import type { NodeRegistry } from './node.kind.ts';
import { notifyKind } from './notify/notify.kind.ts';
import { parallelKind } from './parallel/parallel.kind.ts';
import { partialJoinKind } from './partial-join/partial-join.kind.ts';
import { scopeKind } from './scope/scope.kind.ts';
import { signalEndKind } from './signal-end/signal-end.kind.ts';
import { startKind } from './start/start.kind.ts';
import { takeBackEndKind } from './take-back-end/take-back-end.kind.ts';
import { takeBackEventKind } from './take-back/take-back.kind.ts';
import { taskKind } from './task/task.kind.ts';
import { terminateKind } from './terminate/terminate.kind.ts';
import { throwMessageKind } from './throw-message/throw-message.kind.ts';
import { throwSignalKind } from './throw-signal/throw-signal.kind.ts';
import { timerKind } from './timer/timer.kind.ts';
import { updateTicketKind } from './update-ticket/update-ticket.kind.ts';
import { waitConditionKind } from './wait-condition/wait-condition.kind.ts';
import { waitMessageKind } from './wait-message/wait-message.kind.ts';

export const nodeKinds = {
  start: startKind, end: endKind, terminate: terminateKind, 'error-end': errorEndKind, 'escalation-end': escalationEndKind, 'message-end': messageEndKind, 'signal-end': signalEndKind, 'take-back-end': takeBackEndKind,
  task: taskKind, approval: approvalKind, notify: notifyKind,
  activity: activityKind, assign: assignKind, 'update-ticket': updateTicketKind, 'decision-table': decisionTableKind, 'call-flow': callFlowKind,
  exclusive: exclusiveKind, parallel: parallelKind, inclusive: inclusiveKind, 'partial-join': partialJoinKind, 'event-gateway': eventGatewayKind,
  timer: timerKind, 'boundary-timer': boundaryTimerKind,
  'wait-message': waitMessageKind, 'throw-message': throwMessageKind, 'throw-signal': throwSignalKind, 'wait-condition': waitConditionKind, 'boundary-condition': boundaryConditionKind, 'boundary-message': boundaryMessageKind, 'boundary-error': boundaryErrorKind, escalation: escalationKind, 'boundary-escalation': boundaryEscalationKind, 'take-back': takeBackEventKind, 'boundary-take-back': boundaryTakeBackKind,
  scope: scopeKind, 'event-scope-message': eventScopeMessageKind, 'event-scope-timer': eventScopeTimerKind, 'event-scope-condition': eventScopeConditionKind, 'event-scope-error': eventScopeErrorKind, 'event-scope-escalation': eventScopeEscalationKind, 'event-scope-take-back': eventScopeTakeBackKind,
} satisfies NodeRegistry;
export type NodeKindName = keyof typeof nodeKinds;
