import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byPerson, flowFile } from '../builders/flow-file.builder.ts';
import { ana, ben, mia, rita } from '../builders/company.builder.ts';
import { flowWorld, type FlowWorld } from './flow.world.ts';

describe('an approval in stages on Temporal', () => {
  let world: FlowWorld;
  beforeAll(async () => { world = await flowWorld(); });
  afterAll(async () => { await world?.close(); });

  const file = (key: string, config: object) => flowFile(key, { start: { kind: 'start' }, approve: { kind: 'approval', config: config as never }, yes: { kind: 'end', state: 'resolved' }, no: { kind: 'end', state: 'closed' }, late: { kind: 'end', state: 'cancelled' } },
    [['start', 'approve'], ['approve', 'yes', { outcome: 'approved' }], ['approve', 'no', { outcome: 'rejected' }], ['approve', 'late', { outcome: 'expired' }]]);
  const opened = async (key: string, config: object) => world.open(await world.publish(file(key, config)));
  const task = async (runId: string) => (await world.tasksOf(runId))[0]!;
  const told = async (runId: string, ...actions: string[]) => (await world.events(runId)).filter(({ action }) => actions.includes(action)).map(({ action, data }) => [action, data['slots'] ?? data['outcome'] ?? null]);

  it('asks one after the other, reminds whose turn it is, and ends by its own way when nobody answers', async () => {
    const runId = await opened('stages-late', { assignments: [byPerson('mia'), byPerson('ben')], rule: 'sequential', reminders: { every: 'PT3S', most: 1 }, expiry: { after: 'PT12S', policy: 'expired' } });
    expect(await task(runId)).toMatchObject({ people: ['mia'], task: { kind: 'approval', status: 'ready' } });
    const early = await world.act(runId, (await task(runId)).task, 'complete', ben, { outcome: 'approved' });
    expect(early.answer).toMatchObject({ accepted: false, code: 'APPROVAL_NOT_YET', params: { whom: 'mia' } });
    await world.eventually(async () => (await task(runId)).task.reminders?.sent === 1);
    expect((await task(runId)).task.revision).toBe(1);
    expect((await world.act(runId, (await task(runId)).task, 'complete', mia, { outcome: 'approved' })).answer).toMatchObject({ accepted: true });
    await world.eventually(async () => (await task(runId)).people[0] === 'ben');
    await world.eventually(async () => (await world.tickets.byId(runId.split('/')[1]!))?.state === 'cancelled');
    expect(await told(runId, 'approval.asked', 'approval.reminded', 'approval.decided', 'approval.expired')).toEqual([['approval.reminded', null], ['approval.decided', 'approved'], ['approval.asked', ['slot2']], ['approval.reminded', null], ['approval.expired', 'expired']]);
  });

  it('asks back across a continuation: who was asked has it in their inbox until they have answered, and both sides are told in the log', async () => {
    const runId = await world.open(await world.publish(file('asks-back', { assignments: [byPerson('mia'), byPerson('ben')], rule: 'all' })), { settings: { maxUpdates: 2 } });
    const question = { to: 'rita', comment: 'Why now?' };
    expect((await world.act(runId, (await task(runId)).task, 'askBack', mia, question)).answer).toMatchObject({ accepted: true });
    expect((await task(runId)).people).toEqual(['mia', 'ben', 'rita']);
    const mine = async () => (await world.tasks.inbox({ of: { person: 'rita', teams: [], roles: [] }, scope: 'mine', rights: {} }, { limit: 10 })).items.filter(({ run }) => run === runId).length;
    expect(await mine()).toBe(1);
    expect((await world.act(runId, (await task(runId)).task, 'complete', mia, { outcome: 'approved' })).answer).toMatchObject({ accepted: true });
    expect((await world.act(runId, (await task(runId)).task, 'answer', ben, { question: 'q1', comment: 'Me?' })).answer).toMatchObject({ accepted: false, code: 'APPROVAL_QUESTION_NOT_YOURS', params: { whom: 'rita' } });
    expect((await world.act(runId, (await task(runId)).task, 'answer', rita, { question: 'q1', comment: 'It burns.' })).answer).toMatchObject({ accepted: true });
    expect([await mine(), (await task(runId)).task.questions?.[0]?.answer?.text]).toEqual([0, 'It burns.']);
    expect((await world.inspector.snapshot(runId))?.shell.continuation).toBeGreaterThan(0);
    expect((await world.events(runId)).filter(({ action }) => action.startsWith('approval.')).map(({ action, after, data }) => [action, after, data['comment']])).toEqual([['approval.questioned', 'rita', 'Why now?'], ['approval.decided', undefined, ''], ['approval.answered', 'mia', 'It burns.']]);
    await world.act(runId, (await task(runId)).task, 'complete', ben, { outcome: 'approved' });
    await world.eventually(async () => (await world.tickets.byId(runId.split('/')[1]!))?.state === 'resolved');
  });

  it('says in the log who was asked when it ran out, for those who are told of it', async () => {
    const runId = await opened('ran-out', { assignments: [byPerson('mia'), { by: 'team', team: 'network' }], rule: 'sequential', expiry: { after: 'PT3S', policy: 'reject' } });
    await world.eventually(async () => (await world.tickets.byId(runId.split('/')[1]!))?.state === 'closed');
    const [ran] = (await world.events(runId)).filter(({ action }) => action === 'approval.expired');
    expect(ran!.data).toMatchObject({ outcome: 'rejected', asked: { people: ['mia'], teams: [], roles: [] } });
  });

  it('is suspended across a continuation, and runs out after what was left of its time', async () => {
    const runId = await world.open(await world.publish(file('suspended', { assignments: [byPerson('mia')], rule: 'any', expiry: { after: 'PT6S', calendar: 'always', policy: 'expired' } })), { settings: { maxUpdates: 1 } });
    const began = Date.now();
    expect((await world.act(runId, (await task(runId)).task, 'suspend', mia, { comment: 'The budget is not there yet.' })).answer).toMatchObject({ accepted: true });
    expect((await world.act(runId, (await task(runId)).task, 'complete', ben, { outcome: 'approved' })).answer).toMatchObject({ accepted: false, code: 'TASK_SUSPENDED', params: { reason: 'The budget is not there yet.' } });
    await world.eventually(async () => Date.now() > began + 8_000);
    expect([(await task(runId)).task.status, (await told(runId, 'approval.expired')).length]).toEqual(['suspended', 0]);
    expect((await world.act(runId, (await task(runId)).task, 'resume', mia)).answer).toMatchObject({ accepted: true });
    await world.eventually(async () => (await world.tickets.byId(runId.split('/')[1]!))?.state === 'cancelled');
    expect(await told(runId, 'task.suspended', 'task.resumed', 'approval.expired')).toEqual([['task.suspended', null], ['task.resumed', null], ['approval.expired', 'expired']]);
    const [events, { state }] = [await world.events(runId), (await world.runs.read(runId))!];
    const at = (action: string) => Date.parse(events.find((event) => event.action === action)!.at);
    expect([state.status, at('approval.expired') - at('task.opened') - (at('task.resumed') - at('task.suspended'))]).toEqual(['completed', 6_000]);
  });

  it('is returned across a continuation to a step done before, which says why, and comes again; a join of the way between starts anew', async () => {
    const done = { outcome: 'done' };
    const fill = { kind: 'task', config: { assignments: [byPerson('ana')], outcomes: [{ key: 'done', name: { en: 'Done' } }] } };
    const runId = await world.open(await world.publish(flowFile('returned', {
      start: { kind: 'start' }, fill, both: { kind: 'parallel' }, left: fill, right: fill, join: { kind: 'parallel' }, approve: { kind: 'approval', config: { assignments: [byPerson('mia')], mayReturnTo: 'anyEarlier' } as never }, yes: { kind: 'end', state: 'resolved' }, no: { kind: 'end', state: 'closed' },
    }, [['start', 'fill'], ['fill', 'both', done], ['both', 'left'], ['both', 'right'], ['left', 'join', done], ['right', 'join', done], ['join', 'approve'], ['approve', 'yes', { outcome: 'approved' }], ['approve', 'no', { outcome: 'rejected' }]])), { settings: { maxUpdates: 2 } });
    const at = async (node: string) => world.eventually(async () => (await world.tasksOf(runId)).find((row) => row.task.node === node));
    const rounds = async () => { for (const node of ['fill', 'left', 'right']) expect((await world.act(runId, (await at(node)).task, 'complete', ana, { outcome: 'done' })).answer).toMatchObject({ accepted: true }); };
    await rounds();
    expect((await at('approve')).returns).toEqual({ to: ['fill'], others: [] });
    const asked = (await at('approve')).task;
    expect((await world.act(runId, asked, 'return', mia, { to: 'left', comment: 'x' })).answer).toMatchObject({ accepted: false, code: 'TASK_RETURN_TO' });
    expect((await world.act(runId, asked, 'return', mia, { to: 'fill', comment: 'The amount is missing.' })).answer).toMatchObject({ accepted: true });
    expect((await at('fill')).task.returned).toMatchObject({ from: { en: expect.any(String) }, by: { id: 'mia' }, comment: 'The amount is missing.' });
    expect((await world.inspector.snapshot(runId))?.shell.continuation).toBeGreaterThan(0);
    await rounds();
    await world.act(runId, (await at('approve')).task, 'complete', mia, { outcome: 'approved' });
    await world.eventually(async () => (await world.tickets.byId(runId.split('/')[1]!))?.state === 'resolved');
    expect((await world.events(runId)).filter(({ action }) => action === 'approval.decided').map(({ data }) => [data['outcome'], data['returnedTo'] ?? null, data['comment']])).toEqual([['rejected', 'fill', 'The amount is missing.'], ['approved', null, '']]);
  });

  it('a task is put to a second person across a continuation: sent back, completed again, and over once it is confirmed', async () => {
    const runId = await world.open(await world.publish(flowFile('countersigned', {
      start: { kind: 'start' }, work: { kind: 'task', config: { assignments: [byPerson('ana')], outcomes: [{ key: 'done', name: { en: 'Done' } }], countersign: { by: [byPerson('ana'), byPerson('mia')] }, resultVariable: 'work' } as never }, end: { kind: 'end', state: 'resolved' },
    }, [['start', 'work'], ['work', 'end', { outcome: 'done' }]])), { settings: { maxUpdates: 2 } });
    const act = async (...[verb, by, data]: [Parameters<typeof world.act>[2], typeof ana, object]) => (await world.act(runId, (await task(runId)).task, verb, by, data)).answer;
    expect(await act('complete', ana, { outcome: 'done', comment: 'It runs.' })).toMatchObject({ accepted: true });
    expect(await task(runId)).toMatchObject({ people: ['mia'], task: { assignee: null, status: 'ready', countersign: { submitted: { outcome: 'done', by: { id: 'ana' } } } } });
    const mine = async (person: string) => (await world.tasks.inbox({ of: { person, teams: [], roles: [] }, scope: 'mine', rights: {} }, { limit: 10 })).items.filter(({ run }) => run === runId).length;
    expect([await mine('ana'), await mine('mia')]).toEqual([0, 1]);
    expect(await act('countersign', ana, { outcome: 'confirmed' })).toMatchObject({ accepted: false, code: 'TASK_COUNTERSIGN_OWN' });
    expect(await act('complete', ana, { outcome: 'done' })).toMatchObject({ accepted: false, code: 'TASK_SUBMITTED' });
    expect(await act('countersign', mia, { outcome: 'sentBack', comment: 'Not on port 2.' })).toMatchObject({ accepted: true });
    expect([await task(runId), await mine('ana'), await mine('mia')]).toMatchObject([{ task: { assignee: 'ana', status: 'claimed', returned: { by: { id: 'mia' }, comment: 'Not on port 2.' } } }, 1, 0]);
    await act('complete', ana, { outcome: 'done', comment: 'Now it does.' });
    expect((await world.inspector.snapshot(runId))?.shell.continuation).toBeGreaterThan(0);
    await act('countersign', mia, { outcome: 'confirmed', comment: 'Seen.' });
    await world.eventually(async () => (await world.tickets.byId(runId.split('/')[1]!))?.state === 'resolved');
    expect((await world.runs.read(runId))!.state.scopes['s0']!.vars['work']).toMatchObject({ outcome: 'done', by: 'ana', comment: 'Now it does.', confirmedBy: 'mia' });
    expect((await world.events(runId)).filter(({ action }) => action.startsWith('task.')).map(({ action, actor, data }) => [action, actor.id, data['comment'] ?? null])).toEqual([
      ['task.opened', 'flow', null], ['task.submitted', 'ana', 'It runs.'], ['task.sentBack', 'mia', 'Not on port 2.'], ['task.submitted', 'ana', 'Now it does.'], ['task.confirmed', 'mia', 'Seen.'], ['task.completed', 'ana', 'Now it does.'],
    ]);
  });

  it('ends early in a mixed stage, and a run that continues as new in the middle goes on in its stage', async () => {
    const runId = await world.open(await world.publish(file('stages-mixed', { assignments: [byPerson('mia'), byPerson('ben'), byPerson('ana')], rule: 'count', count: 2, nextStages: [{ name: { en: 'Board' }, assignments: [byPerson('ana'), { by: 'person', person: 'mia', hasVeto: true }], rule: 'percentage', percent: 50 }], expiry: { after: 'P1D', policy: 'expired' } })), { settings: { maxUpdates: 2 } });
    for (const by of [mia, ana]) expect((await world.act(runId, (await task(runId)).task, 'complete', by, { outcome: 'approved' })).answer).toMatchObject({ accepted: true });
    await world.eventually(async () => (await task(runId)).people.join() === 'ana,mia');
    expect((await world.act(runId, (await task(runId)).task, 'complete', ben, { outcome: 'rejected', comment: 'Late' })).answer).toMatchObject({ accepted: false, code: 'APPROVAL_STAGE_OVER' });
    expect((await world.act(runId, (await task(runId)).task, 'complete', mia, { outcome: 'rejected', comment: 'No' })).answer).toMatchObject({ accepted: true });
    await world.eventually(async () => (await world.tickets.byId(runId.split('/')[1]!))?.state === 'closed');
  });
});
