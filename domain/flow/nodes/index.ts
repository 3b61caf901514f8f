/** The kinds a flow is drawn of. A new kind is a folder and one line here; callers may hand the kernel further ones. */
import { activityKind } from './activity/activity.kind.ts';
import { approvalKind } from './approval/approval.kind.ts';
import { assignKind } from './assign/assign.kind.ts';
import { boundaryMessageKind } from './boundary-message/boundary-message.kind.ts';
import { endKind } from './end/end.kind.ts';
import { eventGatewayKind } from './event-gateway/event-gateway.kind.ts';
import { exclusiveKind } from './exclusive/exclusive.kind.ts';
import { inclusiveKind } from './inclusive/inclusive.kind.ts';
import type { NodeRegistry } from './node.kind.ts';
import { parallelKind } from './parallel/parallel.kind.ts';
import { partialJoinKind } from './partial-join/partial-join.kind.ts';
import { scopeKind } from './scope/scope.kind.ts';
import { startKind } from './start/start.kind.ts';
import { taskKind } from './task/task.kind.ts';
import { terminateKind } from './terminate/terminate.kind.ts';
import { timerKind } from './timer/timer.kind.ts';
import { waitMessageKind } from './wait-message/wait-message.kind.ts';

export const nodeKinds = {
  start: startKind, end: endKind, terminate: terminateKind,
  task: taskKind, approval: approvalKind,
  activity: activityKind, assign: assignKind,
  exclusive: exclusiveKind, parallel: parallelKind, inclusive: inclusiveKind, 'partial-join': partialJoinKind, 'event-gateway': eventGatewayKind,
  timer: timerKind, 'wait-message': waitMessageKind, 'boundary-message': boundaryMessageKind,
  scope: scopeKind,
} satisfies NodeRegistry;
export type NodeKindName = keyof typeof nodeKinds;
