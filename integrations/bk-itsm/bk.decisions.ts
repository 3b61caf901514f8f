/**
 * States where people say yes or no: one of them, each of several, or as many as it takes. What one decides is a plain approval; what each of several
 * decides is done once for each of them, and counted.
 */
import type { FlowRepeat } from '#domain/flow/flow.schema';
import type { Json } from '#domain/values';
import { isAlways, keysIn, leavesOf, quoted, translateCondition, type Resolve } from './bk.conditions.ts';
import { calledState, type BkDraft } from './bk.draft.ts';
import { drawForm } from './bk.forms.ts';
import type { BkState } from './bk.process.ts';
import { assignmentsOf, isOnlyRequester, peopleList } from './bk.people.ts';
import { counting, isRemark } from './bk.sources.ts';
import type { Placed, Ways } from './bk.states.ts';
import { isTrueAt, listed, memberOf, objectAt, said, textAt, type Raw } from './bk.values.ts';

type Config = Record<string, Json>;

export function placeDecision(draft: BkDraft, state: BkState, ways: Ways): Placed {
  const node = draft.state(state, 'approval');
  const { form } = drawForm(draft, state, node, { reasons: new Set(), isWhole: true });
  const assignments = assignmentsOf(draft, state, node);
  const asked: Config = { assignments: assignments as unknown as Json[], needsCommentToReject: isCommentNeeded(state), ...(form === null ? {} : { form }) };
  const hasSeveral = state.type === 'SIGN' || isTrueAt(state.raw, 'is_multi');
  const shared = sharedBefore(draft, state, ways);
  if (!hasSeveral) return byOne(draft, state, node, asked, isOnlyRequester(assignments) || (shared.some && shared.one));
  const people = peopleList(assignments);
  if (people === null) {
    draft.find('bk-sign-group', { name: calledState(state) }, 'warning', node, '/assignments');
    draft.missAt(state, 'that every one of a group answers: one of the group answers for it');
  }
  const finish = objectAt(state.raw, 'finish_condition');
  if (people === null || (!shared.some && isJoint(draft, state, finish))) {
    if (people === null && !isAlways(finish)) draft.missAt(state, `when enough have answered: ${quoted(finish)}`);
    return byAll(draft, state, node, asked);
  }
  return byEach(draft, state, node, { people, finish, asked, isTask: shared.some || isOnlyRequester(assignments) });
}

function byOne(draft: BkDraft, state: BkState, node: string, asked: Config, isTask: boolean): Placed {
  const variable = draft.fresh(`decision_${state.id}`);
  draft.decided.set(state.id, { variable, holds: 'one' });
  draft.variables[variable] = { type: 'context', title: said(calledState(state)), initial: null };
  decideAs(draft, state, node, { ...asked, rule: 'any', resultVariable: variable }, isTask);
  return { in: node, exit: { by: 'result', node } };
}

/** Nobody approves here what they asked for themselves: who asks, or did the step before, has a task with the same two buttons. */
function decideAs(draft: BkDraft, state: BkState, node: string, config: Config, isTask: boolean): void {
  if (!isTask) { draft.nodes[node]!.config = config; return; }
  const { needsCommentToReject, rule: _rule, ...rest } = config;
  draft.find('bk-own-request', { name: calledState(state) }, 'info', node);
  Object.assign(draft.nodes[node]!, { kind: 'task', config: { ...rest, outcomes: [{ key: 'approved', name: { en: 'Approve', zh: '通过', ar: 'موافقة' }, tone: 'primary' }, { key: 'rejected', name: { en: 'Reject', zh: '拒绝', ar: 'رفض' }, tone: 'danger', ...(needsCommentToReject === true ? { needsComment: true } : {}) }] } });
}

/** Whom the steps right before ask, too. `one`: nobody else is asked. */
function sharedBefore({ process }: BkDraft, state: BkState, { into }: Ways): { some: boolean; one: boolean } {
  const own = whoIn(state);
  const byId = new Map(process.states.map((one) => [one.id, one]));
  const seen = new Set<string>();
  const queue = [state.id];
  let some = false;
  while (queue.length > 0) {
    for (const { from } of into.get(queue.pop()!) ?? []) {
      if (seen.has(from)) continue;
      seen.add(from);
      const before = byId.get(from)!;
      if (['ROUTER', 'ROUTER-P', 'COVERAGE'].includes(before.type)) queue.push(from);
      else if ([...whoIn(before)].some((one) => own.has(one))) some = true;
    }
  }
  return { some, one: own.size === 1 };
}

