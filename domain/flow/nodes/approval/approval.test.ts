import { describe, expect, test } from 'vitest';
import { drawFlow } from '#test/builders/flow/flow.draw';
import { actor, flow, type FlowScript } from '#test/builders/flow/flow.script';
import type { Json } from '../../../values.ts';
import { askedSlots, slotsAhead } from '../../kernel/kernel.stages.ts';
import { approvalConfig, checkApproval } from './approval.config.ts';

const people = (...names: string[]) => names.map((person) => ({ by: 'person' as const, person }));
const drawn = (config: Record<string, Json>) => drawFlow({ start: 'start', approve: { kind: 'approval', config }, yes: 'task', no: 'task', end: 'end' }, ['start -> approve', 'approve.approved -> yes', 'approve.rejected -> no', 'yes.done -> end', 'no.done -> end']);
const open = (config: object, variables: object = {}): FlowScript => flow(drawn(config as Record<string, Json>)).start(variables as Record<string, Json>);
const vote = (run: FlowScript, by: string, says: '+' | '-') => run.act('complete', by, { outcome: says === '+' ? 'approved' : 'rejected', comment: 'because' }).expectAccepted();
const asked = (run: FlowScript): string[] => askedSlots(run.task('approve')).flatMap((slot) => [...slot.people, ...slot.teams]);

describe('votes and what they come to', () => {
  const five = people('a', 'b', 'c', 'd', 'e');
  // Votes in their order, and after which of them it is certain: "yes 3" is approved by the third.
  test.each<[string, object, string, string]>([
    ['any, approved', { rule: 'any' }, 'c+', 'yes 1'], ['any, rejected', { rule: 'any' }, 'd-', 'no 1'],
    ['all, approved by the last', { rule: 'all' }, 'a+ b+ c+ e+ d+', 'yes 5'], ['all, rejected by the first who does', { rule: 'all' }, 'a+ b-', 'no 2'],
    ['three of five', { rule: 'count', count: 3 }, 'a+ b- c+ d- e+', 'yes 5'], ['three of five, early', { rule: 'count', count: 3 }, 'e+ d+ a+', 'yes 3'],
    ['three of five, out of reach', { rule: 'count', count: 3 }, 'a+ b- c- d-', 'no 4'], ['one of five', { rule: 'count', count: 1 }, 'a- b- c- d- e+', 'yes 5'],
    ['half of five is three', { rule: 'percentage', percent: 50 }, 'a+ b+ c+', 'yes 3'], ['sixty per cent of five is three', { rule: 'percentage', percent: 60 }, 'a- b+ c- d+ e+', 'yes 5'],
    ['sixty-one per cent of five is four', { rule: 'percentage', percent: 61 }, 'a+ b+ c+ d+', 'yes 4'], ['a share out of reach', { rule: 'percentage', percent: 61 }, 'a- b-', 'no 2'],
    ['one per cent is one', { rule: 'percentage', percent: 1 }, 'a+', 'yes 1'], ['one after the other', { rule: 'sequential' }, 'a+ b+ c+ d+ e+', 'yes 5'], ['one after the other, ended in the middle', { rule: 'sequential' }, 'a+ b+ c-', 'no 3'],
  ])('%s', (_what, rule, votes, expected) => {
    const run = open({ assignments: five, ...rule });
    const cast = votes.split(' ');
    cast.forEach((one, index) => {
      run.expectAt('approve');
      vote(run, one[0]!, one[1] as '+');
      if (index < cast.length - 1) run.expectAt('approve');
    });
    expect(`${run.at().join(' ')} ${cast.length}`).toBe(expected);
  });

  test('a veto ends what could still be reached, an outvoted rejection does not', () => {
    const config = { assignments: [...people('a', 'b', 'c'), { by: 'person', person: 'v', hasVeto: true }], rule: 'count', count: 2 };
    vote(open(config), 'a', '-').expectAt('approve');
    vote(open(config), 'v', '-').expectAt('no');
    vote(vote(open(config), 'a', '+'), 'b', '+').expectAt('yes');
  });
});

