import { describe, expect, test } from 'vitest';
import { drawFlow, outcomes } from '#test/builders/flow/flow.draw';
import { actor, flow } from '#test/builders/flow/flow.script';
import { errorCatalogue } from '../../errors.ts';
import { admit } from './kernel.tasks.ts';
import type { Answer, TaskAction, TaskActionData } from './kernel.types.ts';

const form = { title: { en: 'Facts' }, ui: {}, schema: { type: 'object', additionalProperties: false, required: ['cause'], properties: { cause: { type: 'string', minLength: 3 }, count: { type: 'integer' } } } };
const file = drawFlow({
  start: 'start', end: 'end', after: 'task',
  work: { kind: 'task', config: { assignments: [{ by: 'team', team: 'network' }], form: 'facts', isWithdrawable: true, outcomes: [{ key: 'done', name: { en: 'Done' } }, { key: 'stop', name: { en: 'Stop' }, needsComment: true }] } },
}, ['start -> work', 'work.done -> end', 'work.stop -> end', 'work.withdrawn -> after', 'after.done -> end'], { forms: { facts: form } });
const open = () => flow(file).start();
const ana = actor('ana', { teams: ['network'] });
const bob = actor('bob', { teams: ['network'] });
const lead = actor('lena', { maySupervise: true });
const good = { outcome: 'done', form: { cause: 'Cable' } };

