import { describe, expect, test } from 'vitest';
import { drawFlow } from '#test/builders/flow/flow.draw';
import { actor, flow, type FlowScript } from '#test/builders/flow/flow.script';
import { dryRun } from '../../dry-run/dry-run.play.ts';
import { dryScriptSchema } from '../../dry-run/dry-run.script.ts';
import { openQuestions } from '../../kernel/kernel.questions.ts';
import { admit } from '../../kernel/kernel.tasks.ts';
import { nodeKinds } from '../index.ts';

const people = (...names: string[]) => names.map((person) => ({ by: 'person' as const, person }));
const drawn = (config: object = {}) => drawFlow({ start: 'start', work: { kind: 'task', config: { assignments: people('asker'), outcomes: [{ key: 'done', name: { en: 'Done' } }] } }, approve: { kind: 'approval', config: { assignments: people('a', 'b'), rule: 'sequential', ...config } }, yes: 'task', no: 'task', end: 'end' }, ['start -> work', 'work.done -> approve', 'approve.approved -> yes', 'approve.rejected -> no', 'yes.done -> end', 'no.done -> end']);
/** Asked for by `asker`, requested by `r`; `a` answers first, then `b`. */
const opened = (config: object = {}): FlowScript => flow(drawn(config)).start({ requester: { id: 'r' } }).decide('done', { by: 'asker' });
const asks = (run: FlowScript, by: string, to: string, comment = 'Why now?') => run.act('askBack', by, { to, comment });
const answers = (run: FlowScript, by: Parameters<FlowScript['act']>[1], question = 'q1', comment = 'The old one burns.') => run.act('answer', by, { question, comment });
const lead = actor('lena', { maySupervise: true });