describe('whom it asks', () => {
  test('in a row, each at their turn; who comes later is known', () => {
    const run = open({ assignments: people('a', 'b', 'c'), rule: 'sequential' });
    expect([asked(run), slotsAhead(run.task()).flatMap((slot) => slot.people)]).toEqual([['a'], ['b', 'c']]);
    run.act('complete', 'c', { outcome: 'approved' }).expectRefused('APPROVAL_NOT_YET');
    expect(run.answer).toMatchObject({ params: { whom: 'a' } });
    expect(asked(vote(run, 'a', '+'))).toEqual(['b']);
  });

  test('somebody who stands in for who is away answers at the turn of the absent one, once', () => {
    const run = open({ assignments: people('a', 'b'), rule: 'sequential' });
    const standIn = actor('s', { onBehalfOf: { kind: 'person', id: 'b', name: 'B' } });
    run.act('complete', standIn, { outcome: 'approved' }).expectRefused('APPROVAL_NOT_YET');
    vote(run, 'a', '+').act('complete', standIn, { outcome: 'approved' }).expectAccepted().expectAt('yes');
  });

  test('one person has one vote in a stage: their own, or one in the place of somebody', () => {
    const run = open({ assignments: people('a', 'b', 'c'), rule: 'count', count: 2 });
    vote(run, 'a', '+').act('complete', actor('a', { onBehalfOf: { kind: 'person', id: 'b' } }), { outcome: 'approved' }).expectRefused('TASK_DECIDED_ALREADY').expectAt('approve');
  });

  test('the same person in two stages is asked in each, and answers each for itself', () => {
    const run = open({ assignments: people('a', 'b'), rule: 'any', nextStages: [{ assignments: people('a', 'c'), rule: 'all' }] });
    expect(asked(vote(run, 'a', '+'))).toEqual(['a', 'c']);
    vote(run, 'a', '+').act('complete', 'a', { outcome: 'approved' }).expectRefused('TASK_DECIDED_ALREADY');
    vote(run, 'c', '-').expectAt('no');
  });

  test('who was not needed in a stage is told so', () => {
    const run = vote(open({ assignments: people('a', 'b'), rule: 'any', nextStages: [{ assignments: people('c') }] }), 'a', '+');
    run.act('complete', 'b', { outcome: 'rejected', comment: 'no' }).expectRefused('APPROVAL_STAGE_OVER').act('complete', 'x', { outcome: 'approved' }).expectRefused('TASK_NOT_YOURS');
  });

  test.each<[string, object, object, string]>([
    ['nobody but the requester in a later stage', { assignments: people('a'), nextStages: [{ assignments: people('r') }] }, { requester: { id: 'r' } }, 'APPROVAL_NOBODY'],
    ['a gap in a later stage for all', { assignments: people('a'), nextStages: [{ assignments: [...people('b'), { by: 'relation', relation: 'teamLead' }], rule: 'all' }] }, {}, 'APPROVAL_NOBODY'],
    ['a gap where a share is counted', { assignments: [...people('a', 'b'), { by: 'relation', relation: 'teamLead' }], rule: 'percentage', percent: 50 }, {}, 'APPROVAL_NOBODY'],
    ['a gap where somebody has a veto', { assignments: [...people('a', 'b'), { by: 'relation', relation: 'teamLead', hasVeto: true }], rule: 'count', count: 1 }, {}, 'APPROVAL_NOBODY'],
    ['fewer than are needed, without whoever asked', { assignments: people('a', 'r'), rule: 'count', count: 2 }, { requester: { id: 'r' } }, 'APPROVAL_TOO_FEW'],
    ['fewer than are needed, once each is counted once', { assignments: [{ by: 'expression', expression: '["a", "a"]' }], rule: 'count', count: 2 }, {}, 'APPROVAL_TOO_FEW'],
  ])('stops where it finds %s', (_what, config, variables, code) => {
    const run = open(config, variables);
    expect(run.incident().code).toBe(code);
    expect(run.tasks()).toEqual([]);
  });

  test('a gap where so many others are enough stops nothing', () => expect(asked(open({ assignments: [...people('a', 'b'), { by: 'relation', relation: 'teamLead' }], rule: 'count', count: 2 }))).toEqual(['a', 'b']));
});