/** Single people by how they are named; groups have several. */
function whoIn(state: BkState): Set<string> {
  const type = textAt(state.raw, 'processors_type').toUpperCase();
  if (type === 'STARTER' || (type === 'OPEN' && state.isFirst)) return new Set(['STARTER']);
  if (type === 'STARTER_LEADER') return new Set([type]);
  return type === 'PERSON' || type === 'VARIABLE' ? new Set(listed(textAt(state.raw, 'processors')).map((one) => `${type} ${one}`)) : new Set();
}

/** The remark that is there for a rejection says whether one is needed; a form without any asks for none. */
function isCommentNeeded(state: BkState): boolean {
  const needed = state.fields.filter((field) => isRemark(state, field) && textAt(field.raw, 'validate_type') !== 'OPTION');
  // There a condition says when the field is hidden: hidden for "true" is there for a rejection.
  return needed.some((field) => leavesOf(objectAt(field.raw, 'show_conditions')).concat(bareLeaves(objectAt(field.raw, 'show_conditions'))).some((leaf) => String(memberOf(leaf, 'value')) === 'true'));
}
const bareLeaves = (conditions: Raw): Raw[] => (Array.isArray(memberOf(conditions, 'expressions')) ? (memberOf(conditions, 'expressions') as unknown[]).filter((one): one is Raw => typeof one === 'object' && one !== null && textAt(one as Raw, 'key') === '') : []);

/** Everybody approves, and one rejection is enough: that is what an approval by all does. Elsewhere answers have to be counted. */
function isJoint(draft: BkDraft, state: BkState, finish: Raw): boolean {
  if (state.type !== 'APPROVAL' || isTrueAt(state.raw, 'is_sequential')) return false;
  const leaves = leavesOf(finish).filter((leaf) => textAt(leaf, 'key') !== 'G_INT_1');
  if (leaves.length > 1 || leaves.some((leaf) => !(codeIn(draft, state, leaf) === 'REJECT_COUNT' && isFirstOne(leaf)))) return false;
  const own = new Set(state.outputs.filter(({ code }) => counting.has(code)).map(({ key }) => key));
  return !draft.process.transitions.some(({ condition }) => keysIn(condition).some((key) => own.has(key)));
}

/** "at least one" and "more than none". */
const isFirstOne = (leaf: Raw): boolean => (textAt(leaf, 'condition') === '>=' && textAt(leaf, 'value') === '1') || (textAt(leaf, 'condition') === '>' && textAt(leaf, 'value') === '0');

/** What a key of a condition on answers counts: as its own state says, as the condition does, or as any other state of the process, because templates kept the keys of others. */
function codeIn({ process }: BkDraft, state: BkState, leaf: Raw): string {
  const key = textAt(leaf, 'key');
  const named = (one: BkState): string => one.outputs.find((output) => output.key === key)?.code ?? '';
  return named(state) || textAt(objectAt(leaf, 'meta'), 'code') || (counting.has(key) ? key : '') || (process.states.map(named).find((code) => code !== '') ?? '');
}

function byAll(draft: BkDraft, state: BkState, node: string, asked: Config): Placed {
  const variable = draft.fresh(`decision_${state.id}`);
  draft.decided.set(state.id, { variable, holds: 'one' });
  draft.variables[variable] = { type: 'context', title: said(calledState(state)), initial: null };
  draft.nodes[node]!.config = { ...asked, rule: 'all', resultVariable: variable };
  return { in: node, exit: { by: 'result', node } };
}

interface Each { people: string; finish: Raw; asked: Config; isTask: boolean }

