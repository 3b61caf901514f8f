import { describe, expect, test } from 'vitest';
import { drawFlow } from '#test/builders/flow/flow.draw';
import { actor, flow, type FlowScript } from '#test/builders/flow/flow.script';
import type { Subscription } from './kernel.types.ts';

const people = (...names: string[]) => names.map((person) => ({ by: 'person' as const, person }));
const clocks = { reminders: { every: 'PT4H', most: 3 }, expiry: { after: 'P1D', policy: 'expired' } };
const opened = (config: object = clocks): FlowScript => flow(drawFlow(
  { start: 'start', approve: { kind: 'approval', config: { assignments: people('a', 'b'), rule: 'all', dueIn: 'P2D', ...config } as never }, late: { kind: 'boundary-timer', attachedTo: 'approve', config: { value: 'P3D', isInterrupting: false } }, told: 'task', yes: 'task', no: 'task', end: 'end' },
  ['start -> approve', 'late -> told', 'told.done -> end', 'approve.approved -> yes', 'approve.rejected -> no', 'approve.expired -> no', 'yes.done -> end', 'no.done -> end'],
)).start({ requester: { id: 'r' } });
const lead = actor('lena', { maySupervise: true });
const suspend = (run: FlowScript, by = lead) => run.act('suspend', by, { comment: ' The budget is not there yet. ' }, { node: 'approve' });
type Timer = Extract<Subscription, { kind: 'timer' }>;
/** Timers by what they are for, with the hours until they come. */
const timers = (run: FlowScript) => Object.fromEntries((run.waits('timer') as Timer[]).map(({ purpose, dueAt, node }) => [purpose ?? node, (Date.parse(dueAt!) - Date.parse(run.now)) / 3_600_000]));

describe('a task that is suspended', () => {
  test('stops its reminders and its end, which go on with what was left; what is drawn around the step goes on', () => {
    const run = suspend(opened().pass('PT3H')).expectAccepted();
    expect(run.task('approve')).toMatchObject({ status: 'suspended', suspended: { by: { id: 'lena' }, reason: 'The budget is not there yet.' } });
    expect(timers(run)).toEqual({ late: 69 });
    run.pass('PT50H').act('resume', lead, {}, { node: 'approve' }).expectAccepted();
    expect(timers(run)).toEqual({ late: 19, remind: 1, expire: 21 });
    expect([run.task('approve').status, run.task('approve').suspended, run.task('approve').dueAt]).toEqual(['ready', undefined, '2026-03-06T10:00:00.000Z']);
    // The first reminder was put off, those after it come as far apart as ever.
    run.due();
    expect([timers(run)['remind'], run.task('approve').reminders!.sent]).toEqual([4, 1]);
    for (let n = 0; n < 2; n++) run.due();
    expect(run.task('approve').reminders!.sent).toBe(3);
    run.due().expectAt('approve', 'told');
    run.due().expectAt('no', 'told');
  });

  test('can be ended by what is drawn around it, and by the run', () => {
    suspend(opened()).send({ type: 'cancel', reason: 'over', by: { kind: 'person', id: 'r' } }).expectEnd('cancelled');
  });

  test('lets working time stand still: which part of it is left, its calendar says', () => {
    const run = opened({ expiry: { after: 'PT8H', calendar: 'office', policy: 'reject' } });
    const began = run.now;
    const timer = () => (run.waits('timer') as Timer[]).find(({ purpose }) => purpose === 'expire')!;
    run.send({ type: 'timerResolved', timer: timer().id, dueAt: '2026-03-02T16:00:00.000Z' });
    suspend(run.pass('PT1H')).pass('PT2H').act('resume', lead, {}, { node: 'approve' });
    const pause = { from: '2026-03-02T09:00:00.000Z', to: '2026-03-02T11:00:00.000Z' };
    expect(timer()).toMatchObject({ armedAt: began, dueAt: null, spec: { kind: 'workingTime', iso: 'PT8H', calendar: 'office', pauses: [pause] } });
    suspend(run.pass('PT1H')).pass('PT1H').act('resume', lead, {}, { node: 'approve' });
    expect(timer().spec).toMatchObject({ pauses: [pause, { from: '2026-03-02T12:00:00.000Z', to: '2026-03-02T13:00:00.000Z' }] });
  });

  test('stays with whoever has claimed it', () => {
    const run = flow(drawFlow({ start: 'start', work: { kind: 'task', config: { assignments: people('a', 'b') } }, end: 'end' }, ['start -> work', 'work.done -> end'])).start().act('claim', 'a');
    run.act('suspend', lead, { comment: 'Parts are missing.' }).act('complete', 'a', { outcome: 'done' }).expectRefused('TASK_SUSPENDED');
    run.act('resume', lead).act('complete', 'a', { outcome: 'done' }).expectEnd();
  });

  const refused: [string, (run: FlowScript) => FlowScript, string][] = [
    ['to be suspended by who only decides', (run) => run.act('suspend', 'a', { comment: 'No.' }, { node: 'approve' }), 'TASK_SUSPEND_NOT_ALLOWED'], ['to be suspended without a reason', (run) => run.act('suspend', lead, { comment: ' ' }, { node: 'approve' }), 'TASK_WORDS_NEEDED'],
    ['a reason of too many words', (run) => run.act('suspend', lead, { comment: 'x'.repeat(2_001) }, { node: 'approve' }), 'TASK_WORDS_TOO_MANY'], ['to be resumed when it is not suspended', (run) => run.act('resume', lead, {}, { node: 'approve' }), 'TASK_NOT_SUSPENDED'],
    ['to be resumed by who only decides', (run) => suspend(run).act('resume', 'a', {}, { node: 'approve' }), 'TASK_SUSPEND_NOT_ALLOWED'], ['to be suspended twice', (run) => suspend(suspend(run)), 'TASK_SUSPENDED'],
    ...(['complete', 'handOver', 'addSigner', 'remind', 'askBack', 'answer', 'claim', 'release', 'assign', 'saveDraft', 'withdraw'] as const).map((verb): [string, (run: FlowScript) => FlowScript, string] => [`${verb}, also by a supervisor`, (run) => suspend(run).act(verb, actor('a', { maySupervise: true }), { outcome: 'approved', to: 'z', comment: 'x' }, { node: 'approve' }), 'TASK_SUSPENDED']),
  ];
  test.each(refused)('refuses %s', (_what, play, code) => { play(opened()).expectRefused(code); });
});
