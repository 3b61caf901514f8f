import { describe, expect, test } from 'vitest';
import type { Json } from '#domain/values';
import { drawFlow, outcomes, type NodeDrawing } from '#test/builders/flow/flow.draw';
import { actor, flow, type FlowScript } from '#test/builders/flow/flow.script';
import { dryRun } from '../dry-run/dry-run.play.ts';
import { dryScriptSchema } from '../dry-run/dry-run.script.ts';
import { nodeKinds } from '../nodes/index.ts';
import { eventsOfStep } from '../projection/run.events.ts';
import { returnsNow } from './kernel.returns.ts';
import { parseRunState } from './kernel.state.ts';
import { admit } from './kernel.tasks.ts';

const anyEarlier = { mayReturnTo: 'anyEarlier' };
const task = (more: Record<string, Json> = {}): NodeDrawing => ({ kind: 'task', config: more });
const approval = (more: Record<string, Json> = {}): NodeDrawing => ({ kind: 'approval', config: { ...anyEarlier, ...more } });
const people = (...names: string[]): Json => names.map((person) => ({ by: 'person', person }));
/** Filled in, checked, approved. */
const straight = (config: Record<string, Json> = {}, more: Record<string, NodeDrawing> = {}) => drawFlow({ start: 'start', fill: task(), check: task(), approve: approval(config), yes: 'task', no: 'task', end: 'end', ...more }, ['start -> fill', 'fill.done -> check', 'check.done -> approve', 'approve.approved -> yes', 'approve.rejected -> no', 'yes.done -> end', 'no.done -> end']);
const opened = (config: Record<string, Json> = {}): FlowScript => flow(straight(config)).start().decide('done').decide('done');
const returns = (run: FlowScript, to: string, by: Parameters<FlowScript['act']>[1] = 'mia', node?: string): FlowScript => run.act('return', by, { to, comment: 'The amount is missing.' }, node === undefined ? {} : { node });
const offered = (run: FlowScript, node?: string): unknown => returnsNow(run.state, run.task(node));

