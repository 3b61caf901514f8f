/** What each kind of step is in BPMN: its element, what makes it special, and the messages, errors and escalations it refers to. What BPMN has no word for is written beside it, by bpmn.own.ts. */
import type { FlowNode, FlowRepeat } from '#domain/flow/flow.schema';
import type { Json } from '#domain/values';
import type { Schedule } from '#domain/flow/schedule/schedule.schema';
import { markOf } from './bpmn.extension.ts';
import { cycleText } from './bpmn.schedule.ts';
import { treeOf, type Tree } from './bpmn.tree.ts';

/** `roots` stand beside the processes. */
export interface Native { tag: string; attributes: Record<string, string>; children: Tree[]; roots: Tree[] }
/** `typeName`: a type of BPMN's schema as this file writes it. */
export interface Words { typeName(local: string): string }

export const feelLanguage = 'https://www.omg.org/spec/DMN/20191111/FEEL/';
type Config = Readonly<Record<string, Json>>;
type Made = Partial<Omit<Native, 'tag'>> & { tag: string };

export const feelOf = (tag: string, text: string, { typeName }: Words): Tree => treeOf(tag, { 'xsi:type': typeName('tFormalExpression'), language: feelLanguage }, text === '' ? [] : [text]);
/** The same for the same name, so that flows that are written together share it. */
export const rootIdOf = (tag: string, name: string): string => `${tag}_${markOf([tag, name])}`;

/** `frame`: what the step lies in. What begins a part that begins by an event stands in its start. */
export function nativeOf(node: FlowNode, words: Words, frame?: FlowNode): Native {
  const made = node.kind === 'start' && frame !== undefined && Object.hasOwn(begins, frame.kind) ? begun(frame, words) : node.kind === 'start' && frame !== undefined ? { tag: 'startEvent' } : Object.hasOwn(kinds, node.kind) ? kinds[node.kind]!(node.config, words) : { tag: 'task' };
  const children = [...(node.repeat && isActivity(made.tag) ? [repeatOf(node.repeat, words)] : []), ...(made.children ?? [])];
  return { tag: made.tag, attributes: made.attributes ?? {}, children, roots: made.roots ?? [] };
}

const activities = new Set(['task', 'userTask', 'manualTask', 'serviceTask', 'sendTask', 'receiveTask', 'scriptTask', 'businessRuleTask', 'callActivity', 'subProcess', 'transaction', 'adHocSubProcess']);
export const isActivity = (tag: string): boolean => activities.has(tag);

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const plain = (tag: string) => (): Made => ({ tag });
const event = (tag: string, define: (config: Config, words: Words) => { definition: Tree; roots?: Tree[] }) => (config: Config, words: Words): Made => {
  const { definition, roots = [] } = define(config, words);
  return { tag, children: [definition], roots };
};
const boundary = (define: (config: Config, words: Words) => { definition: Tree; roots?: Tree[] }) => (config: Config, words: Words): Made => {
  const { definition, roots = [] } = define(config, words);
  return { tag: 'boundaryEvent', attributes: config['isInterrupting'] === false ? { cancelActivity: 'false' } : {}, children: [definition], roots };
};

const timed = (config: Config, words: Words): { definition: Tree } => {
  const value = text(config['value']);
  const times = config['isInterrupting'] === false && typeof config['times'] === 'number' && config['times'] > 1 ? config['times'] : null;
  const [tag, body] = config['mode'] === 'until' ? ['timeDate', value] : times === null ? ['timeDuration', value] : ['timeCycle', `R${times}/${value}`];
  return { definition: treeOf('timerEventDefinition', {}, [value.startsWith('=') ? feelOf(tag!, value.slice(1), words) : treeOf(tag!, { 'xsi:type': words.typeName('tFormalExpression') }, body ? [body] : [])]) };
};
const referring = (definition: string, tag: string, field: string, named: (name: string) => Record<string, string>) => (config: Config): { definition: Tree; roots?: Tree[] } => {
  const name = text(config[field]);
  if (name === '') return { definition: treeOf(definition) };
  const id = rootIdOf(tag, name);
  return { definition: treeOf(definition, { [`${tag}Ref`]: id }), roots: [treeOf(tag, { id, ...named(name) })] };
};
const messaged = referring('messageEventDefinition', 'message', 'message', (name) => ({ name }));
const signalled = referring('signalEventDefinition', 'signal', 'signal', (name) => ({ name }));
const failed = referring('errorEventDefinition', 'error', 'code', (name) => ({ name, errorCode: name }));
const escalated = referring('escalationEventDefinition', 'escalation', 'code', (name) => ({ name, escalationCode: name }));
const conditional = (config: Config, words: Words): { definition: Tree } => ({ definition: treeOf('conditionalEventDefinition', {}, [feelOf('condition', text(config['condition']), words)]) });
const compensated = (): { definition: Tree } => ({ definition: treeOf('compensateEventDefinition') });

