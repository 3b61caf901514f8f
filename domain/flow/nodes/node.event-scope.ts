/** What parts that begin by an event share: a frame nothing leads to, listening while what it lies in is alive. When its event comes, its steps run, in place of everything else there or beside it. */
import { z } from 'zod';
import { jsonSchema, type Json } from '../../values.ts';
import type { NodeBehaviour, NodeTurn } from '../kernel/kernel.behaviour.ts';
import { expressionsIn, faultOf, nameSchema } from './node.config.ts';
import { field } from './node.form.ts';
import type { NodeExpression, NodeKind, VariableType } from './node.kind.ts';

export const eventScopeConfig = {
  /** Whether everything else in what it lies in is ended when it comes. Else both go on, and it goes on listening. */
  isInterrupting: z.boolean().default(true),
  /** Variables of its own with their first values; text starting with "=" is FEEL. They end with it. */
  variables: z.record(nameSchema, jsonSchema).default({}),
};
interface EventScopeConfig { isInterrupting?: boolean; variables: Record<string, Json> }

export const eventScopeFields = {
  isInterrupting: field('boolean', { en: 'Ends everything else around it', zh: '结束外围的其他一切', ar: 'ينهي كل ما حوله' }, { default: true },
    { en: 'Off: what is around it goes on, and this begins beside it, each time.', zh: '关闭后，外围继续执行，每次触发时此部分同时开始。', ar: 'عند الإيقاف: يستمر ما حوله ويبدأ هذا بجانبه في كل مرة.' }),
  variables: field('object', { en: 'Variables of its own', zh: '局部变量', ar: 'متغيرات خاصة' }, { additionalProperties: true },
    { en: 'Name and first value; a value starting with = is FEEL.', zh: '名称和初始值；以 = 开头的值为 FEEL。', ar: 'الاسم والقيمة الأولى؛ القيمة التي تبدأ بـ = هي FEEL.' }),
};
export const eventScopeUi = { variables: { 'ui:field': 'variables' } };

/** Everything of such a kind but its name, its words, its event and its behaviour. */
export const eventScopeKind = {
  category: 'scope', shape: 'scope', takesInput: false, outcomes: () => [],
} satisfies Partial<NodeKind>;

export const checkEventScope: NodeKind['check'] = (node, _config, file) => (Object.values(file.nodes).some((other) => other.scope === node.id) ? [] : [faultOf(node, 'scope-empty', null)]);
export const eventScopeExpressions = ({ variables }: EventScopeConfig): NodeExpression[] => expressionsIn(variables, '/variables');
export const eventScopeSets = ({ variables }: EventScopeConfig): Record<string, VariableType> => Object.fromEntries(Object.keys(variables).map((name) => [name, 'any']));

/** What all of them do beside listening. */
export const eventScopeBehaviour = {
  listens: true,
  isInterrupting: ({ isInterrupting = true }: EventScopeConfig) => isInterrupting,
  scopeDone: (turn: NodeTurn) => turn.endToken(),
} satisfies Partial<NodeBehaviour<EventScopeConfig>>;

/** A listener listens; one who has come forward and stopped there because of its variables begins. */
export const entering = <C extends EventScopeConfig>(listen: (turn: NodeTurn<C>) => void) => (turn: NodeTurn<C>): void => { if (turn.token.isListener) listen(turn); else openPart(turn); };

/** Its event has come: its steps begin. `next`: what whoever listens in its place keeps; absent: nobody does. */
export function begin(turn: NodeTurn<EventScopeConfig>, next?: Json): void {
  const endsOthers = turn.config.isInterrupting ?? true;
  turn.comeForward(endsOthers, endsOthers ? undefined : next);
  openPart(turn);
}

/** Its steps begin, with the variables of its own. */
export function openPart(turn: NodeTurn<Pick<EventScopeConfig, 'variables'>>): void {
  const vars = turn.evaluateConfig(turn.config.variables, 'variables');
  if (vars.ok) turn.openScope(vars.value as Record<string, never>);
  else turn.incident(vars.code, vars.params);
}