describe('returning a task', () => {
  test('goes back to an earlier step, which is told why, and goes on from there', () => {
    const run = opened();
    expect(offered(run)).toEqual({ to: ['check', 'fill'], others: [] });
    returns(run, 'fill').expectAccepted().expectAt('fill');
    expect(run.task().returned).toEqual({ from: { en: 'approve' }, by: { kind: 'person', id: 'mia', name: 'Mia' }, comment: 'The amount is missing.', at: run.now });
    expect(run.state.closedTasks.at(-1)).toMatchObject({ node: 'approve', how: 'completed', outcome: 'returned' });
    run.decide('done');
    expect(run.task('check').returned).toBeUndefined();
    run.decide('done').decide('approved', { by: 'mia' }).expectAt('yes').decide('done').expectEnd();
  });

  test('of a task is the same, by who has claimed it', () => {
    const run = flow(drawFlow({ start: 'start', fill: task(), check: task({ ...anyEarlier, assignments: people('ana', 'bo'), resultVariable: 'checked' }), end: 'end' }, ['start -> fill', 'fill.done -> check', 'check.done -> end'])).start().decide('done');
    returns(run, 'fill', 'bo').expectRefused('TASK_NOT_CLAIMED');
    run.act('claim', 'bo');
    returns(run, 'fill', 'ana').expectRefused('TASK_CLAIMED_BY_OTHER');
    returns(run, 'fill', 'bo').expectAt('fill');
    expect(run.variable('checked')).toMatchObject({ outcome: 'returned', by: 'bo', comment: 'The amount is missing.' });
  });

  test('is only where the flow lets it', () => {
    expect(offered(opened({ mayReturnTo: ['fill'] }))).toEqual({ to: ['fill'], others: [] });
    returns(opened({ mayReturnTo: ['fill'] }), 'check').expectRefused('TASK_RETURN_TO');
    expect(offered(opened({ mayReturnTo: 'none' }))).toBeNull();
    expect(opened({ mayReturnTo: 'none' }).state.scopes['s0']!.alone).toBeUndefined();
  });

  test('never goes to a step of a way beside others, which would wait for them for ever', () => {
    const run = flow(drawFlow({ start: 'start', before: task(), split: 'parallel', left: task(), right: task(), join: 'parallel', approve: approval(), end: 'end' }, ['start -> before', 'before.done -> split', 'split -> left', 'split -> right', 'left.done -> join', 'right.done -> join', 'join -> approve', 'approve.approved -> end', 'approve.rejected -> end'])).start().decide('done');
    run.decide('done', { node: 'left' }).decide('done', { node: 'right' });
    expect(offered(run)).toEqual({ to: ['before'], others: [] });
    returns(run, 'left').expectRefused('TASK_RETURN_TO');
    returns(run, 'before').expectAt('before').decide('done').expectAt('left', 'right');
  });

  test('waits for what is under way beside it, and says what', () => {
    const run = flow(drawFlow({ start: 'start', before: task(), split: 'parallel', left: task(), approve: approval(), right: task(), over: 'end', end: 'end' }, ['start -> before', 'before.done -> split', 'split -> left', 'split -> right', 'left.done -> approve', 'right.done -> over', 'approve.approved -> end', 'approve.rejected -> end'])).start().decide('done').decide('done', { node: 'left' });
    expect(offered(run, 'approve')).toEqual({ to: [], others: ['right'] });
    returns(run, 'before', 'mia', 'approve').expectRefused('TASK_RETURN_BESIDE');
    run.decide('done', { node: 'right' });
    // `left` never stood alone: the other way was under way when it was done.
    expect(offered(run)).toEqual({ to: ['before'], others: [] });
    returns(run, 'before').expectAt('before');
  });

  test('goes to what was alone when the rest was over before it', () => {
    const run = flow(drawFlow({ start: 'start', split: 'parallel', left: task(), approve: approval(), right: task(), over: 'end', end: 'end' }, ['start -> split', 'split -> left', 'split -> right', 'left.done -> approve', 'right.done -> over', 'approve.approved -> end', 'approve.rejected -> end'])).start().decide('done', { node: 'right' }).decide('done', { node: 'left' });
    returns(run, 'left').expectAt('left');
  });

  test('is of its own scope: steps around it are not offered, and a scope is done anew from its start', () => {
    const run = flow(drawFlow({ start: 'start', before: task(), box: 'scope', begin: { kind: 'start', scope: 'box' }, in1: { kind: 'task', scope: 'box' }, in2: { kind: 'approval', scope: 'box', config: anyEarlier }, over: { kind: 'end', scope: 'box' }, approve: approval({ assignments: people('max') }), end: 'end' },
      ['start -> before', 'before.done -> box', 'begin -> in1', 'in1.done -> in2', 'in2.approved -> over', 'in2.rejected -> over', 'box -> approve', 'approve.approved -> end', 'approve.rejected -> end'])).start().decide('done').decide('done');
    expect(offered(run)).toEqual({ to: ['in1'], others: [] });
    returns(run, 'in1').expectAt('box', 'in1').decide('done').decide('approved', { by: 'mia' });
    expect(offered(run)).toEqual({ to: ['box', 'before'], others: [] });
    returns(run, 'box', 'max').expectAt('box', 'in1');
  });

  test('ends what waits on its edge, and sets up what sits on the step it goes to', () => {
    const file = straight({ reminders: { every: 'P1D' } }, { late: { kind: 'boundary-timer', attachedTo: 'fill', config: { value: 'P2D' } }, lateToo: { kind: 'boundary-timer', attachedTo: 'approve', config: { value: 'P3D' } }, gone: 'end' });
    file.edges['late'] = { from: 'late', to: 'gone', order: 90 };
    file.edges['lateToo'] = { from: 'lateToo', to: 'gone', order: 91 };
    const run = returns(flow(file).start().decide('done').decide('done'), 'fill');
    expect(run.waits('timer').map(({ node }) => node)).toEqual(['late']);
    run.due().expectEnd();
  });

  test('keeps what was done to be taken back: it was done, and is once more', () => {
    const file = drawFlow({ start: 'start', book: task(), approve: approval({ mayReturnTo: ['book'] }), back: 'take-back', unbook: task(), over: 'end', end: 'end', undo: { kind: 'boundary-take-back', attachedTo: 'book' } }, ['start -> book', 'book.done -> approve', 'approve.approved -> end', 'approve.rejected -> back', 'back -> end', 'undo -> unbook', 'unbook.done -> over']);
    const run = returns(flow(file).start().decide('done'), 'book').decide('done').decide('rejected', { by: 'mia' });
    run.expectAt('back', 'unbook').decide('done', { node: 'unbook' }).expectAt('back', 'unbook').decide('done', { node: 'unbook' }).expectEnd();
  });

  test('lets a join forget what came by it', () => {
    // Of three ways the first goes on; the others end before the join, which still waits for them.
    const file = drawFlow({ start: 'start', ask: task(), split: 'parallel', a: task(), b: task({ outcomes: outcomes('done', 'gone') }), join: { kind: 'partial-join', config: { count: 1, rest: 'block' } }, approve: approval(), over: 'end', end: 'end' }, ['start -> ask', 'ask.done -> split', 'split -> a', 'split -> b', 'a.done -> join', 'b.done -> join', 'b.gone -> over', 'join -> approve', 'approve.approved -> end', 'approve.rejected -> end']);
    const run = flow(file).start().decide('done').decide('done', { node: 'a' }).decide('gone', { node: 'b' });
    expect(Object.keys(run.state.memory)).toEqual(['s0/join']);
    returns(run, 'ask').expectAt('ask');
    expect(run.state.memory).toEqual({});
    run.decide('done').decide('done', { node: 'b' }).expectAt('a', 'approve');
  });

  test('by one of several ends it once it is certain, and whose word makes it certain says where to', () => {
    const run = opened({ assignments: people('a', 'b', 'c'), rule: 'count', count: 2 });
    returns(run, 'fill', 'a').expectAccepted().expectAt('approve');
    expect(run.task().slots[0]!.decision).toMatchObject({ outcome: 'rejected', to: 'fill' });
    returns(run, 'check', 'b').expectAt('check');
    const other = opened({ assignments: people('a', 'b', 'c'), rule: 'count', count: 2 });
    returns(other, 'fill', 'a').act('complete', 'b', { outcome: 'rejected', comment: 'No.' }).expectAt('no');
  });

  test('sets the decision, and what has been filled in stands in the form again', () => {
    const file = drawFlow({ start: 'start', fill: task({ form: 'what' }), approve: approval({ resultVariable: 'approval' }), end: 'end' }, ['start -> fill', 'fill.done -> approve', 'approve.approved -> end', 'approve.rejected -> end'], { forms: { what: { title: { en: 'What' }, schema: { type: 'object', properties: { amount: { type: 'number' } } } } as never } });
    const run = returns(flow(file).start().decide('done', { form: { amount: 5 } }), 'fill');
    expect(run.variable('approval')).toMatchObject({ outcome: 'returned', by: 'mia' });
    expect(run.task().draft).toEqual({ amount: 5 });
  });

  test('is not of one of the times of a step, nor of what takes something back', () => {
    const repeated = drawFlow({ start: 'start', fill: task(), approve: { kind: 'approval', config: anyEarlier, repeat: { mode: 'sequential', count: '2' } }, end: 'end' }, ['start -> fill', 'fill.done -> approve', 'approve -> end']);
    expect(offered(flow(repeated).start().decide('done'))).toBeNull();
    const undoing = drawFlow({ start: 'start', book: task(), back: 'take-back', unbook: task(anyEarlier), over: 'end', end: 'end', undo: { kind: 'boundary-take-back', attachedTo: 'book' } }, ['start -> book', 'book.done -> back', 'back -> end', 'undo -> unbook', 'unbook.done -> over']);
    expect(offered(flow(undoing).start().decide('done'), 'unbook')).toBeNull();
  });

  test('after a change of the run goes only to where it has stood since', () => {
    const run = opened();
    run.migrate(straight({}, { more: 'end' }));
    expect(offered(run)).toEqual({ to: [], others: [] });
    returns(run, 'fill').expectRefused('TASK_RETURN_TO');
  });

  test('follows a step that has got another name', () => {
    const into = straight();
    const text = JSON.stringify(into).replaceAll('"check"', '"look"');
    const run = opened().migrate(JSON.parse(text) as never, { map: { check: 'look' } });
    expect(run.task().mayReturnTo).toEqual(['look', 'fill']);
  });

  test('to an approval asks in the name of who asked for it before: they never decide it, and who returned it may', () => {
    const file = drawFlow({ start: 'start', fill: task(), first: { kind: 'approval', config: { assignments: people('mia', 'ana') } }, between: { kind: 'task', config: { assignments: people('bo') } }, second: approval(), end: 'end' }, ['start -> fill', 'fill.done -> first', 'first.approved -> between', 'first.rejected -> end', 'between.done -> second', 'second.approved -> end', 'second.rejected -> end']);
    const run = returns(flow(file).start().decide('done', { by: 'ana' }).decide('approved', { by: 'mia' }).decide('done'), 'first').expectAt('first');
    expect([run.task().askedBy?.id, run.task().slots.flatMap((slot) => slot.people)]).toEqual(['ana', ['mia']]);
    run.decide('approved', { by: 'mia' }).expectAt('between');
    expect(run.task().askedBy?.id).toBe('mia');
  });

  test('into a scope asks there in the same name', () => {
    const file = drawFlow({ start: 'start', fill: task(), box: 'scope', begin: { kind: 'start', scope: 'box' }, first: { kind: 'approval', scope: 'box' }, over: { kind: 'end', scope: 'box' }, between: { kind: 'task', config: { assignments: people('bo') } }, second: approval(), end: 'end' }, ['start -> fill', 'fill.done -> box', 'begin -> first', 'first.approved -> over', 'first.rejected -> over', 'box -> between', 'between.done -> second', 'second.approved -> end', 'second.rejected -> end']);
    const run = returns(flow(file).start().decide('done', { by: 'ana' }).decide('approved', { by: 'mia' }).decide('done'), 'box').expectAt('box', 'first');
    expect(run.task().askedBy?.id).toBe('ana');
  });

  test('keeps whom somebody stands in for', () => {
    const run = returns(opened(), 'fill', actor('sub', { onBehalfOf: { kind: 'person', id: 'mia' } }));
    expect(run.task().returned).toMatchObject({ by: { id: 'sub' }, onBehalfOf: { id: 'mia' } });
  });

  const refused: [string, (run: FlowScript) => FlowScript, string][] = [
    ['without a reason', (run) => run.act('return', 'mia', { to: 'fill', comment: ' \n' }), 'TASK_WORDS_NEEDED'], ['with too many words', (run) => run.act('return', 'mia', { to: 'fill', comment: 'x'.repeat(2_001) }), 'TASK_WORDS_TOO_MANY'],
    ['to nowhere', (run) => run.act('return', 'mia', { comment: 'x' }), 'TASK_RETURN_TO'], ['to a step there is not', (run) => returns(run, '__proto__'), 'TASK_RETURN_TO'], ['to itself', (run) => returns(run, 'approve'), 'TASK_RETURN_TO'], ['to a later step', (run) => returns(run, 'no'), 'TASK_RETURN_TO'], ['to the start', (run) => returns(run, 'start'), 'TASK_RETURN_TO'],
    ['by who is not asked', (run) => returns(run, 'fill', 'x'), 'TASK_NOT_YOURS'], ['by a supervisor who is not asked', (run) => returns(run, 'fill', actor('lena', { maySupervise: true })), 'TASK_NOT_YOURS'],
    ['while it is suspended', (run) => returns(run.act('suspend', actor('lena', { maySupervise: true }), { comment: 'Wait.' }), 'fill'), 'TASK_SUSPENDED'],
    ['twice', (run) => { const task = run.task(); return returns(run, 'fill').act('return', 'mia', { to: 'fill', comment: 'x' }, { task }); }, 'TASK_GONE'],
  ];
  test.each(refused)('is refused %s', (_what, play, code) => { play(opened()).expectRefused(code); });

  test('is refused to the requester, as any answer of theirs', () => {
    const run = flow(straight({ assignments: people('mia', 'r') })).start({ requester: { id: 'r' } }).decide('done').decide('done');
    returns(run, 'fill', 'r').expectRefused('TASK_NOT_YOURS');
  });

  test('is refused before the engine records it where its words are too many', () => {
    const run = opened();
    const input = { type: 'task' as const, id: 'c', now: run.now, taskId: run.task().id, action: 'return' as const, taskRevision: 1, actor: actor('mia'), data: { to: 'fill', comment: 'x'.repeat(2_001) } };
    expect(admit(run.task(), input, run.definition.file)).toMatchObject({ admitted: false, refusal: { code: 'TASK_WORDS_TOO_MANY' } });
  });

  test('is told on the timeline with where to and why', () => {
    const run = opened();
    const tasksBefore = new Map(run.tasks().map((one) => [one.id, one]));
    returns(run, 'fill');
    const told = eventsOfStep({ input: run.inputs.at(-1)!, isAccepted: true, effects: run.effects, definition: run.definition, tasksBefore, runId: 'run/t/1' });
    expect(told.map(({ action }) => action)).toEqual(['approval.decided', 'task.opened']);
    expect(told[0]).toMatchObject({ actor: { id: 'mia' }, data: { outcome: 'rejected', returnedTo: 'fill', outcomeName: { en: 'Returned to "fill"' }, comment: 'The amount is missing.' } });
    expect(run.log.find(({ type, node }) => type === 'cancel' && node === 'approve')).toMatchObject({ by: { id: 'mia' }, data: { returned: { to: 'fill', comment: 'The amount is missing.' } } });
  });

  test('reads back states from before it, and not those that are damaged', () => {
    const { state } = opened();
    const { alone: _alone, ...scope } = state.scopes['s0']!;
    expect(parseRunState(JSON.parse(JSON.stringify({ ...state, scopes: { s0: scope } }))).scopes['s0']).toEqual(scope);
    expect(() => parseRunState({ ...state, scopes: { s0: { ...scope, alone: ['fill'] } } })).toThrow('RUN_STATE_INVALID');
  });

  test('is tried in a dry run', () => {
    const script = dryScriptSchema.parse({ steps: [{ task: 'fill', action: 'done' }, { task: 'check', action: 'done' }, { task: 'approve', action: 'return', data: { to: 'fill' } }, { task: 'fill', action: 'done' }, { task: 'check', action: 'done' }, { task: 'approve', action: 'approved' }] });
    const { findings, path } = dryRun(straight(), { registry: nodeKinds, outputs: {}, isAuto: false, now: '2026-03-02T08:00:00.000Z', resolveTimer: () => null, script });
    expect([findings, path.at(-1)?.node]).toEqual([[], 'yes']);
  });
});