const begins: Readonly<Record<string, (config: Config, words: Words) => { definition: Tree; roots?: Tree[] }>> = {
  'event-scope-message': messaged, 'event-scope-timer': timed, 'event-scope-condition': conditional, 'event-scope-error': failed, 'event-scope-escalation': escalated, 'event-scope-take-back': compensated,
};
function begun({ kind, config }: FlowNode, words: Words): Made {
  const { definition, roots = [] } = begins[kind]!(config, words);
  return { tag: 'startEvent', attributes: config['isInterrupting'] === false ? { isInterrupting: 'false' } : {}, children: [definition], roots };
}
const byEvent = (): Made => ({ tag: 'subProcess', attributes: { triggeredByEvent: 'true' } });

/** What begins a flow; what lies in a frame is begun by its frame alone. */
function started(config: Config, words: Words): Made {
  if (config['trigger'] === 'message') { const { definition, roots = [] } = messaged(config); return { tag: 'startEvent', children: [definition], roots }; }
  const schedule = config['trigger'] === 'schedule' ? config['schedule'] : undefined;
  if (typeof schedule !== 'object' || schedule === null || Array.isArray(schedule)) return { tag: 'startEvent' };
  const body = cycleText(schedule as Partial<Schedule>);
  return { tag: 'startEvent', children: [treeOf('timerEventDefinition', {}, [treeOf('timeCycle', { 'xsi:type': words.typeName('tFormalExpression') }, body === '' ? [] : [body])])] };
}

const kinds: Readonly<Record<string, (config: Config, words: Words) => Made>> = {
  start: started, end: plain('endEvent'), terminate: event('endEvent', () => ({ definition: treeOf('terminateEventDefinition') })),
  'error-end': event('endEvent', failed), 'escalation-end': event('endEvent', escalated), 'take-back-end': event('endEvent', compensated),
  'message-end': event('endEvent', messaged), 'signal-end': event('endEvent', signalled), 'throw-message': event('intermediateThrowEvent', messaged), 'throw-signal': event('intermediateThrowEvent', signalled),
  task: plain('userTask'), approval: plain('userTask'), activity: plain('serviceTask'), notify: plain('sendTask'), 'update-ticket': plain('serviceTask'), assign: (config) => ({ tag: 'scriptTask', attributes: { scriptFormat: feelLanguage }, children: [treeOf('script', {}, assignments(config))] }),
  'decision-table': plain('businessRuleTask'), 'call-flow': (config) => ({ tag: 'callActivity', attributes: { ...(config['flow'] ? { calledElement: text(config['flow']) } : {}) } as Record<string, string> }),
  exclusive: plain('exclusiveGateway'), parallel: plain('parallelGateway'), inclusive: plain('inclusiveGateway'), 'event-gateway': plain('eventBasedGateway'),
  'partial-join': (config, words) => ({ tag: 'complexGateway', children: [feelOf('activationCondition', `activationCount >= ${String(config['count'] ?? 1)}`, words)] }),
  timer: event('intermediateCatchEvent', timed), 'wait-message': event('intermediateCatchEvent', messaged), 'wait-condition': event('intermediateCatchEvent', conditional),
  escalation: event('intermediateThrowEvent', escalated), 'take-back': event('intermediateThrowEvent', compensated),
  'boundary-timer': boundary(timed), 'boundary-message': boundary(messaged), 'boundary-error': boundary(failed), 'boundary-escalation': boundary(escalated), 'boundary-condition': boundary(conditional),
  'boundary-take-back': boundary(compensated),
  scope: plain('subProcess'), ...Object.fromEntries(Object.keys(begins).map((kind) => [kind, byEvent])),
};

function assignments(config: Config): string[] {
  const set = Array.isArray(config['set']) ? config['set'] : [];
  const lines = set.map((one) => (typeof one === 'object' && one !== null && !Array.isArray(one) ? `${text(one['variable'])} = ${text(one['value'])}` : ''));
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function repeatOf(repeat: FlowRepeat, words: Words): Tree {
  if (repeat.mode === 'loop') {
    return treeOf('standardLoopCharacteristics', { testBefore: repeat.isTestedAfter ? 'false' : 'true', ...(repeat.most === undefined ? {} : { loopMaximum: String(repeat.most) }) }, [feelOf('loopCondition', repeat.while, words)]);
  }
  const { items, count, doneWhen } = repeat;
  return treeOf('multiInstanceLoopCharacteristics', { isSequential: String(repeat.mode === 'sequential') }, [
    ...(count === undefined ? items === undefined ? [] : [feelOf('loopCardinality', `count(${items})`, words)] : [feelOf('loopCardinality', count, words)]),
    ...(doneWhen === undefined ? [] : [feelOf('completionCondition', doneWhen, words)]),
  ]);
}