describe('time', () => {
  const timed = (more: object) => open({ assignments: people('a', 'b'), rule: 'all', ...more });

  test('reminds without changing what people have before them: the task waits on, its revision stays', () => {
    const run = timed({ reminders: { every: 'PT4H', most: 2 } });
    expect(run.state.tokens[run.task().token]!.waitsFor).toBe('task');
    run.due();
    expect(run.effects).toMatchObject([{ type: 'taskChanged', task: { reminders: { sent: 1, most: 2, at: run.now } } }, { type: 'armTimer' }]);
    expect([run.task().revision, run.state.tokens[run.task().token]!.waitsFor]).toEqual([1, 'task']);
    run.due();
    expect([run.task().reminders, run.waits('timer')]).toMatchObject([{ sent: 2 }, []]);
    vote(vote(run, 'a', '+'), 'b', '+').expectAt('yes');
  });

  test.each<[string, string | null]>([['reject', 'no'], ['approve', 'yes'], ['stay', null]])('runs out: %s', (policy, at) => {
    const run = timed({ expiry: { after: 'P2D', policy } });
    vote(run, 'a', '+').due();
    run.expectAt(at ?? 'approve');
    if (at === null) expect([run.task('approve').expiry, asked(run)]).toMatchObject([{ at: run.now }, ['b']]);
    else expect(run.effects.find(({ type }) => type === 'taskClosed')).toMatchObject({ how: 'completed', outcome: at === 'yes' ? 'approved' : 'rejected', by: null });
    if (at === null) vote(run, 'b', '+').expectAt('yes');
  });

  test('a late answer is refused, and an early one ends every timer', () => {
    const run = timed({ reminders: { every: 'PT1H' }, expiry: { after: 'P1D', policy: 'reject' } });
    const task = run.task();
    expect(run.waits('timer')).toHaveLength(2);
    vote(vote(run, 'a', '+'), 'b', '-');
    expect([run.at(), run.waits('timer')]).toEqual([['no'], []]);
    const late = timed({ expiry: { after: 'P1D', policy: 'reject' } }).due();
    late.act('complete', 'a', { outcome: 'approved' }, { task }).expectRefused('TASK_GONE');
    expect(late.answer).toMatchObject({ params: { by: 'flow', outcome: 'rejected' } });
  });

  test('counts working time where a calendar is named: its instant is found outside', () => {
    const run = timed({ expiry: { after: 'PT8H', calendar: 'office', policy: 'reject' } });
    expect(run.waits('timer')).toMatchObject([{ spec: { kind: 'workingTime', iso: 'PT8H', calendar: 'office' }, dueAt: null }]);
    run.send({ type: 'timerResolved', timer: run.waits('timer')[0]!.id, dueAt: '2026-03-03T12:00:00.000Z' }).expectAt('approve').due().expectAt('no');
  });

  test('computed lengths are found when it is opened; one that is none stops it before anybody is asked', () => {
    expect(open({ assignments: people('a'), expiry: { after: '=limit' } }, { limit: 'PT3H' }).waits('timer')).toMatchObject([{ dueAt: '2026-03-02T11:00:00.000Z' }]);
    const run = open({ assignments: people('a'), reminders: { every: '=limit' } }, { limit: 'soon' });
    expect([run.incident().code, run.tasks()]).toEqual(['FLOW_VALUE_UNUSABLE', []]);
  });

  test('withdrawing or cancelling it ends its timers', () => {
    const file = drawFlow({ start: 'start', approve: { kind: 'approval', config: { assignments: people('a'), isWithdrawable: true, reminders: { every: 'PT1H' } } }, end: 'end' }, ['start -> approve', 'approve.approved -> end', 'approve.rejected -> end', 'approve.withdrawn -> end']);
    const run = flow(file).start().act('withdraw', actor('lena', { maySupervise: true })).expectEnd();
    expect(run.effects.map(({ type }) => type)).toContain('disarmTimer');
  });
});