describe('verbs on a task', () => {
  test('claim, release, assign and complete, each raising the revision', () => {
    const script = open().act('claim', ana).expectAccepted();
    expect(script.answer).toMatchObject({ taskRevision: 2 });
    script.act('release', ana).act('assign', lead, { to: 'bob' });
    expect(script.task()).toMatchObject({ assignee: 'bob', status: 'claimed', revision: 4 });
    script.act('complete', bob, good).expectEnd();
    expect(script.answer).toMatchObject({ accepted: true });
    expect(script.effects).toMatchObject([{ type: 'taskClosed', how: 'completed', outcome: 'done', by: { id: 'bob' } }, { type: 'completed' }]);
    expect(script.variable('cause')).toBe('Cable');
  });

  test('two claim at once: one has it, the other is told who', () => {
    const script = open();
    const task = script.task();
    script.act('claim', ana, {}, { task }).expectAccepted().act('claim', bob, {}, { task }).expectRefused('TASK_CLAIMED_BY_OTHER');
    expect(script.answer).toMatchObject({ params: { by: 'Ana', byId: 'ana' } });
  });

  test('two complete at once: one wins, the other is told by whom and how', () => {
    const single = drawFlow({ start: 'start', approve: { kind: 'approval', config: { assignments: [{ by: 'person', person: 'mia' }, { by: 'person', person: 'max' }] } }, end: 'end' }, ['start -> approve', 'approve.approved -> end', 'approve.rejected -> end']);
    const script = flow(drawFlow({ start: 'start', split: 'parallel', ...nodesOf(single), other: 'task', end: 'end' }, ['start -> split', 'split -> approve', 'split -> other', 'approve.approved -> end', 'approve.rejected -> end', 'other.done -> end'])).start();
    const task = script.task('approve');
    script.act('complete', 'mia', { outcome: 'approved' }, { task }).expectAccepted().act('complete', 'max', { outcome: 'rejected', comment: 'no' }, { task }).expectRefused('TASK_GONE');
    expect(script.answer).toMatchObject({ params: { by: 'Mia', byId: 'mia', how: 'completed', outcome: 'approved' } });
  });

  test('approvals of all are no conflict with each other', () => {
    const both = drawFlow({ start: 'start', approve: { kind: 'approval', config: { rule: 'all', assignments: [{ by: 'person', person: 'mia' }, { by: 'person', person: 'max' }] } }, end: 'end' }, ['start -> approve', 'approve.approved -> end', 'approve.rejected -> end']);
    const script = flow(both).start();
    const task = script.task();
    script.act('complete', 'mia', { outcome: 'approved' }, { task }).act('complete', 'max', { outcome: 'approved' }, { task }).expectAccepted().expectEnd();
  });

  test('withdraws: whoever asked, or a supervisor', () => {
    open().act('withdraw', ana).expectRefused('TASK_WITHDRAW_NOT_ALLOWED').act('withdraw', lead).expectAt('after');
    const asked = drawFlow({ start: 'start', ask: 'task', work: { kind: 'task', config: { isWithdrawable: true, assignments: [{ by: 'person', person: 'bob' }] } }, end: 'end' }, ['start -> ask', 'ask.done -> work', 'work.done -> end', 'work.withdrawn -> ask']);
    flow(asked).start().decide('done', { by: 'ana' }).act('withdraw', 'bob').expectRefused('TASK_WITHDRAW_NOT_ALLOWED').act('withdraw', 'ana').expectAccepted().expectAt('ask');
  });

  test('keeps a draft that may be incomplete but fits the form, and drops what the form does not have', () => {
    const script = open().act('claim', ana).act('saveDraft', ana, { form: { count: 3 } }).expectAccepted();
    expect(script.task().draft).toEqual({ count: 3 });
    script.act('saveDraft', ana, { form: { count: 'three' } }).expectRefused('TASK_FORM_INVALID').act('saveDraft', bob, { form: {} }).expectRefused('TASK_CLAIMED_BY_OTHER');
    expect(script.task().draft).toEqual({ count: 3 });
  });

  const refusals: [string, (script: ReturnType<typeof open>) => unknown, string][] = [
    ['claiming without being asked', (s) => s.act('claim', 'joe'), 'TASK_NOT_YOURS'],
    ['completing what nobody claimed', (s) => s.act('complete', ana, good), 'TASK_NOT_CLAIMED'],
    ['completing what another has', (s) => s.act('claim', ana).act('complete', bob, good), 'TASK_CLAIMED_BY_OTHER'],
    ['releasing what nobody has', (s) => s.act('release', ana), 'TASK_NOT_CLAIMED'],
    ['releasing what another has', (s) => s.act('claim', ana).act('release', bob), 'TASK_CLAIMED_BY_OTHER'],
    ['assigning as anybody', (s) => s.act('claim', ana).act('assign', bob, { to: 'bob' }), 'TASK_ASSIGN_NOT_ALLOWED'],
    ['assigning to nobody', (s) => s.act('assign', lead), 'TASK_ASSIGNEE_NEEDED'],
    ['acting on what was changed meanwhile', (s) => { const task = s.act('claim', ana).task(); s.act('saveDraft', ana, { form: {} }).act('complete', ana, good, { task }); }, 'TASK_REVISION_STALE'],
    ['an outcome it does not have', (s) => s.act('claim', ana).act('complete', ana, { outcome: 'fly' }), 'TASK_OUTCOME_UNKNOWN'],
    ['an outcome of the canvas that is no decision', (s) => s.act('claim', ana).act('complete', ana, { outcome: 'withdrawn' }), 'TASK_OUTCOME_UNKNOWN'],
    ['deciding without the comment it needs', (s) => s.act('claim', ana).act('complete', ana, { outcome: 'stop', comment: '  ', form: good.form }), 'TASK_COMMENT_NEEDED'],
    ['a form that is not filled', (s) => s.act('claim', ana).act('complete', ana, { outcome: 'done', form: {} }), 'TASK_FORM_INVALID'],
    ['a form with more than it has', (s) => s.act('claim', ana).act('complete', ana, { outcome: 'done', form: { cause: 'Cable', admin: true } }), 'TASK_FORM_INVALID'],
    ['a form that is no form', (s) => s.act('claim', ana).act('complete', ana, { outcome: 'done', form: ['Cable'] }), 'TASK_FORM_INVALID'],
    ['a task that never was', (s) => s.act('claim', ana, {}, { task: { ...s.task(), id: '__proto__' } }), 'TASK_UNKNOWN'],
    ['a task that is over', (s) => { const task = s.task(); s.act('withdraw', lead).act('claim', ana, {}, { task }); }, 'TASK_GONE'],
  ];
  test.each(refusals)('refuses %s', (_what, act, code) => {
    const script = open();
    act(script);
    script.expectRefused(code);
    expect(errorCatalogue[code]).toBeDefined();
    expect(script.effects).toEqual([]);
  });

  test('is done although its form was wrong many times before: the faults of old refusals make room', () => {
    const field = (index: number) => ({ type: 'string', enum: ['east', 'west'], title: `Site ${index}`, 'x-title': { en: `Site ${index}`.padEnd(200, ' on the way'), zh: `站点${index}`.padEnd(60, '相关'), ar: `موقع ${index}`.padEnd(100, ' في الطريق') } });
    const names = Array.from({ length: 20 }, (_, index) => `site${index}`);
    const many = { title: { en: 'Sites' }, ui: {}, schema: { type: 'object', properties: Object.fromEntries(names.map((name, index) => [name, field(index)])) } };
    const filled = (site: string) => ({ outcome: 'done', form: Object.fromEntries(names.map((name) => [name, site])) });
    const script = flow(drawFlow({ start: 'start', a: { kind: 'task', config: { assignments: [{ by: 'person', person: 'ana' }], form: 'many', outcomes: [{ key: 'done', name: { en: 'Done' } }] } }, end: 'end' }, ['start -> a', 'a.done -> end'], { forms: { many } })).start().act('claim', ana);
    for (let i = 0; i < 24; i++) script.act('complete', ana, filled('north'), { id: `wrong${i}` }).expectRefused('TASK_FORM_INVALID');
    const last = script.answer;
    expect(last).toMatchObject({ details: { length: 20 } });
    expect(script.act('complete', ana, filled('north'), { id: 'wrong23' }).answer).toEqual(last);
    expect(script.act('complete', ana, filled('north'), { id: 'wrong0' }).expectRefused('TASK_FORM_INVALID').answer).toEqual({ accepted: false, code: 'TASK_FORM_INVALID', params: { count: 20 } });
    const kept = script.state.recent.filter((one) => !one.answer.accepted);
    expect(kept).toHaveLength(24);
    expect(JSON.stringify(kept).length).toBeLessThan(80_000);
    script.act('complete', ana, filled('east')).expectAccepted();
  });
  test('says which fields of a form are wrong', () => {
    const script = open().act('claim', ana).act('complete', ana, { outcome: 'done', form: { cause: 'x', count: 1.5 } });
    expect(script.answer).toMatchObject({ params: { count: 2 }, details: [{ path: '/cause' }, { path: '/count' }] });
    // With the parameters of each fault, so that a reader of any language is told; kept with the answer and read back.
    expect(script.answer).toMatchObject({ details: [{ params: { field: expect.anything() as unknown } }, { params: { field: expect.anything() as unknown } }] });
  });

  test('says which fields an outcome needs, by field and outcome', () => {
    const form = { title: { en: 'F' }, schema: { type: 'object', properties: { cause: { type: 'string', title: 'Cause', 'x-title': { en: 'Cause', zh: '原因' } } } }, ui: {} };
    const name = { en: 'Done', zh: '完成' };
    const script = flow(drawFlow({ start: 'start', a: { kind: 'task', config: { assignments: [{ by: 'person', person: 'ana' }], form: 'f', outcomes: [{ key: 'done', name, requires: ['cause'] }] } }, end: 'end' }, ['start -> a', 'a.done -> end'], { forms: { f: form } })).start().act('claim', ana).act('complete', ana, { outcome: 'done', form: {} });
    expect(script.answer).toMatchObject({ details: [{ path: '/cause', code: 'FORM_REQUIRED_FOR', params: { field: { en: 'Cause', zh: '原因' }, outcome: name }, message: '"Cause" is needed for "Done".' }] });
  });

  test('a single candidate needs no claim, and one outcome needs no name', () => {
    flow(drawFlow({ start: 'start', a: { kind: 'task', config: { outcomes: outcomes('done') } }, end: 'end' }, ['start -> a', 'a.done -> end'])).start().act('complete', 'ana').expectEnd();
  });
});

