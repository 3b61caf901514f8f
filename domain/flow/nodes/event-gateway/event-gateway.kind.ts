/** Waits for several things at once; whichever happens first decides the way, and the others are waited for no more. */
import { z } from 'zod';
import type { FlowFile, FlowNode } from '../../flow.schema.ts';
import { edgesFrom } from '../conditions.ts';
import { faultOf } from '../node.config.ts';
import { object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';

const config = z.strictObject({});
/** Steps that do nothing but wait, so that ending one of them undoes nothing. */
const waits = new Set(['timer', 'wait-message']);

export const eventGatewayKind: NodeKind<z.infer<typeof config>> = {
  kind: 'event-gateway', category: 'decision', shape: 'gateway', icon: 'ThunderboltOutlined', takesInput: true,
  title: { en: 'Whichever first', zh: '先发生者', ar: 'أيهما أولًا' },
  about: { en: 'Waits for several things at once and takes the way of the first.', zh: '同时等待多个事件，走最先发生的一条。', ar: 'ينتظر عدة أحداث معًا ويأخذ مسار أولها.' },
  config, form: { schema: object({}), ui: {} }, initial: {},
  outcomes: () => [{ key: null, name: { en: 'Waits for', zh: '等待', ar: 'ينتظر' }, isRequired: true }],
  check: (node, _config, file) => [
    ...(edgesFrom(file, node.id).length < 2 ? [faultOf(node, 'race-alone', null)] : []),
    ...edgesFrom(file, node.id).flatMap(([id, edge]) => wrongTarget(node, id, file.nodes[edge.to], edge.to, file)),
  ],
  summary: () => null,
  behaviour: { whenDataUnknown: 'itself', enter: (turn) => turn.leaveAsRace() },
};

function wrongTarget(node: FlowNode & { id: string }, edge: string, target: FlowNode | undefined, id: string, file: FlowFile): ReturnType<typeof faultOf>[] {
  if (!target) return [];
  if (!waits.has(target.kind)) return [faultOf(node, 'race-target', null, { target: target.name }, { edge })];
  return Object.values(file.edges).filter((one) => one.to === id).length > 1 ? [faultOf(node, 'race-shared', null, { target: target.name }, { edge })] : [];
}