describe('asking back', () => {
  test('puts a question to the requester, whose answer comes to the approval; it is open all the while', () => {
    const run = asks(opened(), 'a', 'r').expectAccepted();
    expect(run.task().questions).toEqual([{ id: 'q1', to: 'r', text: 'Why now?', by: { kind: 'person', id: 'a', name: 'A' }, at: run.now }]);
    answers(run, 'r').expectAccepted();
    expect(run.task().questions![0]!.answer).toEqual({ text: 'The old one burns.', by: { kind: 'person', id: 'r', name: 'R' }, at: run.now });
    run.act('complete', 'a', { outcome: 'approved' }).expectAccepted();
    // Who has decided may be asked by who comes after them.
    asks(run, 'b', 'a').expectAccepted();
    answers(run, 'a', 'q2').expectAccepted();
  });

  test('is not waited for: what is open when it is decided is closed with it', () => {
    const run = asks(opened({ rule: 'any' }), 'a', 'asker');
    const task = run.task();
    run.act('complete', 'a', { outcome: 'approved' }).expectAt('yes');
    run.act('answer', 'asker', { question: 'q1', comment: 'Because.' }, { task }).expectRefused('TASK_GONE');
  });

  test('does not put off reminders, raises the revision, and is taken on a page that is old', () => {
    const run = opened({ reminders: { every: 'P1D', most: 2 } });
    const task = run.task();
    const dueAt = run.waits('timer').map((wait) => wait.kind === 'timer' && wait.dueAt);
    asks(run.pass('PT1H'), 'a', 'r').act('askBack', 'a', { to: 'asker', comment: 'And you?' }, { task }).expectAccepted();
    expect([run.waits('timer').map((wait) => wait.kind === 'timer' && wait.dueAt), run.task().revision]).toEqual([dueAt, task.revision + 2]);
  });

  test('is answered by who was asked, by who stands in for them, and by a supervisor', () => {
    for (const by of ['r', actor('sub', { onBehalfOf: { kind: 'person', id: 'r' } }), lead]) expect(openQuestions(answers(asks(opened(), 'a', 'r'), by).expectAccepted().task())).toEqual([]);
    expect(answers(asks(opened(), 'a', 'r'), actor('sub', { onBehalfOf: { kind: 'person', id: 'r' } })).task().questions![0]!.answer!.onBehalfOf).toEqual({ kind: 'person', id: 'r' });
  });

  test('is put by who stands in for an approver, in their name', () => {
    const run = opened().act('askBack', actor('sub', { onBehalfOf: { kind: 'person', id: 'a' } }), { to: 'r', comment: 'Why?' }).expectAccepted();
    expect(run.task().questions![0]).toMatchObject({ by: { id: 'sub' }, onBehalfOf: { id: 'a' } });
  });

  test('keeps hostile text as it came', () => {
    const text = '<img src=x onerror=alert(1)> {{constructor}} =1+1 \u202Egnp.exe \u{1F525}';
    expect(asks(opened(), 'a', 'r', `  ${text}\n`).expectAccepted().task().questions![0]!.text).toBe(text);
  });

  const refusals: [string, (run: FlowScript) => FlowScript, string][] = [
    ['who is not asked', (run) => asks(run, 'x', 'r'), 'TASK_NOT_YOURS'], ['whose turn has not come', (run) => asks(run, 'b', 'r'), 'TASK_NOT_YOURS'],
    ['a supervisor who is not asked', (run) => run.act('askBack', lead, { to: 'r', comment: 'Why?' }), 'TASK_NOT_YOURS'],
    ['the requester', (run) => asks(run, 'r', 'asker'), 'APPROVAL_OWN_REQUEST'], ['a question to a stranger', (run) => asks(run, 'a', 'x'), 'APPROVAL_QUESTION_TO'],
    ['a question to who has not decided yet', (run) => asks(run, 'a', 'b'), 'APPROVAL_QUESTION_TO'], ['a question to oneself', (run) => asks(run, 'a', 'a'), 'APPROVAL_QUESTION_TO'], ['a question to nobody', (run) => run.act('askBack', 'a', { comment: 'Why?' }), 'APPROVAL_QUESTION_TO'],
    ['a question without words', (run) => asks(run, 'a', 'r', ' \n '), 'TASK_WORDS_NEEDED'], ['a question of too many words', (run) => asks(run, 'a', 'r', 'x'.repeat(2_001)), 'TASK_WORDS_TOO_MANY'],
    ['an answer by somebody else', (run) => answers(asks(run, 'a', 'r'), 'asker'), 'APPROVAL_QUESTION_NOT_YOURS'], ['an answer by who asked, also a supervisor', (run) => answers(asks(run, 'a', 'r'), actor('a', { maySupervise: true })), 'APPROVAL_QUESTION_NOT_YOURS'],
    ['an answer without words', (run) => answers(asks(run, 'a', 'r'), 'r', 'q1', ''), 'TASK_WORDS_NEEDED'], ['a second answer', (run) => answers(answers(asks(run, 'a', 'r'), 'r'), 'r'), 'APPROVAL_QUESTION_GONE'], ['an answer to nothing', (run) => answers(run, 'r', 'q7'), 'APPROVAL_QUESTION_GONE'],
    ['questions without end', (run) => { for (let n = 0; n < 10; n++) asks(run, 'a', 'r').expectAccepted(); return asks(run, 'a', 'r'); }, 'APPROVAL_QUESTIONS_TOO_MANY'],
  ];
  test.each(refusals)('refuses %s', (_what, play, code) => { play(opened()).expectRefused(code); });

  test('of a task is no question: it can be given to somebody else', () => { flow(drawn()).start().act('askBack', 'asker', { to: 'r', comment: 'Why?' }).expectRefused('TASK_NOT_APPROVAL'); });

  test('what is too long is refused before the engine records it', () => {
    const run = opened();
    const input = { type: 'task' as const, id: 'c', now: run.now, taskId: run.task().id, action: 'askBack' as const, taskRevision: 1, actor: actor('a'), data: { to: 'r', comment: 'x'.repeat(2_001) } };
    expect(admit(run.task(), input, run.definition.file)).toMatchObject({ admitted: false, refusal: { code: 'TASK_WORDS_TOO_MANY' } });
    expect(admit(run.task(), { ...input, data: { to: 'r', comment: 'x'.repeat(2_000) } }, run.definition.file)).toMatchObject({ admitted: true });
  });

  test('is tried in a dry run', () => {
    const script = dryScriptSchema.parse({ start: { variables: { requester: { id: 'r' } } }, steps: [{ task: 'work', action: 'done', as: 'asker' }, { task: 'approve', action: 'askBack', as: 'a', data: { to: 'r', comment: 'Why?' } }, { task: 'approve', action: 'answer', data: { question: 'q1', comment: 'So.' } }, { task: 'approve', action: 'approved' }, { task: 'approve', action: 'approved' }] });
    const { findings, path } = dryRun(drawn(), { registry: nodeKinds, outputs: {}, isAuto: false, now: '2026-03-02T08:00:00.000Z', resolveTimer: () => null, script });
    expect([findings, path.at(-1)?.node]).toEqual([[], 'yes']);
  });
});
