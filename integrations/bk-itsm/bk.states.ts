/** What a state becomes: a step, and how its ways go on from there. The ways themselves are drawn by bk.ways.ts, decisions of people by bk.decisions.ts. */
import { done } from '#domain/flow/nodes/node.config';
import type { Json, Text } from '#domain/values';
import { calledState, type BkDraft } from './bk.draft.ts';
import { placeDecision } from './bk.decisions.ts';
import { backReason, drawForm, endReason } from './bk.forms.ts';
import { machineConfig } from './bk.machines.ts';
import type { BkState, BkTransition } from './bk.process.ts';
import { assignmentsOf } from './bk.people.ts';
import { decides, isMachine } from './bk.sources.ts';
import { isAlways } from './bk.conditions.ts';
import { isTrueAt, said } from './bk.values.ts';

/** How a step is left: a button for each way, one outcome, approved and rejected, plainly, or by every way at once. */
export type Exit =
  | { by: 'buttons'; node: string; keys: ReadonlyMap<BkTransition, string> }
  | { by: 'one'; node: string; outcome?: string }
  | { by: 'result'; node: string }
  | { by: 'split'; node: string }
  | { by: 'none' };
export interface Placed { in: string | null; exit: Exit }

/** Transitions by the state they leave and enter. */
export interface Ways { out: ReadonlyMap<string, BkTransition[]>; into: ReadonlyMap<string, BkTransition[]> }

export function placeState(draft: BkDraft, state: BkState, ways: Ways): Placed {
  const out = ways.out.get(state.id) ?? [];
  if (state.type === 'START') return { in: null, exit: { by: 'one', node: draft.state(state, 'start', { trigger: 'form' }) } };
  if (state.type === 'END') return { in: draft.state(state, 'end'), exit: { by: 'none' } };
  if (state.type === 'ROUTER') { const node = draft.state(state, 'exclusive'); return { in: node, exit: { by: 'one', node } }; }
  if (state.type === 'ROUTER-P') return split(draft, state, out);
  if (state.type === 'COVERAGE') return join(draft, state, ways);
  if (isMachine(state)) {
    const node = draft.state(state, 'activity');
    draft.nodes[node]!.config = machineConfig(draft, state, node);
    return { in: node, exit: { by: 'one', node } };
  }
  if (decides(state)) return placeDecision(draft, state, ways);
  return placeTask(draft, state, out);
}

function split(draft: BkDraft, state: BkState, out: readonly BkTransition[]): Placed {
  const hasConditions = out.length > 1 && out.some(({ condition }) => !isAlways(condition));
  const node = draft.state(state, hasConditions ? 'inclusive' : 'parallel');
  draft.splits.add(node);
  return { in: node, exit: { by: 'split', node } };
}

/** Waits for a token of every way where just these were split; else for all that are still under way, because a decision between may leave some out. */
function join(draft: BkDraft, state: BkState, ways: Ways): Placed {
  const into = ways.into.get(state.id) ?? [];
  const out = ways.out.get(state.id) ?? [];
  const node = draft.state(state, into.length < 2 ? 'exclusive' : isWhole(draft, state, ways) ? 'parallel' : 'inclusive');
  if (out.length < 2 || into.length < 2) return { in: node, exit: { by: 'one', node } };
  const after = draft.invent(`${node}-ways`, 'exclusive', undefined);
  draft.join(`${node}-to-ways`, { from: node, to: after });
  return { in: node, exit: { by: 'one', node: after } };
}