describe('a command at the edge', () => {
  const ask = (by: ReturnType<typeof actor>, action: TaskAction, data: TaskActionData, script = open().act('claim', ana)) => {
    const task = script.task();
    return admit(task, { type: 'task', id: 'c', now: task.openedAt, taskId: task.id, action, taskRevision: task.revision, actor: by, data }, file);
  };

  test.each<[string, TaskAction, TaskActionData]>([
    ['a field of another kind', 'complete', { outcome: 'done', form: { cause: 7 } }], ['a field too many', 'complete', { ...good, form: { cause: 'Cable', admin: true } }],
    ['a list', 'complete', { outcome: 'done', form: ['Cable'] }], ['nothing at all', 'complete', { outcome: 'done' }], ['a draft of another kind', 'saveDraft', { form: { count: 'three' } }],
  ])('is refused as the kernel would: %s', (_, action, data) => {
    const script = open().act('claim', ana);
    const refused = ask(ana, action, data, script);
    script.act(action, ana, data).expectRefused('TASK_FORM_INVALID');
    const { code, params, details } = script.answer as Extract<Answer, { accepted: false }>;
    expect(refused).toEqual({ admitted: false, refusal: { code, params, details } });
  });

  test('with a wrong form is refused for what comes before the form, where something does', () => {
    expect(ask(bob, 'complete', { outcome: 'done', form: {} })).toMatchObject({ refusal: { code: 'TASK_CLAIMED_BY_OTHER', params: { by: 'Ana' } } });
    expect(ask(ana, 'complete', { outcome: 'fly', form: {} })).toMatchObject({ refusal: { code: 'TASK_OUTCOME_UNKNOWN' } });
  });

  test('goes on as it is when the form is right, also when the kernel may refuse it', () => {
    expect(ask(ana, 'complete', good)).toEqual({ admitted: true, data: good });
    expect(ask(bob, 'complete', good)).toEqual({ admitted: true, data: good });
    expect(ask(ana, 'saveDraft', { form: {} })).toEqual({ admitted: true, data: { form: {} } });
  });

  test('takes along no form that nothing checks', () => {
    expect(ask(ana, 'release', { form: { cause: 7 }, comment: 'x' })).toEqual({ admitted: true, data: { comment: 'x' } });
    const plain = flow(drawFlow({ start: 'start', a: 'task', end: 'end' }, ['start -> a', 'a.done -> end'])).start().act('claim', 'ana');
    expect(ask(actor('ana'), 'complete', { outcome: 'done', form: { any: 'thing' } }, plain)).toEqual({ admitted: true, data: { outcome: 'done' } });
  });
});

function nodesOf(given: ReturnType<typeof drawFlow>) {
  return { approve: { kind: 'approval', config: given.nodes['approve']!.config } };
}
