/** A part of a scope whose steps undo what the scope has done, when that is taken back. In place of what would undo its steps one by one. */
import { z } from 'zod';
import type { FlowFile, FlowNode } from '../../flow.schema.ts';
import { faultOf } from '../node.config.ts';
import { checkEventScope, eventScopeConfig, eventScopeExpressions, eventScopeFields, eventScopeKind, eventScopeSets, eventScopeUi, openPart } from '../node.event-scope.ts';
import { object } from '../node.form.ts';
import type { NodeKind } from '../node.kind.ts';

const config = z.strictObject({ variables: eventScopeConfig.variables });

const isFirst = (node: FlowNode & { id: string }, { nodes }: FlowFile): boolean => Object.keys(nodes).sort().find((id) => nodes[id]!.kind === node.kind && nodes[id]!.scope === node.scope) === node.id;

export const eventScopeTakeBackKind: NodeKind<z.infer<typeof config>> = {
  ...eventScopeKind, kind: 'event-scope-take-back', icon: 'BackwardOutlined',
  title: { en: 'Scope undone by', zh: '范围撤销方式', ar: 'يُلغى النطاق بـ' },
  about: { en: 'Steps that undo the scope they lie in, when it is taken back.', zh: '补偿所在范围时，由这些步骤撤销该范围。', ar: 'خطوات تلغي النطاق الذي تقع فيه عند التراجع عنه.' },
  config, form: { schema: object({ variables: eventScopeFields.variables }), ui: eventScopeUi }, initial: {},
  check: (node, given, file) => [
    ...checkEventScope(node, given, file),
    ...(node.scope === undefined ? [faultOf(node, 'take-back-top', null)] : isFirst(node, file) ? [] : [faultOf(node, 'take-back-twice', null)]),
  ],
  expressions: eventScopeExpressions, sets: eventScopeSets,
  summary: () => null,
  behaviour: { enter: openPart, scopeDone: (turn) => turn.endToken(), compensates: true, whenDataUnknown: 'itself' },
};