/** Whether its ways lead straight back to one split, and are all that leave it. */
function isWhole({ process }: BkDraft, state: BkState, { out, into }: Ways): boolean {
  const byId = new Map(process.states.map((one) => [one.id, one]));
  const sources = (into.get(state.id) ?? []).map((way) => {
    let at = way.from;
    for (let steps = 0; steps < process.states.length; steps += 1) {
      const one = byId.get(at)!;
      if (one.type === 'ROUTER-P') return at;
      const before = into.get(at) ?? [];
      if ((out.get(at) ?? []).length !== 1 || before.length !== 1 || isTrueAt(one.raw, 'is_terminable')) return null;
      at = before[0]!.from;
    }
    return null;
  });
  const [first] = sources;
  if (first === undefined || first === null || sources.some((one) => one !== first)) return false;
  const ways = out.get(first) ?? [];
  return ways.length === sources.length && ways.every(({ condition }) => isAlways(condition));
}

const mostButtons = 11;
const unnamed = /^(|默认|default|Default|通过条件)$/;

function placeTask(draft: BkDraft, state: BkState, out: readonly BkTransition[]): Placed {
  const node = draft.state(state, 'task');
  if (state.type !== 'NORMAL') {
    draft.find('bk-state-type', { name: calledState(state), type: state.type }, 'warning', node);
    draft.missAt(state, 'states of this type are not known: it is a task');
  }
  const isDecided = out.length < 2 || out.length > mostButtons || out.some(({ condition }) => !isAlways(condition));
  const keys = new Map(isDecided ? [] : out.map((way, index) => [way, `way-${index + 1}`]));
  const isTerminable = isTrueAt(state.raw, 'is_terminable') && !state.isFirst;
  const hasBack = !isDecided && out.some(({ isBack }) => isBack);
  const reasons = new Set([...(hasBack ? [backReason] : []), ...(isTerminable ? [endReason] : [])]);
  const isWhole = !isTerminable && (isDecided || out.every(({ isChecked }) => isChecked));
  const { form, names, needed } = drawForm(draft, state, node, { reasons, isWhole });
  const asks = (key: string): string[] => { const name = draft.variable(key); return reasons.has(key) && names.has(name) ? [name] : []; };
  const requires = (list: readonly string[]): Record<string, Json> => (list.length === 0 ? {} : { requires: [...list] });
  const outcomes: Json[] = isDecided
    ? [{ key: 'done', name: buttonName(draft, state, out.length === 1 ? out[0] : undefined), tone: 'primary', ...requires(needed) }]
    : out.map((way, index) => ({
      key: keys.get(way)!, name: buttonName(draft, state, way), ...(way.isBack ? { tone: 'danger', ...(asks(backReason).length === 0 ? { needsComment: true } : {}) } : index === 0 ? { tone: 'primary' } : {}),
      ...requires([...(way.isChecked ? needed : []), ...(way.isBack ? asks(backReason) : [])]),
    }));
  if (isTerminable) {
    outcomes.push({ key: 'terminate', name: { ...terminated }, tone: 'danger', ...(asks(endReason).length === 0 ? { needsComment: true } : {}), ...requires(asks(endReason)) });
    draft.join(`${node}-terminate`, { from: node, to: draft.terminate(), outcome: 'terminate' });
  }
  draft.nodes[node]!.config = { assignments: assignmentsOf(draft, state, node) as unknown as Json[], outcomes, ...(form === null ? {} : { form, isPrefilled: true }) };
  return { in: node, exit: isDecided ? { by: 'one', node, outcome: 'done' } : { by: 'buttons', node, keys } };
}

const terminated: Text = { en: 'Terminate', zh: '终止', ar: 'إنهاء' };

/** A way back is called after the state it leads to. */
function buttonName(draft: BkDraft, state: BkState, way: BkTransition | undefined): Record<string, Json> {
  if (way === undefined || (unnamed.test(way.name) && !way.isBack)) return { ...(state.isFirst ? { en: 'Submit', zh: '提交', ar: 'إرسال' } : done) };
  if (!way.isBack) return { ...said(way.name, 100) };
  const to = draft.process.states.find(({ id }) => id === way.to)?.name || way.name || way.to;
  return { en: `Back to ${to}`, zh: `打回：${to}`, ar: `إعادة إلى ${to}` };
}