describe('what is done with an approval besides deciding it', () => {
  const three = (rule: object = { rule: 'all' }) => open({ assignments: people('a', 'b', 'c'), ...rule }, { requester: { id: 'r' } });
  const lead = actor('lena', { maySupervise: true });

  test('a place is handed over: who has it now is asked, and reminded from now on; who had it is not', () => {
    const run = three({ rule: 'sequential', reminders: { every: 'P1D', most: 2 } }).due().due();
    run.act('handOver', 'a', { to: 'z' }).expectAccepted();
    expect([asked(run), run.task().slots[0]!.handedOverBy, run.waits('timer').length]).toMatchObject([['z'], { id: 'a' }, 1]);
    run.act('complete', 'a', { outcome: 'approved' }).expectRefused('TASK_NOT_YOURS');
    expect(asked(vote(run, 'z', '+'))).toEqual(['b']);
  });

  test('somebody is asked before one answers: then one is asked again, and all must approve', () => {
    const run = three({ rule: 'any' }).act('addSigner', 'a', { to: 'z', place: 'before' }).expectAccepted();
    expect(asked(run)).toEqual(['z', 'b', 'c']);
    run.act('complete', 'a', { outcome: 'approved' }).expectRefused('APPROVAL_NOT_YET');
    expect(asked(vote(run, 'z', '+'))).toEqual(['a', 'b', 'c']);
    vote(run, 'a', '+').expectAt('yes');
  });

  test('somebody is asked after one has answered, in a row before who comes next', () => {
    const run = three({ rule: 'sequential' }).act('addSigner', 'a', { to: 'z', place: 'after' });
    expect(asked(vote(run, 'a', '+'))).toEqual(['z']);
    expect(asked(vote(run, 'z', '+'))).toEqual(['b']);
    vote(vote(run, 'b', '+'), 'c', '+').expectAt('yes');
  });

  test('who was added is asked as soon as the others are enough, and their rejection counts', () => {
    const run = three({ rule: 'count', count: 2 }).act('addSigner', 'a', { to: 'z' });
    expect(asked(run)).toEqual(['a', 'b', 'c']);
    expect(asked(vote(vote(run, 'b', '+'), 'c', '+'))).toEqual(['z']);
    run.act('complete', 'a', { outcome: 'rejected', comment: 'no' }).expectRefused('APPROVAL_STAGE_OVER');
    vote(run, 'z', '-').expectAt('no');
  });

  test('a supervisor adds one beside the others', () => expect(asked(three().act('addSigner', lead, { to: 'z' }))).toEqual(['a', 'b', 'c', 'z']));

  test('reminds by hand: who asked for it or a supervisor, not within the hour, not for ever', () => {
    const run = three().act('remind', 'a').expectRefused('APPROVAL_REMIND_NOT_ALLOWED').act('remind', 'r').expectAccepted();
    expect([run.task().byHand, run.task().revision]).toEqual([{ sent: 1, at: run.now }, 1]);
    run.pass('PT59M').act('remind', lead).expectRefused('APPROVAL_REMINDED_LATELY');
    for (let n = 2; n <= 10; n++) run.pass('PT1H').act('remind', lead).expectAccepted();
    run.pass('PT1H').act('remind', lead).expectRefused('APPROVAL_REMINDERS_SPENT');
  });

  const refusals: [string, (run: FlowScript) => FlowScript, string][] = [
    ['handing over what is not theirs', (run) => run.act('handOver', 'x', { to: 'z' }), 'TASK_NOT_YOURS'], ["handing over another's place, also to a supervisor", (run) => run.act('handOver', lead, { to: 'lena' }), 'TASK_NOT_YOURS'], ['handing over once they have answered', (run) => run.act('complete', 'a', { outcome: 'approved' }).act('handOver', 'a', { to: 'z' }), 'TASK_NOT_YOURS'],
    ['handing over to nobody', (run) => run.act('handOver', 'a'), 'TASK_ASSIGNEE_NEEDED'], ['handing over to the requester', (run) => run.act('handOver', 'a', { to: 'r' }), 'APPROVAL_OWN_REQUEST'],
    ['handing over to somebody who decides already', (run) => run.act('handOver', 'a', { to: 'b' }), 'APPROVAL_ASKED_ALREADY'], ['adding the requester', (run) => run.act('addSigner', 'a', { to: 'r' }), 'APPROVAL_OWN_REQUEST'],
    ['adding somebody twice', (run) => run.act('addSigner', 'a', { to: 'z' }).act('addSigner', 'b', { to: 'z' }), 'APPROVAL_ASKED_ALREADY'], ['adding without being asked', (run) => run.act('addSigner', 'x', { to: 'z' }), 'TASK_NOT_YOURS'],
    ['adding on a page that is old', (run) => { const task = run.task(); return run.act('addSigner', 'a', { to: 'z' }).act('addSigner', 'b', { to: 'y' }, { task }); }, 'TASK_REVISION_STALE'],
    ['adding without end', (run) => { for (let n = 0; n < 20; n++) run.act('addSigner', lead, { to: `z${n}` }).expectAccepted(); return run.act('addSigner', lead, { to: 'last' }); }, 'APPROVAL_SIGNERS_TOO_MANY'],
  ];
  test.each(refusals)('refuses %s', (_what, play, code) => { play(three()).expectRefused(code); });

  test('a task is assigned instead', () => {
    flow(drawFlow({ start: 'start', work: 'task', end: 'end' }, ['start -> work', 'work.done -> end'])).start().act('handOver', lead, { to: 'z' }).expectRefused('TASK_NOT_APPROVAL');
  });
});