function byEach(draft: BkDraft, state: BkState, node: string, { people, finish, asked, isTask }: Each): Placed {
  const answers = draft.fresh(`decisions_${state.id}`);
  draft.decided.set(state.id, { variable: answers, holds: 'each' });
  draft.variables[answers] = { type: 'list', title: said(calledState(state)), initial: null };
  const person = draft.fresh('person');
  const mode = isTrueAt(state.raw, 'is_sequential') ? 'sequential' as const : 'parallel' as const;
  const config: Config = { ...asked, assignments: [{ by: 'expression', expression: person }], rule: 'any' };
  const leaves = leavesOf(finish).filter((leaf) => textAt(leaf, 'key') !== 'G_INT_1');
  const isCounted = leaves.some((leaf) => { const code = codeIn(draft, state, leaf); return code.endsWith('_RATE') || ((code === 'PASS_COUNT' || code === 'REJECT_COUNT') && !isFirstOne(leaf)); });
  const repeat = { mode, items: people, item: person };
  if (isCounted) return counted(draft, state, node, { repeat, config, answers, finish, isTask });
  const doneWhen = isAlways(finish) ? null : enough(draft, state, node, finish, { PROCESS_COUNT: 'loop.done', PASS_COUNT: '(if loop.outcome = "approved" then 1 else 0)', REJECT_COUNT: '(if loop.outcome = "rejected" then 1 else 0)' });
  decideAs(draft, state, node, config, isTask);
  Object.assign(draft.nodes[node]!, { repeat: { ...repeat, ...(doneWhen === null ? {} : { doneWhen }), collect: { into: answers, value: 'loop.outcome' } } satisfies FlowRepeat });
  return { in: node, exit: { by: 'one', node } };
}

/** Null where it cannot be said: then all are waited for, and that is told. */
function enough(draft: BkDraft, state: BkState, node: string, finish: Raw, counts: Readonly<Record<string, string>>): string | null {
  const byKey = new Map(leavesOf(finish).map((leaf) => [textAt(leaf, 'key'), codeIn(draft, state, leaf)]));
  const resolve: Resolve = (key) => { const code = byKey.get(key) ?? ''; return Object.hasOwn(counts, code) ? { feel: counts[code]!, type: 'INT' } : { why: `it reads "${key}", which counts no answers` }; };
  const read = translateCondition(finish, resolve);
  if (read.ok) return read.feel;
  draft.find('bk-sign-finish', { name: calledState(state) }, 'warning', node, 'repeat/doneWhen');
  draft.missAt(state, `when enough have answered: ${quoted(finish)}: ${read.why}`);
  return null;
}

/** How many said yes is known only where each answer is counted when it comes: the approval is done in a part that counts. */
function counted(draft: BkDraft, state: BkState, node: string, { repeat, config, answers, finish, isTask }: { repeat: { mode: 'parallel' | 'sequential'; items: string; item: string }; config: Config; answers: string; finish: Raw; isTask: boolean }): Placed {
  const [passed, refused, own] = [draft.fresh(`approved_${state.id}`), draft.fresh(`rejected_${state.id}`), draft.fresh(`answer_${state.id}`)];
  for (const name of [passed, refused]) draft.variables[name] = { type: 'number', initial: 0 };
  const doneWhen = enough(draft, state, node, finish, { PROCESS_COUNT: 'loop.done', PASS_COUNT: passed, REJECT_COUNT: refused, PASS_RATE: `100 * ${passed} / loop.total`, REJECT_RATE: `100 * ${refused} / loop.total` });
  const approval = draft.nodes[node]!;
  const reset = draft.invent(`${node}-reset`, 'assign', undefined);
  draft.nodes[reset]!.config = { set: [{ variable: passed, value: '0' }, { variable: refused, value: '0' }] };
  const part = draft.invent(`${node}-each`, 'scope', undefined);
  Object.assign(draft.nodes[part]!, { name: approval.name, repeat: { ...repeat, variables: { [own]: null }, ...(doneWhen === null ? {} : { doneWhen }), collect: { into: answers, value: `${own}.outcome` } } satisfies FlowRepeat });
  decideAs(draft, state, node, { ...config, resultVariable: own }, isTask);
  approval.scope = part;
  const [begin, yes, no, end] = [draft.invent(`${node}-begin`, 'start', part), draft.invent(`${node}-yes`, 'assign', part), draft.invent(`${node}-no`, 'assign', part), draft.invent(`${node}-counted`, 'end', part)];
  draft.nodes[yes]!.config = { set: [{ variable: passed, value: `${passed} + 1` }] };
  draft.nodes[no]!.config = { set: [{ variable: refused, value: `${refused} + 1` }] };
  draft.join(`${reset}-on`, { from: reset, to: part });
  draft.join(`${begin}-on`, { from: begin, to: node });
  draft.join(`${yes}-from`, { from: node, to: yes, outcome: 'approved' });
  draft.join(`${no}-from`, { from: node, to: no, outcome: 'rejected' });
  for (const one of [yes, no]) draft.join(`${one}-on`, { from: one, to: end });
  return { in: reset, exit: { by: 'one', node: part } };
}