describe('what an approval is set to', () => {
  const check = (config: object) => checkApproval({ id: 'n', kind: 'approval', name: { en: 'N' }, config: {} } as never, approvalConfig.parse(config), { forms: {} } as never).map(({ code, field }) => `${code} ${field}`);
  test.each<[string, object, string[]]>([
    ['is in order', { assignments: people('a', 'b'), rule: 'count', count: 2, nextStages: [{ assignments: people('c'), rule: 'percentage', percent: 10 }] }, []],
    ['asks for more than are asked', { assignments: people('a'), rule: 'count', count: 2 }, ['approval-count /count']],
    ['may find enough by an expression', { assignments: [{ by: 'expression', expression: 'x' }], rule: 'count', count: 2 }, []],
    ['says no number', { assignments: people('a'), rule: 'count', nextStages: [{ assignments: people('b'), rule: 'percentage' }] }, ['approval-amount /count', 'approval-amount /nextStages/0/percent']],
    ['asks nobody in a stage', { assignments: people('a'), nextStages: [{ assignments: [] }] }, ['nobody-asked /nextStages/0/assignments']],
    ['waits for no length of time', { assignments: people('a'), reminders: { every: 'often' }, expiry: { after: 'P1M' } }, ['due-value /reminders/every', 'due-value /expiry/after']],
    ['asks nobody at all', { assignments: [], rule: 'count' }, ['nobody-asked /assignments']],
  ])('%s', (_what, config, findings) => expect(check(config)).toEqual(findings));

  test.each([{ assignments: [], rule: 'most' }, { assignments: [], rule: 'count', count: 0 }, { assignments: [], percent: 101 }, { assignments: [], nextStages: Array.from({ length: 10 }, () => ({ assignments: [] })) }, { assignments: [{ by: 'person', person: 'a', hasVeto: 'yes' }] }])('cannot be read: %j', (config) => expect(approvalConfig.safeParse(config).success).toBe(false));
});
